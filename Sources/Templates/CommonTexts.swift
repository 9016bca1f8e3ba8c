import Text

/// Texts that many pages show, in one buffer and already escaped, and lists of a few entries, such
/// as marks.
///
/// A separate text would be retained each time that a page holds it, and escaped each time that it
/// is shown, and cores that retain the same text wait for each other. A range in this buffer is
/// only two numbers.
package struct CommonTexts: Sendable {
  private(set) var bytes: [UInt8] = []
  /// The entries of lists, by number.
  private(set) var entries: [Values] = []
  private(set) var numbers: [Int32] = []

  package init() {}

  package mutating func add(_ text: String) -> Slot {
    let start = bytes.count
    bytes.appendEscaped(text)
    return slot(from: start)
  }

  /// Adds a text that needs no escaping.
  ///
  /// - Parameter text: a text as it is written on a page, such as a percent-encoded address.
  package mutating func add(escaped text: [UInt8]) -> Slot {
    let start = bytes.count
    bytes.append(contentsOf: text)
    return slot(from: start)
  }

  /// Adds an entry of lists.
  ///
  /// - Returns: the entry's number in lists.
  package mutating func add(entry: Values) -> Int32 {
    entries.append(entry)
    return Int32(entries.count - 1)
  }

  /// Adds a list.
  ///
  /// - Parameter numbers: the numbers of entries, which have one shape. Each section over them is
  ///   rendered for all entries when the template is bound, because they are few.
  package mutating func add(list numbers: [Int32]) -> Slot {
    self.numbers += numbers
    return .commonList(start: UInt32(self.numbers.count - numbers.count), count: UInt32(numbers.count))
  }

  func list(from start: UInt32, count: UInt32) -> [Values] {
    numbers[Int(start)..<Int(start) + Int(count)].map { entries[Int($0)] }
  }

  /// Returns a text that ``add(_:)`` has added, as it is written on a page; nil for any other
  /// value.
  package func text(_ slot: Slot) -> ArraySlice<UInt8>? {
    guard case .common(let start, let count) = slot else { return nil }
    return bytes[Int(start)..<Int(start) + Int(count)]
  }

  /// Appends a text that ``add(_:)`` has added.
  ///
  /// - Returns: false for any other value.
  package func append(_ slot: Slot, to page: inout [UInt8]) -> Bool {
    guard case .common(let start, let count) = slot else { return false }
    page.append(bytes.span, Int(start)..<Int(start) + Int(count))
    return true
  }

  private func slot(from start: Int) -> Slot { .common(start: UInt32(start), count: UInt32(bytes.count - start)) }
}
