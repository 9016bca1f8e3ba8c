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
  case call(procedure: Int, indentation: Range<Int>)
  case end
}

/// Where a value is: a register, a slot, and for a dotted name the slots below that, as a range of ``CompiledTemplate/steps``.
struct Path: Sendable {
  var register: Int32
  var slot: Int32
  var firstStep: Int32
  var lastStep: Int32
}
