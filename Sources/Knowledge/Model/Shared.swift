/// A value that is handed on as one reference, whatever it holds: for what is made once and looked at for every record or page.
///
/// A field of a model holds eight arrays and texts, and a record a dozen: each of them was retained and released wherever one was
/// so much as passed by.
@dynamicMemberLookup
package struct Shared<Content: Sendable>: Sendable {
  private final class Box: Sendable {
    let value: Content

    init(_ value: Content) { self.value = value }
  }

  private var box: Box

  package init(_ value: Content) { box = Box(value) }

  var value: Content { _read { yield box.value } }

  /// Where a member is looked at for every value of every record, its module says it by name too: a key path is followed at
  /// run time in other modules, which takes some 500 instructions.
  package subscript<Member>(dynamicMember path: KeyPath<Content, Member>) -> Member {
    box.value[keyPath: path]
  }

  /// Several changes at once.
  package mutating func change(_ change: (inout Content) -> Void) {
    var value = box.value
    change(&value)
    box = Box(value)
  }

  /// A change makes a value of its own: others that hold the old one keep it.
  package subscript<Member>(dynamicMember path: WritableKeyPath<Content, Member>) -> Member {
    get { box.value[keyPath: path] }
    set { change { $0[keyPath: path] = newValue } }
  }
}
