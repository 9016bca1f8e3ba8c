import Testing
import Text

/// Searching for bytes, eight at a time.
struct EightBytesTests {
  /// Tests every place and every start.
  @Test(arguments: [0x00, 0x01, 0x0A, 0x1F, 0x20, 0x26, 0x7F, 0x80, 0xEF, 0xFF] as [UInt8])
  func `the first of a byte is found, among bytes that differ from it by a bit or by one`(_ wanted: UInt8) {
    let others = [wanted ^ 1, wanted ^ 0x80, wanted &+ 1, wanted &- 1]
    for count in 0..<20 {
      for place in 0...count {
        var bytes = (0..<count).map { others[$0 % others.count] }
        if place < count { bytes[place] = wanted }
        for start in 0...count {
          let expected = bytes[start...].firstIndex(of: wanted) ?? count
          #expect(bytes.span.firstOffset(from: start) { $0.bytes(equalTo: wanted) } == expected)
        }
      }
    }
  }

  @Test func `the first byte below a bound is found, and the first beyond ASCII`() {
    for byte in UInt8.min ... .max {
      for place in 0..<17 {
        for bound: UInt8 in [0x01, 0x20, 0x61, 0x80] {
          let bytes = [UInt8](repeating: bound, count: place) + [byte, bound, 0]
          #expect(bytes.span.firstOffset(from: 0) { $0.bytes(below: bound) } == bytes.firstIndex { $0 < bound })
        }
        let bytes = [UInt8](repeating: 0x7F, count: place) + [byte, 0x00, 0xFF]
        #expect(bytes.span.firstOffset(from: 0) { $0.bytesBeyondASCII } == bytes.firstIndex { $0 >= 0x80 })
      }
    }
  }
}
