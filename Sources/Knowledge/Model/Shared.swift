/// A value that is passed as one reference, whatever it holds: for values that are made once and
/// read for every record or page.
///
/// A field of a model holds eight arrays and texts, and a record a dozen: without this, passing one
/// retains and releases each of them.
@dynamicMemberLookup
package struct Shared<Content: Sendable>: Sendable {
  private final class Box: Sendable {
    let value: Content

    init(_ value: Content) { self.value = value }
  }

  private var box: Box

  package init(_ value: Content) { box = Box(value) }

  var value: Content { _read { yield box.value } }

  /// A module that reads a member for every value of every record declares that member by name too:
  /// other modules resolve a key path at run time, which takes some 500 instructions.
  package subscript<Member>(dynamicMember path: KeyPath<Content, Member>) -> Member {
    box.value[keyPath: path]
  }

  /// Makes several changes with one copy.
  package mutating func change(_ change: (inout Content) -> Void) {
    var value = box.value
    change(&value)
    box = Box(value)
  }

  /// A change copies the value first: others that hold the old value keep it.
  package subscript<Member>(dynamicMember path: WritableKeyPath<Content, Member>) -> Member {
    get { box.value[keyPath: path] }
    set { change { $0[keyPath: path] = newValue } }
  }
}
