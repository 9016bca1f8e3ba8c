/// One context's values, in the order of the shape's members: `slots[i]` belongs to `shape.names[i]`.
///
/// What is absent behind the last of them takes no place: a shape's seldom members stand at its end.
package struct Values: Sendable {
  package let shape: Shape
  package private(set) var slots: [Slot]

  /// All absent.
  ///
  /// - Parameter count: how many places will be taken; more are found when they are needed.
  package init(_ shape: Shape, reserving count: Int = 20) {
    self.shape = shape
    slots = []
    slots.reserveCapacity(min(shape.names.count, count))
  }

  package init(_ shape: Shape, _ slots: [Slot]) {
    precondition(slots.count == shape.names.count, "a shape of \(shape.names.count) members got \(slots.count) values")
    self.shape = shape
    self.slots = slots
  }

  /// An entry of a list of texts, of ``Shape/text``.
  package init(text: String) { self.init(.text, [.text(text)]) }

  /// A name that the shape does not have is a mistake of the program.
  package subscript(name: String) -> Slot {
    get { self[place(of: name)] }
    set { self[place(of: name)] = newValue }
  }

  package subscript(place: Int) -> Slot {
    get { place < slots.count ? slots[place] : .absent }
    set {
      guard place >= slots.count else {
        slots[place] = newValue
        return
      }
      while slots.count < place { slots.append(.absent) }
      slots.append(newValue)
    }
  }

  private func place(of name: String) -> Int {
    guard let place = shape.place(of: name) else { preconditionFailure("the shape has no member '\(name)'") }
    return place
  }
}

package enum Slot: Sendable {
  /// False in a section, and shown as nothing.
  case absent
  case text(String)
  /// A text in UTF-8, for what is put together from bytes.
  case bytes([UInt8])
  /// A text as it stands on a page: there is nothing in it to escape, or it has been.
  case escaped([UInt8])
  case html([UInt8])
  /// A text among the ``CommonTexts`` with which the template was bound.
  case common(start: UInt32, count: UInt32)
  /// A list among them.
  case commonList(start: UInt32, count: UInt32)
  case flag(Bool)
  case list([Values])
  /// A list of entries that other pages have too.
  case numbered(NumberedEntries, [Int32])
  case object(Values)
  /// Any of the others, made when a template comes to it: most templates show a part of what a page offers. It is kept for
  /// whatever asks for it again, but for a list, which most templates open once.
  case later(@Sendable () -> Slot)

  /// Whether a section over it is shown: an empty text, HTML or list is as good as none. What comes late has to be made first.
  var isTruthy: Bool {
    switch self {
    case .absent, .later: false
    case .text(let text): !text.utf8.isEmpty
    case .bytes(let bytes), .escaped(let bytes), .html(let bytes): !bytes.isEmpty
    case .common(_, let count), .commonList(_, let count): count > 0
    case .flag(let flag): flag
    case .list(let entries): !entries.isEmpty
    case .numbered(_, let numbers): !numbers.isEmpty
    case .object: true
    }
  }

  var isLate: Bool { if case .later = self { true } else { false } }
}
