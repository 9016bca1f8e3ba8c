/// One context's values, in the order of the shape's members: `slots[i]` belongs to `shape.names[i]`.
package struct Values: Sendable {
  package let shape: Shape
  package private(set) var slots: [Slot]

  /// All absent.
  package init(_ shape: Shape) {
    self.shape = shape
    slots = Array(repeating: .absent, count: shape.names.count)
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
    get { slots[place(of: name)] }
    set { slots[place(of: name)] = newValue }
  }

  package subscript(place: Int) -> Slot {
    get { slots[place] }
    set { slots[place] = newValue }
  }

  fileprivate mutating func keep(_ slot: Slot, at place: Int, _ steps: ArraySlice<Int>) {
    slots.keep(slot, at: place, steps)
  }

  private func place(of name: String) -> Int {
    guard let place = shape.place(of: name) else { preconditionFailure("the shape has no member '\(name)'") }
    return place
  }
}

extension [Slot] {
  /// Puts what came late in its place; `steps` lead to it through objects.
  mutating func keep(_ slot: Slot, at place: Int, _ steps: ArraySlice<Int>) {
    guard let next = steps.first else {
      self[place] = slot
      return
    }
    guard case .object(var inner) = self[place] else { return }
    inner.keep(slot, at: next, steps.dropFirst())
    self[place] = .object(inner)
  }
}

package enum Slot: Sendable {
  /// False in a section, and shown as nothing.
  case absent
  case text(String)
  case html([UInt8])
  case flag(Bool)
  case list([Values])
  case object(Values)
  /// Any of the others, made when a template comes to it: most templates show a part of what a page offers.
  case later(@Sendable () -> Slot)

  /// Whether a section over it is shown: an empty text, HTML or list is as good as none.
  var isTruthy: Bool {
    switch self {
    case .absent: false
    case .text(let text): !text.isEmpty
    case .html(let html): !html.isEmpty
    case .flag(let flag): flag
    case .list(let entries): !entries.isEmpty
    case .object: true
    case .later(let make): make().isTruthy
    }
  }
}
