import Text

/// Texts that many pages show, one after the other, as they stand on a page, and lists of a few entries, such as marks.
///
/// A text of its own is counted each time that a page holds on to it, and is escaped each time that it is shown; cores that count
/// the same text wait for each other. Where a text stands among these is a number.
package struct CommonTexts: Sendable {
  private(set) var bytes: [UInt8] = []
  /// What lists are of, by number.
  private(set) var entries: [Values] = []
  private(set) var numbers: [Int32] = []

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

  /// - Returns: the entry's number in lists.
  package mutating func add(entry: Values) -> Int32 {
    entries.append(entry)
    return Int32(entries.count - 1)
  }

  /// - Parameter numbers: of entries of one shape. What a section shows of each is made when the template is bound: they are few.
  package mutating func add(list numbers: [Int32]) -> Slot {
    self.numbers += numbers
    return .commonList(start: UInt32(self.numbers.count - numbers.count), count: UInt32(numbers.count))
  }

  func list(from start: UInt32, count: UInt32) -> [Values] {
    numbers[Int(start)..<Int(start) + Int(count)].map { entries[Int($0)] }
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
