/// A number with the text that was typed for it: readers see `1.10` and `007` as the writer wrote
/// them; sorting, sums and bounds use the value.
package struct Number: Hashable, Sendable {
  /// Digits, at most one `.` with a digit after it, a sign and a power of ten: `-12`, `3.50`, `.5`,
  /// `1e3`.
  package let text: String
  package let value: Double

  /// - Parameter wholeOnly: Accepts a sign and digits alone.
  /// - Returns: nil for any other text: a separator of thousands, a decimal comma, hexadecimal
  ///   digits and digits of other scripts mean different numbers to different people.
  package init?(_ text: String, wholeOnly: Bool = false) {
    var rest = Substring(text).utf8
    func digits() -> Int {
      let count = rest.prefix { (48...57).contains($0) }.count
      rest = rest.dropFirst(count)
      return count
    }
    func sign() { if let first = rest.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") { rest.removeFirst() } }
    sign()
    let whole = digits()
    if wholeOnly {
      guard whole > 0, rest.isEmpty, Int(text) != nil else { return nil }
    } else {
      if rest.first == UInt8(ascii: ".") {
        rest.removeFirst()
        guard digits() > 0 else { return nil }
      } else if whole == 0 {
        return nil
      }
      if let first = rest.first, first | 0x20 == UInt8(ascii: "e") {
        rest.removeFirst()
        sign()
        guard digits() > 0 else { return nil }
      }
    }
    guard rest.isEmpty, let value = Double(text), value.isFinite else { return nil }
    self.text = text
    self.value = value
  }

  /// The number as JSON; nil for a number with more digits than a reader of JSON keeps.
  package var json: String? {
    if let whole = Int(text) { return String(whole) }
    let mantissa = text.utf8.prefix { $0 | 0x20 != UInt8(ascii: "e") }.filter { (48...57).contains($0) }
    // A double always returns up to fifteen digits unchanged.
    guard mantissa.drop(while: { $0 == 48 }).count <= 15 else { return nil }
    let isNegative = text.utf8.first == UInt8(ascii: "-")
    let unsigned = text.drop { $0 == "-" || $0 == "+" }.drop { $0 == "0" }
    // JSON has a digit before the point, no digit 0 before another one, and no `+`.
    let needsZero = unsigned.utf8.first.map { !(48...57).contains($0) } ?? true
    return (isNegative ? "-" : "") + (needsZero ? "0" : "") + unsigned
  }

  /// The text by which a condition of the model finds the number: `5` for 5.0.
  var brief: String { value.brief }
}
