import Text

/// Reads a field's YAML by the field's kind. A value that cannot be read is a finding, and is left
/// out.
struct ValueReader {
  let source: SourceText
  let vocabularies: Vocabularies
  /// The knowledge base's default language, for the model's words in messages.
  let language: String
  var findings: [Diagnostic] = []

  mutating func value(of field: Field, from node: YAMLNode) -> Value? {
    if node.isUnwritten { return nil }
    if let words = field.deprecated {
      let text = words.line(in: language, default: language) ?? ""
      findings.append(
        source.finding(
          .warning, "deprecated-field", node.range, "'\(field.name)' is no longer used" + (text.isEmpty ? "" : ": \(text)")))
    }
    guard field.many else { return single(field, node) }
    let items: [YAMLNode]
    if case .sequence(let nodes) = node.content { items = nodes } else { items = [node] }
    let values = items.compactMap { $0.isUnwritten ? nil : single(field, $0) }
    check(count: values.count, of: field, node.range)
    if field.key != nil { checkKeys(of: field, values) }
    return values.isEmpty ? nil : .list(values)
  }

  /// Removes comments from a text: no output shows them, as in a body.
  private mutating func withoutComments(_ text: String, _ range: Range<Int>) -> String {
    let (left, comments) = Comments.cut(from: text)
    findings += comments.map { source.finding($0, range) }
    return left
  }

  mutating func report(
    _ code: String, _ range: Range<Int>, _ message: String, suggestion: String? = nil, edit: Edit? = nil
  ) {
    findings.append(source.finding(.error, code, range, message, suggestion: suggestion, edit: edit))
  }

  private mutating func single(_ field: Field, _ node: YAMLNode) -> Value? {
    switch field.kind {
    case .record: return record(field, node)
    case .reference: return reference(field, node)
    case .period: return period(field, node)
    default: break
    }
    guard let scalar = node.scalar else {
      let hint = field.many ? "a list of single values" : "a single value"
      report("wrong-kind", node.range, "'\(field.name)' must be \(hint), not \(node.kindName)")
      return nil
    }
    return read(scalar, field, node)
  }

  private mutating func read(_ scalar: YAMLScalar, _ field: Field, _ node: YAMLNode) -> Value? {
    let text = scalar.text
    func wrong(_ rule: String) -> Diagnostic {
      source.finding(.error, "wrong-kind", node.range, "'\(field.name)' must be \(rule), not '\(text.prefix(60))'")
    }
    func checked<T>(_ value: T?, _ rule: String, _ make: (T) -> Value) -> Value? {
      guard let value else { return nil }
      return make(value)
    }
    switch field.kind {
    case .text:
      let text = withoutComments(text, node.range)
      if text.isBlank { return nil }
      check(length: text, of: field, node.range)
      if let finding = UnknownSyntax.finding(inPlain: text, at: node.range, in: source) { findings.append(finding) }
      return .text(text)
    case .markdown:
      check(length: text, of: field, node.range)
      return .markdown(MarkdownText(bytes: Array(text.utf8)[...], map: offsetMap(node, scalar)))
    case .integer:
      guard let number = Number(text, wholeOnly: true) else { findings.append(wrong("a whole number")); return nil }
      return check(number: number.value, of: field, node.range) ? .number(number) : nil
    case .number:
      guard let number = Number(text) else { findings.append(wrong("a number such as 12 or 3.50")); return nil }
      return check(number: number.value, of: field, node.range) ? .number(number) : nil
    case .boolean:
      guard text == "true" || text == "false" else { findings.append(wrong("true or false")); return nil }
      return .boolean(text == "true")
    case .date:
      guard let date = date(text) else {
        findings.append(wrong("a date such as 2017, 2017-10 or 2017-10-03")); return nil
      }
      return .date(date)
    case .datetime:
      guard isDateTime(text) else { findings.append(wrong("a time such as 2017-10-03T14:30Z")); return nil }
      return .datetime(text)
    case .duration:
      guard let span = Span(text) else {
        findings.append(wrong("a length of time such as 45 min, 6 months or PT45M")); return nil
      }
      return .duration(span)
    case .url:
      guard isURL(text) else { findings.append(wrong("a web address that begins with https:// or http://")); return nil }
      return .url(text)
    case .language:
      guard isLanguage(text) else {
        findings.append(wrong("a language code such as fr or pt-BR"))
        return nil
      }
      return .language(text)
    case .file: return .file(FileValue(path: text, range: contentRange(node, scalar)))
    case .term: return term(text, field, node)
    case .record, .reference, .period: return nil
    }
  }

