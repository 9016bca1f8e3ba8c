import Text

/// The values of one context, in the order of the shape's members: `slots[i]` belongs to
/// `shape.names[i]`.
///
/// Absent values at the end take no memory, so a shape has its rare members last.
package struct Values: Sendable {
  package let shape: Shape
  package private(set) var slots: [Slot]

  /// Creates values that are all absent.
  ///
  /// - Parameter count: the capacity to reserve; more is allocated when it is needed.
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

  /// Creates an entry of a list of texts, with ``Shape/text``.
  package init(text: String) { self.init(.text, [.text(text)]) }

  /// The value of a member. The program must not ask for a name that the shape does not have.
  package subscript(name: String) -> Slot {
    get { self[index(of: name)] }
    set { self[index(of: name)] = newValue }
  }

  package subscript(index: Int) -> Slot {
    get { index < slots.count ? slots[index] : .absent }
    set {
      guard index >= slots.count else {
        slots[index] = newValue
        return
      }
      while slots.count < index { slots.append(.absent) }
      slots.append(newValue)
    }
  }

  private func index(of name: String) -> Int {
    guard let index = shape.index(of: name) else { preconditionFailure("the shape has no member '\(name)'") }
    return index
  }
}

package enum Slot: Sendable {
  /// No value: false in a section, and shown as nothing.
  case absent
  case text(String)
  /// A text in UTF-8, for texts that are assembled from bytes.
  case bytes([UInt8])
  /// A text as it is written on a page: it has been escaped, or has nothing to escape.
  case escaped([UInt8])
  case html([UInt8])
  case flag(Bool)
  case list([Values])
  case object(Values)
  /// Any other kind of value, made when a template uses it: most templates show only a part of a
  /// page's values. It is stored for later uses, except for a list, which most templates open once.
  case later(@Sendable () -> Slot)

  /// True if a section over the value is shown: an empty text, HTML or list is false. A late value
  /// has to be made first.
  var isTruthy: Bool {
    switch self {
    case .absent, .later: false
    case .text(let text): !text.utf8.isEmpty
    case .bytes(let bytes), .escaped(let bytes), .html(let bytes): !bytes.isEmpty
    case .flag(let flag): flag
    case .list(let entries): !entries.isEmpty
    case .object: true
    }
  }

  /// A text that many pages show: it is escaped here, once, and not on each page.
  package static func shown(_ text: String) -> Slot {
    var escaped: [UInt8] = []
    escaped.appendEscaped(text, inApostrophes: true)
    return .escaped(escaped)
  }

  var isLate: Bool { if case .later = self { true } else { false } }
}
