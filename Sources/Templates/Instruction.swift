/// One step of a compiled template.
///
/// Example: `{{#items}}<b>{{name}}</b>{{/items}}` becomes
///
///     0  each(items, register: 1, end: 5)
///     1  bytes(<b>)
///     2  escaped(name, in register 1)
///     3  bytes(</b>)
///     4  next(register: 1)
///     5  end
enum Instruction: Sendable {
  case bytes(Range<Int>)
  /// The spaces before a line of a partial.
  case indentation
  case escaped(Path)
  case html(Path)
  /// Unescaped text, for dynamic data only.
  case raw(Path)
  /// Jumps to `end` if the value is false.
  case when(Path, end: Int)
  case unless(Path, end: Int)
  /// Opens an object, or one entry of a list after another, as the context in `register`; ``next``
  /// ends the turn of an entry.
  case each(Path, register: Int, end: Int)
  case next(register: Int)
  case call(procedure: Int, indentation: Range<Int>)
  case end
}

/// The location of a value: a register, and a slot of the values in it.
struct Path: Hashable, Sendable {
  var register: Int32
  var slot: Int32
}

/// An object that dotted names go through, such as `site` in `site.name`. It has its own register,
/// so it is looked up once each time that the context around it is opened, and not for each name.
struct Inner: Sendable {
  /// The location of the object.
  var path: Path
  var shape: Shape
}

extension Instruction {
  /// Sets the target of a jump. It is known only when the section's content has been compiled.
  mutating func jump(to end: Int) {
    switch self {
    case .when(let path, _): self = .when(path, end: end)
    case .unless(let path, _): self = .unless(path, end: end)
    case .each(let path, let register, _): self = .each(path, register: register, end: end)
    case .bytes, .indentation, .escaped, .html, .raw, .next, .call, .end: preconditionFailure("no jump")
    }
  }

  /// Returns the same instruction with another path, if it has one.
  func mapPath(_ transform: (Path) -> Path) -> Instruction {
    switch self {
    case .escaped(let path): .escaped(transform(path))
    case .html(let path): .html(transform(path))
    case .raw(let path): .raw(transform(path))
    case .when(let path, let end): .when(transform(path), end: end)
    case .unless(let path, let end): .unless(transform(path), end: end)
    case .each(let path, let register, let end): .each(transform(path), register: register, end: end)
    case .bytes, .indentation, .next, .call, .end: self
    }
  }
}
