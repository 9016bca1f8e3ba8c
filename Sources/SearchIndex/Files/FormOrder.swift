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
    forms = Self.order(of: folded) { a, b in Self.compare(words.forms[a], words.forms[b]) < 0 }
  }

  /// The places of `texts` in order.
  ///
  /// - Parameter precedes: decides between places whose texts are equal.
  static func order(of texts: [[UInt8]], among precedes: (Int, Int) -> Bool) -> [Int] {
    // Nearly all differ in their first eight bytes, which are one number.
    let keyed = texts.enumerated().map { (key: key($1), place: $0) }
    return keyed.sorted { a, b in
      if a.key != b.key { return a.key < b.key }
      let order = compare(texts[a.place][...], texts[b.place][...])
      return order == 0 ? precedes(a.place, b.place) : order < 0
    }.map(\.place)
  }

  /// The first eight bytes as a number that is compared as ``compare(_:_:)`` compares them; no form holds a zero.
  private static func key(_ text: [UInt8]) -> UInt64 {
    var key: UInt64 = 0
    for place in 0..<8 {
      var byte: UInt8 = place < text.count ? text[place] : 0
      // Four-byte characters stand before those that begin with EE and EF.
      if byte >= 0xF0 { byte -= 2 } else if byte >= 0xEE { byte += 5 }
      key = key << 8 | UInt64(byte)
    }
    return key
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
