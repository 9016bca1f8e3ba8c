/// One step of a compiled template.
enum Instruction: Sendable {
  case bytes(Range<Int>)
  /// The spaces before a line of a partial.
  case indentation
  case escaped(Path)
  case html(Path)
  /// Text as it is, for dynamic data only.
  case raw(Path)
  /// Goes on at `end` when the value is false.
  case when(Path, end: Int)
  case unless(Path, end: Int)
  /// Opens each entry of a list, or an object, in turn as the context in `register`; ``next`` ends the turn.
  case each(Path, register: Int, end: Int)
  case next(register: Int)
  /// As ``each``, but numbered entries are shown as they were prepared.
  case prepared(Path, section: Int, register: Int, end: Int)
  /// As ``each``, but entries of a common list are copied.
  case copied(Path, section: Int, register: Int, end: Int)
  case call(procedure: Int, indentation: Range<Int>)
  case end
}

/// Where a value is: a register, and a slot of the values in it.
struct Path: Hashable, Sendable {
  var register: Int32
  var slot: Int32
}

/// An object that dotted names go through, such as `site` in `site.name`, has a register of its own: it is found once for each
/// time that the context around it is opened, and not for each name.
struct Inner: Sendable {
  /// The object's place.
  var path: Path
  var shape: Shape
}

extension Instruction {
  /// Where it may jump to.
  var end: Int? {
    get {
      switch self {
      case .when(_, let end), .unless(_, let end), .each(_, _, let end), .prepared(_, _, _, let end), .copied(_, _, _, let end):
        end
      case .bytes, .indentation, .escaped, .html, .raw, .next, .call, .end: nil
      }
    }
    set {
      guard let newValue else { return }
      switch self {
      case .when(let path, _): self = .when(path, end: newValue)
      case .unless(let path, _): self = .unless(path, end: newValue)
      case .each(let path, let register, _): self = .each(path, register: register, end: newValue)
      case .prepared(let path, let section, let register, _):
        self = .prepared(path, section: section, register: register, end: newValue)
      case .copied(let path, let section, let register, _):
        self = .copied(path, section: section, register: register, end: newValue)
      case .bytes, .indentation, .escaped, .html, .raw, .next, .call, .end: break
      }
    }
  }

  /// The value that it looks at.
  var path: Path? {
    switch self {
    case .escaped(let path), .html(let path), .raw(let path), .when(let path, _), .unless(let path, _), .each(let path, _, _),
      .prepared(let path, _, _, _), .copied(let path, _, _, _):
      path
    case .bytes, .indentation, .next, .call, .end: nil
    }
  }

  /// The same step with another path, where it has one.
  func mapPath(_ transform: (Path) -> Path) -> Instruction {
    switch self {
    case .escaped(let path): .escaped(transform(path))
    case .html(let path): .html(transform(path))
    case .raw(let path): .raw(transform(path))
    case .when(let path, let end): .when(transform(path), end: end)
    case .unless(let path, let end): .unless(transform(path), end: end)
    case .each(let path, let register, let end): .each(transform(path), register: register, end: end)
    case .prepared(let path, let section, let register, let end):
      .prepared(transform(path), section: section, register: register, end: end)
    case .copied(let path, let section, let register, let end):
      .copied(transform(path), section: section, register: register, end: end)
    case .bytes, .indentation, .next, .call, .end: self
    }
  }
}
