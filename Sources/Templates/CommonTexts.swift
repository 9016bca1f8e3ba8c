import Source

/// Texts that many pages show, one after the other, as they stand on a page.
///
/// A text of its own is counted each time that a page holds on to it, and is escaped each time that it is shown; cores that count
/// the same text wait for each other. Where a text stands among these is a number.
package struct CommonTexts: Sendable {
  private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func add(_ text: String) -> Slot {
    let start = bytes.count
    bytes.appendEscaped(text)
    return slot(from: start)
  }

  /// - Parameter text: a text as it stands on a page, such as a percent-encoded address.
  package mutating func add(escaped text: [UInt8]) -> Slot {
    let start = bytes.count
    bytes.append(contentsOf: text)
    return slot(from: start)
  }

  /// A text that ``add(_:)`` has put here, as it stands on a page; nil for any other value.
  package func text(_ slot: Slot) -> ArraySlice<UInt8>? {
    guard case .common(let start, let count) = slot else { return nil }
    return bytes[Int(start)..<Int(start) + Int(count)]
  }

  /// Appends such a text.
  ///
  /// - Returns: false for any other value.
  package func append(_ slot: Slot, to page: inout [UInt8]) -> Bool {
    guard case .common(let start, let count) = slot else { return false }
    page.append(bytes.span, Int(start)..<Int(start) + Int(count))
    return true
  }

  private func slot(from start: Int) -> Slot { .common(start: UInt32(start), count: UInt32(bytes.count - start)) }
}
