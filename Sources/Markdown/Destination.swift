/// Finds the address of an inline link or of a definition.
enum Destination {
  /// Returns the range of the address without the blanks and the `<>` around it.
  static func range(in range: Range<Int>, _ byte: (Int) -> UInt8) -> Range<Int> {
    var start = range.lowerBound
    while start < range.upperBound, [0x20, 0x09, 0x0A, 0x0D].contains(byte(start)) { start += 1 }
    let isAngled = start < range.upperBound && byte(start) == UInt8(ascii: "<")
    if isAngled { start += 1 }
    var end = start
    var depth = 0
    while end < range.upperBound {
      switch byte(end) {
      case UInt8(ascii: "\\"): end += 1
      case UInt8(ascii: ">") where isAngled: return start..<end
      case UInt8(ascii: "(") where !isAngled: depth += 1
      case UInt8(ascii: ")") where !isAngled:
        if depth == 0 { return start..<end }
        depth -= 1
      case 0x0A, 0x0D: return start..<end
      case 0x20, 0x09: if !isAngled { return start..<end }
      default: break
      }
      end += 1
    }
    return start..<min(end, range.upperBound)
  }
}

/// The addresses of a text's definitions `[label]: address`. The parser does not keep their
/// offsets.
struct DefinitionTable {
  private var ranges: [ArraySlice<UInt8>: Range<Int>] = [:]

  init(_ source: ShieldedSource) {
    let bytes = source.bytes
    var i = 0
    while i + 2 < bytes.count {
      guard bytes[i] == UInt8(ascii: "]"), bytes[i + 1] == UInt8(ascii: ":") else {
        i += 1
        continue
      }
      let range = Destination.range(in: i + 2..<min(bytes.count, i + 4_000)) { bytes[$0] }
      let address = bytes[range]
      if !address.isEmpty, ranges[address] == nil { ranges[address] = range }
      i += 2
    }
  }

  /// The range of the address in the first definition that has it. An address written with escapes
  /// is not found.
  func address(_ address: ArraySlice<UInt8>) -> Range<Int>? { ranges[address] }
}
