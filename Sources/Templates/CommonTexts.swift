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

  /// - Parameter url: percent-encoded: there is nothing in it to escape.
  package mutating func add(url: [UInt8]) -> Slot {
    let start = bytes.count
    bytes.append(contentsOf: url)
    return slot(from: start)
  }

  private func slot(from start: Int) -> Slot { .common(start: UInt32(start), count: UInt32(bytes.count - start)) }
}
