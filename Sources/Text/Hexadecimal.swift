extension [UInt8] {
  /// Appends the two hexadecimal digits of a byte.
  package mutating func appendHexadecimal(_ byte: UInt8, uppercase: Bool = false) {
    func digit(_ value: UInt8) -> UInt8 {
      value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: uppercase ? "A" : "a") + value - 10
    }
    append(digit(byte >> 4))
    append(digit(byte & 15))
  }
}

extension FixedWidthInteger {
  /// The number in hexadecimal, with at least `digits` digits.
  package func hexadecimal(digits: Int, uppercase: Bool = false) -> String {
    let written = String(self, radix: 16, uppercase: uppercase)
    return String(repeating: "0", count: Swift.max(0, digits - written.utf8.count)) + written
  }
}

extension UInt8 {
  /// The value of a hexadecimal digit; nil for any other byte.
  package var hexadecimalValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
