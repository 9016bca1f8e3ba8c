/// A part of a file. Every read is checked: a length or an offset that lies gives nil or a shorter
/// part, and never a byte of somewhere else.
package struct ByteView: Sendable {
  private let bytes: [UInt8]
  /// Offsets in the file.
  let range: Range<Int>

  package init(_ bytes: [UInt8]) { self.init(bytes, 0..<bytes.count) }

  private init(_ bytes: [UInt8], _ range: Range<Int>) { (self.bytes, self.range) = (bytes, range) }

  var count: Int { range.count }
  var isEmpty: Bool { range.isEmpty }
  var slice: ArraySlice<UInt8> { bytes[range] }

  /// Offsets count from the start of the part.
  subscript(_ at: Int) -> UInt8? { 0..<count ~= at ? bytes[range.lowerBound + at] : nil }

  /// As much of the wanted part as there is.
  func part(_ from: Int, _ count: Int = .max) -> ByteView {
    let start = min(max(0, from), self.count)
    let length = min(max(0, count), self.count - start)
    return ByteView(bytes, range.lowerBound + start..<range.lowerBound + start + length)
  }

  /// Reads a number of at most four bytes, the highest byte first.
  func big(_ at: Int, _ count: Int) -> Int? {
    guard at >= 0, at <= self.count - count else { return nil }
    return part(at, count).slice.reduce(0) { $0 << 8 | Int($1) }
  }

  /// Reads a number of at most four bytes, the lowest byte first.
  func little(_ at: Int, _ count: Int) -> Int? {
    guard at >= 0, at <= self.count - count else { return nil }
    return part(at, count).slice.reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  func has(_ text: StaticString, at: Int = 0) -> Bool {
    let wanted = "\(text)".utf8
    return part(at, wanted.count).slice.elementsEqual(wanted)
  }

  func has(_ wanted: [UInt8], at: Int = 0) -> Bool { part(at, wanted.count).slice.elementsEqual(wanted) }

  /// The offset of the first such byte at or after an offset.
  func first(_ byte: UInt8, from start: Int = 0) -> Int? {
    part(start).slice.firstIndex(of: byte).map { $0 - range.lowerBound }
  }

  /// The offset of the first such text at or after an offset.
  func first(_ text: StaticString, from start: Int = 0) -> Int? {
    let wanted = Array("\(text)".utf8)
    var at = start
    while let offset = first(wanted[0], from: at) {
      if has(wanted, at: offset) { return offset }
      at = offset + 1
    }
    return nil
  }

  func contains(_ text: StaticString) -> Bool { first(text) != nil }

  /// True if there is nothing but zeros and blanks, with which programs fill gaps.
  var isPadding: Bool { slice.allSatisfy { $0 == 0 || $0 == 0x20 || $0 == 0x0A || $0 == 0x0D } }

  var text: String { String(decoding: slice, as: UTF8.self) }
}

extension Int {
  /// The number as bytes, the highest first.
  func big(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: self >> (8 * (count - 1 - $0))) } }

  /// The number as bytes, the lowest first.
  func little(_ count: Int) -> [UInt8] { big(count).reversed() }
}
