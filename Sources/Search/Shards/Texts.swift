internal import Text

/// Texts in UTF-8, stored one after the other in one array.
struct Texts: Sendable {
  private(set) var bytes: [UInt8] = []
  /// Text `n` is `bytes[starts[n]..<starts[n + 1]]`.
  private var starts: [UInt32] = [0]

  var count: Int { starts.count - 1 }

  func range(_ number: Int) -> Range<Int> { Int(starts[number])..<Int(starts[number + 1]) }

  mutating func append(_ text: Span<UInt8>, _ range: Range<Int>) {
    bytes.append(text, range)
    starts.append(UInt32(bytes.count))
  }

  /// Appends the bytes of a text in reverse order.
  mutating func append(reversing text: Span<UInt8>, _ range: Range<Int>) {
    var end = bytes.count + range.count
    bytes.grow(to: end, with: 0)
    var output = bytes.mutableSpan
    for index in range {
      end -= 1
      output[end] = text[index]
    }
    starts.append(UInt32(bytes.count))
  }

  mutating func reserve(like other: Texts) {
    bytes.reserveCapacity(other.bytes.count)
    starts.reserveCapacity(other.starts.count)
  }

  mutating func append(_ text: [UInt8]) { append(text.span, 0..<text.count) }

  func areEqual(_ a: Int, _ b: Int) -> Bool { range(a).count == range(b).count && compare(a, b) == 0 }

  /// Compares two texts by UTF-16 units, as JavaScript does: characters beyond U+FFFF sort before
  /// U+E000.
  func compare(_ a: Int, _ b: Int) -> Int { bytes.span.compareAsUTF16(range(a), range(b)) }

  /// Returns the numbers of the texts in sorted order.
  ///
  /// - Parameter precedes: decides between equal texts.
  func order(among precedes: (Int, Int) -> Bool) -> [Int] {
    // Nearly all texts differ in their first eight bytes, which compare as one number.
    let keyed = (0..<count).map { (key: key($0), index: $0) }
    return keyed.sorted { a, b in
      if a.key != b.key { return a.key < b.key }
      let order = compare(a.index, b.index)
      return order == 0 ? precedes(a.index, b.index) : order < 0
    }.map(\.index)
  }

  /// Returns the first eight bytes as a number that sorts like ``compare(_:_:)``; missing bytes are
  /// zero, which no form contains.
  private func key(_ number: Int) -> UInt64 {
    let range = range(number)
    let first = bytes.span.upToEight(at: range.lowerBound)
    let beyond = UInt64(64 - 8 * min(8, range.count))
    if first.bytesBeyondASCII == 0 { return range.isEmpty ? 0 : (first.byteSwapped >> beyond) << beyond }
    var key: UInt64 = 0
    for index in range.prefix(8) {
      var byte = bytes[index]
      // The first bytes EE and EF (U+E000 and above) move behind F0 to F4 (beyond U+FFFF): F0 … F4,
      // EE, EF become EE … F2, F3, F4.
      if byte >= 0xF0 { byte -= 2 } else if byte >= 0xEE { byte += 5 }
      key = key << 8 | UInt64(byte)
    }
    return key << UInt64(8 * (8 - min(8, range.count)))
  }
}

extension Span<UInt8> {
  /// Compares two ranges by UTF-16 units. The result is negative, zero or positive.
  func compareAsUTF16(_ a: Range<Int>, _ b: Range<Int>) -> Int {
    for offset in 0..<Swift.min(a.count, b.count) {
      let left = self[a.lowerBound + offset]
      let right = self[b.lowerBound + offset]
      if left != right { return Self.rank(left) < Self.rank(right) ? -1 : 1 }
    }
    return a.count - b.count
  }

  /// Returns the rank of a first byte: F0 to F4 come between ED and EE. Continuation bytes keep
  /// their order.
  private static func rank(_ byte: UInt8) -> Int { byte >= 0xF0 ? 8 * 0xED + 1 + Int(byte - 0xF0) : 8 * Int(byte) }
}
