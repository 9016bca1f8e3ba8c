extension [UInt8] {
  /// RFC 4648, with padding.
  var base64: [UInt8] {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var encoded: [UInt8] = []
    encoded.reserveCapacity((count + 2) / 3 * 4)
    for start in stride(from: 0, to: count, by: 3) {
      let three = (0..<3).map { start + $0 < count ? UInt32(self[start + $0]) : 0 }
      let bits = three[0] << 16 | three[1] << 8 | three[2]
      for digit in 0..<4 {
        let isPadding = start + digit > count
        encoded.append(isPadding ? UInt8(ascii: "=") : digits[Int(bits >> UInt32(18 - 6 * digit) & 63)])
      }
    }
    return encoded
  }
}
