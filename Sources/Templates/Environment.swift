/// All that decides how a piece of a template compiles: the shapes around it, and the blocks that stand in for others.
///
/// Each shape has a register of its own. A shape that is opened again hides its former context for every name, so a stack
/// holds each shape once, innermost last. Thus there are finitely many environments, and a recursive partial ends.
struct Environment: Hashable {
  /// Registers, innermost last.
  var shapes: [Int]
  /// What `.` is where a section over a text is innermost.
  var item: Place?
  /// Blocks with new content, by name: those of the outermost template win.
  var blocks: [String: BlockReference] = [:]

  mutating func open(_ shape: Int) {
    shapes.removeAll { $0 == shape }
    shapes.append(shape)
    item = nil
  }
}

/// Where a value is found, and of which kind it is.
struct Place: Hashable {
  var register: Int
  /// Slots, from the outermost; a dotted name has several.
  var slots: [Int]
  var isHTML = false
}

struct BlockReference: Hashable {
  var template: Int
  var node: Int
}

/// A piece of a template in an environment: compiled once, and called wherever it is used.
struct Procedure: Hashable {
  var template: Int
  /// A block whose content is meant, or nil for the whole template.
  var node: Int?
  var environment: Environment
  /// Its lines begin with the indentation of the call.
  var isIndented = false
  /// Its first line has begun already.
  var skipsFirstLine = false
}
