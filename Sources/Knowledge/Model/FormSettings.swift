import Text

extension Settings.Form {
  /// Reads `forms`, a list of mappings; each mistake is a finding with its position, and a form
  /// with a mistake is left out.
  static func read(_ node: YAMLNode, in source: SourceText) -> ([Settings.Form], [Diagnostic]) {
    guard case .sequence(let items) = node.content else {
      return ([], [source.finding(.error, "wrong-kind", node.range, "'forms' must be a list")])
    }
    var findings: [Diagnostic] = []
    let forms = items.compactMap { item -> Settings.Form? in
      var reader = FormReader(item, in: source)
      let form = reader.form()
      findings += reader.findings
      return form
    }
    return (forms, findings)
  }
}

private struct FormReader {
  private let source: SourceText
  private var reader: MappingReader
  private(set) var findings: [Diagnostic] = []

  init(_ node: YAMLNode, in source: SourceText) {
    self.source = source
    reader = MappingReader(node, in: source, as: "a form")
  }

  mutating func form() -> Settings.Form? {
    let kindName = reader.text("kind")
    let type = reader.text("of")
    let depth = number("depth", 0...9)
    let limit = number("limit", 1...100_000)
    let pictures = number("pictures", 0...100_000)
    reader.finish("a form")
    findings += reader.findings
    guard let kindName, let type else {
      findings.append(source.finding(.error, "missing-key", reader.node.range, "a form must have 'kind' and 'of', a type"))
      return nil
    }
    guard let kind = Settings.Form.Kind(rawValue: kindName) else {
      findings.append(
        source.finding(
          .error, "unknown-value", reader.node("kind")?.range ?? reader.node.range, "there is no kind of form '\(kindName)'",
          suggestion: nearestName(to: kindName, among: Settings.Form.Kind.allCases.map(\.rawValue))))
      return nil
    }
    var form = Settings.Form(kind: kind, type: type, range: reader.node.range)
    form.depth = depth ?? form.depth
    form.limit = limit.map { $0 * 1000 }
    form.pictureLimit = pictures.map { $0 * 1000 }
    return form
  }

  private mutating func number(_ key: String, _ range: ClosedRange<Int>) -> Int? {
    guard let node = reader.node(key), let number = reader.number(key) else { return nil }
    if let whole = Int(exactly: number), range.contains(whole) { return whole }
    findings.append(
      source.finding(
        .error, "out-of-range", node.range,
        "'\(key)' is a whole number from \(range.lowerBound) to \(range.upperBound)"))
    return nil
  }
}