  private mutating func term(_ text: String, _ field: Field, _ node: YAMLNode) -> Value? {
    if let term = vocabularies.term(text, in: field.vocabularies) { return .term(term) }
    let names = field.vocabularies.compactMap { vocabularies.index(of: $0) }.flatMap { vocabularies.all[$0].terms.map(\.id) }
    let nearest = nearestName(to: text, among: names)
    report(
      "unknown-term", node.range, "'\(text)' is not a term of \(field.vocabularies.joined(separator: " or "))",
      suggestion: nearest,
      edit: nearest.map { Edit(node.range, $0) })
    return nil
  }

  private mutating func period(_ field: Field, _ node: YAMLNode) -> Value? {
    if let scalar = node.scalar {
      guard let period = Period(scalar.text) else {
        report(
          "wrong-kind", node.range,
          "'\(field.name)' must be a period such as {start: 2009, end: 2011} or 2009–2011, not '\(scalar.text.prefix(60))'")
        return nil
      }
      return checked(period, node)
    }
    var reader = MappingReader(node, in: source, as: "a period")
    var dates: [PartialDate?] = []
    for key in ["start", "end"] {
      guard let text = reader.text(key) else {
        dates.append(nil)
        continue
      }
      let date = date(text)
      if date == nil {
        report(
          "wrong-kind", reader.node(key)?.range ?? node.range,
          "'\(key)' must be a date such as 2017, 2017-10 or 2017-10-03, not '\(text.prefix(60))'")
      }
      dates.append(date)
    }
    let circa = reader.flag("circa") ?? false
    reader.finish("a period")
    findings += reader.findings
    guard dates[0] != nil || dates[1] != nil else {
      if reader.node("start") == nil, reader.node("end") == nil {
        report("wrong-kind", node.range, "a period must have a 'start', an 'end' or both")
      }
      return nil
    }
    return checked(Period(start: dates[0], end: dates[1], isCirca: circa), node)
  }

  private mutating func checked(_ period: Period, _ node: YAMLNode) -> Value? {
    if let start = period.start, let end = period.end, end.lastDay < start {
      report("period-backwards", node.range, "a period must end after it starts")
      return nil
    }
    return .period(period)
  }

  private mutating func record(_ field: Field, _ node: YAMLNode) -> Value? {
    guard case .mapping = node.content else {
      report(
        "wrong-kind", node.range,
        "'\(field.name)' must be a mapping ('name: value' lines) with \(field.fields.map(\.name).joined(separator: ", "))")
      return nil
    }
    var reader = MappingReader(node, in: source, as: "'\(field.name)'")
    let values = nested(field.fields, &reader)
    if let key = field.key, let node = reader.node(key), let id = node.scalar?.text { check(key: id, of: field, node.range) }
    reader.finish("'\(field.name)'")
    findings += reader.findings
    return .record(NestedRecord(values: values, range: node.range))
  }

  private mutating func nested(_ fields: [Field], _ reader: inout MappingReader) -> [Value?] {
    fields.map { field in
      guard let node = reader.node(field.name) else { return nil }
      return value(of: field, from: node)
    }
  }

