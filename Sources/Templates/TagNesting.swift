import Text

/// Matches opening and closing tags. A tag without its partner is a finding, and is ignored like a
/// comment. Tags that are nested too deep are ignored too, with one finding for all.
struct TagNesting {
  static let deepest = 100

  /// The closing tag of each opening tag, by index.
  private(set) var closes: [Int: Int] = [:]
  private(set) var isClosing: Set<Int> = []
  private(set) var findings: [Diagnostic] = []

  init(_ tags: [Tag], in source: SourceText) {
    var open: [Int] = []
    var saidTooDeep = false
    for (index, tag) in tags.enumerated() {
      if tag.kind.opens {
        open.append(index)
        if open.count > Self.deepest, !saidTooDeep {
          saidTooDeep = true
          findings.append(.templateTooDeep(in: source, at: tag.range))
        }
      } else if tag.kind == .close {
        // Tags beyond the allowed depth need not match, so only the innermost ones are searched.
        let partner = open.suffix(Self.deepest).lastIndex { source.bytes[tags[$0].name] == source.bytes[tag.name] }
        guard let partner else {
          findings.append(.strayClosingTag(tag, open: open.last.map { tags[$0] }, in: source))
          continue
        }
        for unclosed in open[(partner + 1)...].prefix(max(0, Self.deepest - partner - 1)) {
          findings.append(.unclosedTag(tags[unclosed], in: source))
        }
        if partner < Self.deepest {
          closes[open[partner]] = index
          isClosing.insert(index)
        }
        open.removeSubrange(partner...)
      }
    }
    for unclosed in open.prefix(Self.deepest) { findings.append(.unclosedTag(tags[unclosed], in: source)) }
  }
}

extension Diagnostic {
  fileprivate static func templateTooDeep(in source: SourceText, at range: Range<Int>) -> Self {
    source.finding(.error, "template-depth", range, "sections can be nested at most \(TagNesting.deepest) levels deep")
  }

  fileprivate static func unclosedTag(_ tag: Tag, in source: SourceText) -> Self {
    let name = source.string(tag.name)
    return .templateSyntax("'\(source.string(tag.range))' must be closed by '{{/\(name)}}'", in: source, at: tag.range)
  }

  fileprivate static func strayClosingTag(_ tag: Tag, open: Tag?, in source: SourceText) -> Self {
    let written = source.string(tag.range)
    guard let open else { return .templateSyntax("'\(written)' closes nothing that is open", in: source, at: tag.range) }
    let line = source.position(atOffset: open.range.lowerBound).line
    return .templateSyntax(
      "'\(written)' closes no open section: '\(source.string(open.range))' of line \(line) must be closed first",
      in: source, at: tag.range)
  }
}
