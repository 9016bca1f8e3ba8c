/// A value that is handed on as one reference, whatever it holds: for what is read once and looked at for every record.
///
/// A field of a model holds eight arrays and texts, and each of them was retained and released wherever a field was so much as
/// passed by. Records are not shared like this: their values are read in place, and a reference between costs as much as it saves.
@dynamicMemberLookup
package struct Shared<Value: Sendable>: Sendable {
  private final class Box: Sendable {
    let value: Value

    init(_ value: Value) { self.value = value }
  }

  private var box: Box

  package init(_ value: Value) { box = Box(value) }

  /// Where a member is looked at for every value of every record, its module says it by name too: a key path is followed at
  /// run time in other modules.
  var value: Value { _read { yield box.value } }

  package subscript<Member>(dynamicMember path: KeyPath<Value, Member>) -> Member {
    box.value[keyPath: path]
  }

  /// A change makes a value of its own: others that hold the old one keep it.
  package subscript<Member>(dynamicMember path: WritableKeyPath<Value, Member>) -> Member {
    get { box.value[keyPath: path] }
    set {
      var value = box.value
      value[keyPath: path] = newValue
      box = Box(value)
    }
  }
}