  /// Reads `slug`, `type/slug`, `slug#part`, or `{to: …}` with the edge's fields.
  private mutating func reference(_ field: Field, _ node: YAMLNode) -> Value? {
    if let scalar = node.scalar {
      return target(scalar, node).map(Value.reference)
    }
    guard case .mapping = node.content else {
      report("wrong-kind", node.range, "'\(field.name)' must name a record, or be {to: record, …}")
      return nil
    }
    var reader = MappingReader(node, in: source, as: "a reference")
    guard let to = reader.node("to"), let scalar = to.scalar else {
      report("missing-field", node.range, "a reference with fields must name the record in 'to'")
      return nil
    }
    let values = nested(field.fields, &reader)
    reader.finish("a reference in '\(field.name)'")
    findings += reader.findings
    return target(scalar, to).map { reference in
      var reference = reference
      reference.fields = values
      return .reference(reference)
    }
  }

  private mutating func target(_ scalar: YAMLScalar, _ node: YAMLNode) -> ReferenceValue? {
    let range = contentRange(node, scalar)
    let hash = scalar.text.utf8.firstIndex(of: UInt8(ascii: "#"))
    let name = scalar.text[..<(hash ?? scalar.text.endIndex)].trimmed
    guard !name.isEmpty else {
      report("wrong-kind", node.range, "a reference must be the name of a record")
      return nil
    }
    let nameRange = range.lowerBound..<min(range.upperBound, range.lowerBound + name.utf8.count)
    let part = hash.map { String(Substring(scalar.text.utf8[$0...].dropFirst())) }
    var partRange: Range<Int>?
    if let part, range.count == scalar.text.utf8.count { partRange = range.upperBound - part.utf8.count..<range.upperBound }
    return ReferenceValue(target: normalized(String(name)), part: part, range: nameRange, partRange: partRange, fields: [])
  }

  /// The range of a scalar's text without its quotation marks.
  private func contentRange(_ node: YAMLNode, _ scalar: YAMLScalar) -> Range<Int> {
    scalar.isPlain || scalar.isBlock || node.range.count < 2
      ? node.range : (node.range.lowerBound + 1)..<(node.range.upperBound - 1)
  }

  // MARK: bounds

  private mutating func check(length text: String, of field: Field, _ range: Range<Int>) {
    guard field.min != nil || field.max != nil || field.pattern != nil else { return }
    // With `many`, the bounds count values. Without it, the length of a text counts characters as a
    // writer sees them.
    if !field.many {
      let length = text.count
      if let max = field.max, Double(length) > max {
        report("too-long", range, "'\(field.name)' may have at most \(Int(max)) characters; this text has \(length)")
      }
      if let min = field.min, Double(length) < min {
        report("too-short", range, "'\(field.name)' must have at least \(Int(min)) characters; this text has \(length)")
      }
    }
    if let pattern = field.pattern, !pattern.isFound(in: text) {
      report("pattern-mismatch", range, "'\(text.prefix(60))' does not match the pattern of '\(field.name)' (\(pattern.text))")
    }
  }

  private mutating func check(number: Double, of field: Field, _ range: Range<Int>) -> Bool {
    if field.many { return true }
    if let max = field.max, number > max {
      report("out-of-range", range, "'\(field.name)' must be at most \(max.brief)")
      return false
    }
    if let min = field.min, number < min {
      report("out-of-range", range, "'\(field.name)' must be at least \(min.brief)")
      return false
    }
    return true
  }

  private mutating func check(count: Int, of field: Field, _ range: Range<Int>) {
    if let min = field.min, Double(count) < min {
      report("too-few", range, "'\(field.name)' must have at least \(Int(min)) values; it has \(count)")
    }
    if let max = field.max, Double(count) > max {
      report("too-many", range, "'\(field.name)' may have at most \(Int(max)) values; it has \(count)")
    }
  }

  /// A key is the anchor of its entry, and a part of links.
  private mutating func check(key: String, of field: Field, _ range: Range<Int>) {
    if key.isBlank || AnchorNames.isAnchor(key) { return }
    let anchor = AnchorNames.anchor(for: key)
    report(
      "invalid-part", range,
      "the '\(field.key ?? "")' of an entry is its anchor: letters and digits, with '-', '.' or '_' between them, such as '\(anchor)'"
    )
  }

