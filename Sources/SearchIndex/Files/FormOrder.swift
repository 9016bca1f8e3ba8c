/// All forms of a collection in the order in which files hold them: by folded form, then by form, as JavaScript compares.
struct FormOrder: Sendable {
  /// Numbers of forms.
  let forms: [Int]
  /// By form number: what it is looked up by.
  let folded: [[UInt8]]

  init(_ words: Words) {
    let folded = (0..<words.forms.count).map { form -> [UInt8] in
      let bytes = words.forms[form]
      if bytes.allSatisfy({ $0 < 0x80 }) { return Array(bytes) }
      return Array(WordReader.folded(String(decoding: bytes, as: UTF8.self)).utf8)
    }
    self.folded = folded
    forms = folded.indices.sorted { a, b in
      let order = Self.compare(folded[a][...], folded[b][...])
      return order == 0 ? Self.compare(words.forms[a], words.forms[b]) < 0 : order < 0
    }
  }

  /// Compares as UTF-16 would: characters beyond the first plane stand before U+E000.
  static func compare(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Int {
    let count = min(a.count, b.count)
    for offset in 0..<count {
      let (left, right) = (a[a.startIndex + offset], b[b.startIndex + offset])
      if left != right { return rank(left) < rank(right) ? -1 : 1 }
    }
    return a.count - b.count
  }

  private static func rank(_ byte: UInt8) -> Int {
    byte >= 0xF0 ? 8 * 0xED + 1 + Int(byte - 0xF0) : 8 * Int(byte)
  }
}

/// Writes strings in order, each as a capital for what it shares with the one before (`A` nothing, `B` one unit, to `Z`) and
/// the rest: no form holds a capital.
struct FrontCoder {
  private(set) var text: [UInt8] = []
  private var last: [UInt16] = []

  mutating func append(_ form: some Collection<UInt8>) {
    let string = String(decoding: form, as: UTF8.self)
    let units = Array(string.utf16)
    var shared = 0
    while shared < min(25, units.count, last.count), units[shared] == last[shared] { shared += 1 }
    if shared > 0, UTF16.isLeadSurrogate(units[shared - 1]) { shared -= 1 }
    text.append(UInt8(ascii: "A") + UInt8(shared))
    text.append(contentsOf: String(decoding: units[shared...], as: UTF16.self).utf8)
    last = units
  }
}
