/// The first line of a quote that is a callout: `[!NOTE]`, as on GitHub, or with another kind and a
/// title, as in Obsidian: `[!example]- How it went`.
struct Callout {
  var kind: AlertKind
  /// The kind as it is written, if it is neither one of GitHub's five nor another name for one: it
  /// says more than the kind that is shown.
  var word: Range<Int>?
  /// The title: the text after the brackets; empty if there is none.
  var title: Range<Int>
  /// The offset after the mark and the blanks that follow it.
  var markEnd: Int

  /// Reads a callout from the beginning of a text; nil if the text does not begin with one.
  ///
  /// - Parameter count: the length of the text in bytes.
  init?(count: Int, _ byte: (Int) -> UInt8) {
    guard count > 3, byte(0) == UInt8(ascii: "["), byte(1) == UInt8(ascii: "!") else { return nil }
    var end = 2
    while end < count, Self.isPartOfKind(byte(end)) { end += 1 }
    let name = 2..<end
    // After a `|`, Obsidian has names for style sheets.
    if end < count, byte(end) == UInt8(ascii: "|") { while end < count, byte(end) != UInt8(ascii: "]") { end += 1 } }
    guard !name.isEmpty, end < count, byte(end) == UInt8(ascii: "]") else { return nil }
    end += 1
    // A `-` or `+` says whether the callout is folded; a page shows it open.
    if end < count, byte(end) == UInt8(ascii: "-") || byte(end) == UInt8(ascii: "+") { end += 1 }
    while end < count, byte(end) == 0x20 || byte(end) == 0x09 { end += 1 }
    markEnd = end
    var last = count
    while last > end, byte(last - 1) == 0x20 || byte(last - 1) == 0x09 { last -= 1 }
    title = end..<last
    let word = String(decoding: name.map { byte($0) | 0x20 }, as: UTF8.self)
    if let kind = AlertKind.allCases.first(where: { $0.name == word }) {
      self.kind = kind
    } else if let kind = Self.same[word] {
      self.kind = kind
    } else {
      kind = Self.near[word] ?? .note
      self.word = name
    }
  }

  private static func isPartOfKind(_ byte: UInt8) -> Bool {
    switch byte | 0x20 {
    case 0x61...0x7A: true
    default: 0x30...0x39 ~= byte || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte >= 0x80
    }
  }

  /// True for one of GitHub's five kinds, or another name for one.
  static func isPlainKind(_ word: String) -> Bool { AlertKind.allCases.contains { $0.name == word } || same[word] != nil }

  /// Other names for GitHub's five kinds.
  private static let same = byName([.note: ["info"], .tip: ["hint"], .warning: ["attention"], .caution: ["danger", "error"]])
  /// Kinds with a meaning of their own, and the kind whose look is nearest.
  private static let near = byName([.tip: ["success", "check", "done"], .warning: ["failure", "fail", "missing", "bug"]])

  private static func byName(_ names: [AlertKind: [String]]) -> [String: AlertKind] {
    Dictionary(uniqueKeysWithValues: names.flatMap { kind, names in names.map { ($0, kind) } })
  }
}