  private mutating func checkKeys(of field: Field, _ values: [Value]) {
    guard let key = field.key, let index = field.index(of: key) else { return }
    var seen: Set<String> = []
    for case .record(let entry) in values {
      guard case .text(let id)? = entry.values[index] else {
        report(
          "missing-field", entry.range.lowerBound..<entry.range.lowerBound, "each entry of '\(field.name)' must have a '\(key)'"
        )
        continue
      }
      if !seen.insert(id).inserted {
        report("duplicate-part", entry.range, "'\(id)' stands twice; each entry of '\(field.name)' must have its own '\(key)'")
      }
    }
  }

  // MARK: forms

  private func isAlphanumeric(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }

  private func isURL(_ text: String) -> Bool {
    guard let colon = text.firstRange(of: "://"), ["http", "https"].contains(text[..<colon.lowerBound].lowercased()),
      let first = text[colon.upperBound...].utf8.first, !"/?#:@".utf8.contains(first)
    else { return false }
    return text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && $0 != 0x22 && $0 != 0x3C && $0 != 0x3E }
  }

  /// True for a language tag (BCP 47): two or three letters, then subtags of up to eight letters
  /// and digits.
  private func isLanguage(_ text: String) -> Bool {
    let subtags = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard text.utf8.count <= 35, let language = subtags.first, (2...3).contains(language.count) else { return false }
    return language.allSatisfy { isAlphanumeric($0) && !(48...57).contains($0) }
      && subtags.dropFirst().allSatisfy { (1...8).contains($0.count) && $0.allSatisfy(isAlphanumeric) }
  }

  /// Reads a day, a month or a year. A date with a time loses the time; its day stays as the file
  /// writes it.
  private func date(_ text: String) -> PartialDate? {
    PartialDate(text) ?? (isDateTime(text) ? PartialDate(String(text.prefix(10))) : nil)
  }

  /// True for `2017-10-03T14:30Z`: a blank may replace the T, seconds may have decimals, and the
  /// zone may have a blank before it and a colon in it.
  private func isDateTime(_ text: String) -> Bool {
    let form =
      /([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt]|\ +)([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]{1,9})?)?(?:\ ?(?:[Zz]|UTC|[+-][0-9]{2}(?::?[0-9]{2})?))?/
    guard let match = text.wholeMatch(of: form), PartialDate(String(match.1))?.day != nil else { return false }
    return Int(match.2)! < 24 && Int(match.3)! < 60 && (match.4.flatMap { Int($0) } ?? 0) <= 60
  }

  /// Maps offsets in a scalar's text to offsets in the file: line by line in a literal block, from
  /// the first byte in other scalars.
  func offsetMap(_ node: YAMLNode, _ scalar: YAMLScalar) -> OffsetMap {
    guard scalar.isBlock else { return OffsetMap(start: contentRange(node, scalar).lowerBound) }
    let bytes = source.bytes
    var lines = Lines(bytes, from: node.range.lowerBound)
    guard let header = lines.next(), bytes[header].first == UInt8(ascii: "|") else {
      return OffsetMap(start: node.range.lowerBound)
    }
    var pieces: [(text: Int, file: Int)] = []
    var indent: Int?
    var offset = 0
    let length = scalar.text.utf8.count
    while offset < length, let line = lines.next() {
      let blanks = bytes[line].prefix { $0 == 0x20 }.count
      if indent == nil, blanks < line.count { indent = blanks }
      let cut = min(indent ?? blanks, blanks)
      pieces.append((offset, line.lowerBound + cut))
      offset += line.count - cut + 1
    }
    return OffsetMap(pieces: pieces)
  }
}

extension Double {
  /// The number without ".0" if it is whole.
  var brief: String { self == rounded() && magnitude < 1e15 ? String(Int(self)) : String(self) }
}

extension SourceText {
  /// Returns the finding about a comment.
  ///
  /// - Parameter range: the range of the value that contains the comment.
  func finding(_ comment: Comments.Comment, _ range: Range<Int>) -> Diagnostic {
    let (severity, code, message) = Comments.code(of: comment)
    return finding(severity, code, range, message).grouped(Comments.group(code, path: path))
  }
}
