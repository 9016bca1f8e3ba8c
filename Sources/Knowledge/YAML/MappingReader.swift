import Text

/// Reads a mapping key by key; at the end, each key that the reader never requested is an error,
/// with the nearest right name.
struct MappingReader {
  let source: SourceText
  let node: YAMLNode
  let entries: [YAMLEntry]
  /// True for each entry that was requested.
  private var taken: [Bool]
  /// The requested keys, present or not.
  private var asked: [String] = []
  var findings: [Diagnostic] = []
  /// The keys that ``finish(_:)`` reported.
  private(set) var restKeys: [String] = []

  /// - Parameter what: the name of the mapping for the message if it is not one: "a type",
  ///   "casebook.yaml".
  init(_ node: YAMLNode, in source: SourceText, as what: String) {
    self.source = source
    self.node = node
    let isMapping: Bool
    (entries, isMapping) = if case .mapping(let entries) = node.content { (entries, true) } else { ([], false) }
    taken = Array(repeating: false, count: entries.count)
    if !isMapping, !node.isNull {
      report("wrong-kind", node.range, "\(what) must be a mapping ('name: value' lines), not \(node.kindName)")
    }
  }

  mutating func report(_ code: String, _ range: Range<Int>, _ message: String, suggestion: String? = nil) {
    findings.append(source.finding(.error, code, range, message, suggestion: suggestion))
  }

  /// All entries in order, marked as requested: for mappings whose keys are names.
  mutating func allEntries() -> [YAMLEntry] {
    asked += entries.map(\.key)
    for index in taken.indices { taken[index] = true }
    return entries
  }

  mutating func entry(_ key: String) -> YAMLEntry? {
    asked.append(key)
    guard let index = entries.firstIndex(where: { $0.key == key }) else { return nil }
    taken[index] = true
    return entries[index].value.isNull ? nil : entries[index]
  }

  /// Looks up many keys of which most are absent: the cost is one look-up for each entry that is
  /// present.
  ///
  /// - Parameter indexes: the index of each key in `keys`.
  /// - Returns: for each key, the index of its entry in ``entries``, even if the entry has no
  ///   value.
  mutating func entries(of keys: [String], _ indexes: [String: Int]) -> [Int?] {
    asked = asked.isEmpty ? keys : asked + keys
    var found = [Int?](repeating: nil, count: keys.count)
    for (index, entry) in entries.enumerated() {
      guard let key = indexes[entry.key] else { continue }
      found[key] = index
      taken[index] = true
    }
    return found
  }

  /// True if the key is present, even without a value.
  func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

  mutating func node(_ key: String) -> YAMLNode? { entry(key)?.value }

  mutating func text(_ key: String) -> String? {
    guard let node = node(key) else { return nil }
    guard let scalar = node.scalar else {
      report("wrong-kind", node.range, "'\(key)' must be a text, not \(node.kindName)")
      return nil
    }
    return scalar.text
  }

  mutating func flag(_ key: String) -> Bool? {
    guard let node = node(key), let text = text(key) else { return nil }
    if text == "true" { return true }
    if text == "false" { return false }
    report("wrong-kind", node.range, "'\(key)' must be true or false")
    return nil
  }

  mutating func number(_ key: String) -> Double? {
    guard let node = node(key), let text = text(key) else { return nil }
    guard let number = Double(text), number.isFinite else {
      report("wrong-kind", node.range, "'\(key)' must be a number")
      return nil
    }
    return number
  }

  /// Reads one text, or a list of texts.
  mutating func texts(_ key: String) -> [String]? { textNodes(key)?.map(\.text) }

  mutating func textNodes(_ key: String) -> [(text: String, range: Range<Int>)]? {
    guard let node = node(key) else { return nil }
    switch node.content {
    case .scalar(let scalar): return [(scalar.text, node.range)]
    case .sequence(let items):
      return items.compactMap { item in
        if item.isNull { return nil }
        guard let scalar = item.scalar else {
          report("wrong-kind", item.range, "'\(key)' must be a list of texts")
          return nil
        }
        return (scalar.text, item.range)
      }
    case .mapping:
      report("wrong-kind", node.range, "'\(key)' must be a text or a list of texts")
      return nil
    }
  }

  /// Reads names for each language: one list for all languages, or one list for each language.
  mutating func names(_ key: String) -> [String: [String]] {
    guard let node = node(key) else { return [:] }
    func shown(_ texts: [(text: String, range: Range<Int>)]) -> [String] {
      texts.map { withoutComments($0.text, $0.range) }.filter { !$0.isEmpty }
    }
    guard case .mapping(let entries) = node.content else {
      return ["": shown(textNodes(key) ?? [])]
    }
    var names: [String: [String]] = [:]
    for entry in entries where !entry.value.isNull {
      switch entry.value.content {
      case .scalar(let scalar): names[entry.key] = shown([(scalar.text, entry.value.range)])
      case .sequence(let items):
        names[entry.key] = shown(
          items.compactMap { item in item.isNull ? nil : item.scalar.map { ($0.text, item.range) } })
      case .mapping: report("wrong-kind", entry.value.range, "'\(key)' in \(entry.key) is a list of names")
      }
    }
    return names
  }

  /// Removes comments from a text: no output shows them, as in a body.
  mutating func withoutComments(_ text: String, _ range: Range<Int>) -> String {
    let (left, comments) = Comments.cut(from: text)
    findings += comments.map { source.finding($0, range) }
    return left
  }

  /// Returns, and marks as requested, the remaining entries for which `isWanted` is true.
  mutating func takeRest(where isWanted: (YAMLEntry) -> Bool) -> [YAMLEntry] {
    var found: [YAMLEntry] = []
    for (index, entry) in entries.enumerated() where !taken[index] && isWanted(entry) {
      taken[index] = true
      found.append(entry)
    }
    return found
  }

  /// Reports the keys that were not requested.
  mutating func finish(_ what: String) {
    for (index, entry) in entries.enumerated() where !taken[index] {
      restKeys.append(entry.key)
      // In `{en: What worked, and what not}`, the text ends at the comma.
      let isCut = entry.value.isNull && entry.key.contains(" ")
      report(
        "unknown-key", entry.keyRange,
        "\(what) has no key '\(entry.key)'"
          + (isCut ? "; between { and }, a text with a comma in it needs quotation marks" : ""),
        suggestion: nearestName(to: entry.key, among: Set(asked).sorted()))
    }
  }
}
