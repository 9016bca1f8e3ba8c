/// Everything that determines how a piece of a template is compiled: the shapes around it, and the
/// blocks that replace others.
///
/// Each shape has its own register. A shape that is opened again hides its former context for every
/// name, so a stack contains each shape once, innermost last. So the number of environments is
/// finite, and compiling a recursive partial ends.
struct Environment: Hashable {
  /// The registers of the open shapes, innermost last.
  var shapes: [Int]
  /// The value of `.` if the innermost section is over a text.
  var item: Location?
  /// Blocks with new content, by name. Those of the outermost template win.
  var blocks: [String: BlockReference] = [:]

  mutating func open(_ shape: Int) {
    shapes.removeAll { $0 == shape }
    shapes.append(shape)
    item = nil
  }
}

/// The location of a value, and its kind.
struct Location: Hashable {
  var register: Int
  /// The slots from the outermost to the innermost; a dotted name has several.
  var slots: [Int]
  var isHTML = false
}

struct BlockReference: Hashable {
  var template: Int
  var node: Int
}

/// A piece of a template in an environment. It is compiled once, and called from each use.
struct Procedure: Hashable {
  var template: Int
  /// The block whose content is compiled, or nil for the whole template.
  var node: Int?
  var environment: Environment
  /// True if its lines begin with the indentation of the call.
  var isIndented = false
  /// True if the call is in the middle of a line, so that its first line has already begun.
  var skipsFirstLine = false
}
