import Text

/// Callouts as other tools write them, written anew as quotes with a mark, which the parser knows:
///
///     :::tip First          > [!tip] First        !!! note "First"
///     Words.                > Words.                  Words.
///     :::
///
/// Docusaurus, VitePress, Pandoc and Quarto have the colons, MkDocs has the exclamation marks. Only
/// kinds whose meaning is plain are understood; everything else stays as it is written.
struct Admonitions {
  private(set) var bytes: [UInt8] = []
  /// The offsets at which text was added or left out, each (offset in ``bytes``, offset in the
  /// source).
  private var pieces: [(new: Int, old: Int)] = []
  private let source: [UInt8]

  /// - Returns: nil if the text has no such callout.
  init?(_ source: [UInt8]) {
    guard Self.mayHold(source) else { return nil }
    let lines = AdmonitionLines(source)
    guard lines.hasCallouts else { return nil }
    self.source = source
    bytes.reserveCapacity(source.count + source.count / 8)
    for number in lines.all.indices { write(lines.all[number], after: number > 0 ? lines.all[number - 1] : nil) }
  }

  private static func mayHold(_ source: [UInt8]) -> Bool {
    var at = 0
    while true {
      at = source.span.firstOffset(from: at) {
        $0.bytes(equalTo: UInt8(ascii: ":")) | $0.bytes(equalTo: UInt8(ascii: "!")) | $0.bytes(equalTo: UInt8(ascii: "?"))
      }
      guard at + 2 < source.count else { return false }
      if source[at + 1] == source[at], source[at + 2] == source[at] { return true }
      at += 1
    }
  }

  private mutating func write(_ line: AdmonitionLines.Line, after last: AdmonitionLines.Line?) {
    // Without an empty line, the paragraph of an indented callout would go on, and a quote above
    // would take the callout in.
    if let last, !line.isBlank, !last.isBlank, line.outside < last.inside || (line.begins && !last.begins) {
      add(quotes: line.outside, line)
      bytes.append(0x0A)
    }
    switch line.role {
    case .text where line.inside == 0: keep(line.start..<line.end)
    case .text:
      add(quotes: line.inside, line)
      keep(line.text..<line.end)
    case .end: add(quotes: line.outside, line)
    case .begin(let kind, let title):
      add(quotes: line.inside, line)
      bytes += "[!".utf8
      keep(kind)
      bytes += "] ".utf8
      keep(title)
      bytes.append(0x0A)
      add(quotes: line.inside, line)
    }
    keep(line.end..<line.next)
  }

  private mutating func keep(_ range: Range<Int>) {
    pieces.append((bytes.count, range.lowerBound))
    bytes += source[range]
  }

  private mutating func add(quotes: Int, _ line: AdmonitionLines.Line) {
    pieces.append((bytes.count, line.start))
    bytes += [UInt8](repeating: 0x20, count: line.indent)
    for _ in 0..<quotes { bytes += "> ".utf8 }
  }

  /// The source offset of a byte of ``bytes``.
  func sourceOffset(_ offset: Int) -> Int {
    let number = pieces.indices.partitionPoint { pieces[$0].new > offset } - 1
    guard number >= 0 else { return 0 }
    let limit = number + 1 < pieces.count ? max(pieces[number].old, pieces[number + 1].old) : source.count
    return min(limit, pieces[number].old + offset - pieces[number].new)
  }
}

extension Document {
  /// Moves all offsets from a text that was written anew to the text that its author wrote.
  mutating func move(to admonitions: Admonitions) {
    func moved(_ range: Range<Int>) -> Range<Int> {
      let lower = admonitions.sourceOffset(range.lowerBound)
      return lower..<max(lower, admonitions.sourceOffset(range.upperBound))
    }
    func moved(_ range: Range<Int32>) -> Range<Int32> {
      let range = moved(Int(range.lowerBound)..<Int(range.upperBound))
      return Int32(range.lowerBound)..<Int32(range.upperBound)
    }
    for index in nodes.indices {
      nodes[index].source = moved(nodes[index].source)
      nodes[index].targetSource = moved(nodes[index].targetSource)
    }
    problems = problems.map { problem in
      var problem = problem
      problem.source = moved(problem.source)
      if case .unescapedPipe(let offset) = problem.kind { problem.kind = .unescapedPipe(at: admonitions.sourceOffset(offset)) }
      return problem
    }
    origins = origins.moved(by: admonitions.sourceOffset)
  }
}
