import Text

/// A template as a list of instructions over numbered values: rendering is a loop that appends
/// bytes.
package struct CompiledTemplate: Sendable {
  struct Parts: Sendable {
    var code: [Instruction] = []
    /// The index of the first instruction of each procedure.
    var entries: [Int] = []
    /// The text of all templates in use, in one buffer.
    var bytes: [UInt8] = []
    /// The shape of each register's context. Sections open these contexts.
    var shapes: [Shape] = []
    /// Objects that dotted names go through. Their registers follow those of the contexts, each
    /// after the register of the object or context that contains it.
    var inner: [Inner] = []
    /// For each register, the index in ``inner`` of its first object. One more number ends the last
    /// range: register r has the objects `innerStarts[r]..<innerStarts[r + 1]`.
    var innerStarts: [Int] = []
    var common = CommonTexts()
    /// Sections over entries that many pages share.
    var prepared: [PreparedSection] = []
    /// For each section over common lists, the text of each entry, by the entry's number.
    var copied: [[Range<Int>]] = []
    /// The index of the instruction after the last section. Text from there on is not joined with
    /// text before it.
    var barrier = 0

    mutating func add(_ text: some Collection<UInt8>) -> Range<Int> {
      let start = bytes.count
      bytes.append(contentsOf: text)
      return start..<bytes.count
    }

    /// Renders the instructions from `start` to the next ``Instruction/end``, which use only the
    /// values of one context.
    func render(_ values: Values, register: Int, from start: Int, into bytes: inout [UInt8]) {
      var run = Run(self, values, register: register, from: start)
      run.execute(into: &bytes)
    }
  }

  let parts: Parts

  init(_ parts: Parts) { self.parts = parts }

  /// Appends the page. `values` have the shape for which the template was compiled.
  package func render(_ values: Values, into bytes: inout [UInt8]) {
    parts.render(values, register: 0, from: 0, into: &bytes)
  }
}

/// The state of one rendering. Its stacks are arrays, so deep data does not exhaust the machine's
/// stack.
private struct Run {
  /// An open section over a list or an object.
  private struct Turn {
    var entries: [Values]
    var next: Int
    var body: Int
  }

  private let parts: CompiledTemplate.Parts
  /// For each register, the values of the open context, or of an object in it. Only slots are held:
  /// `Values` would retain its shape, which all cores share.
  private var registers: [[Slot]]
  private var turns: [Turn] = []
  /// For each of the turns, the context that it hides.
  private var hidden: [[Slot]] = []
  private var returns: [(instruction: Int, indentation: Int)] = []
  private var indentation: [UInt8] = []
  /// The index of the next instruction.
  private var counter: Int
  private var isDone = false
  /// The index of the next entry in the prepared section that is being shown.
  private var nextEntry = 0
  /// The capacity that the last piece of text needs, if it did not fit.
  private var wantedRoom = 0

  init(_ parts: CompiledTemplate.Parts, _ values: Values, register: Int, from start: Int) {
    precondition(values.shape === parts.shapes[register], "a template got values of another shape")
    self.parts = parts
    registers = Array(repeating: [], count: parts.shapes.count + parts.inner.count)
    counter = start
    fill(register, values.slots)
  }

  mutating func execute(into bytes: inout [UInt8]) {
    let (code, text) = (parts.code, parts.bytes)
    while !isDone {
      // Bytes are written to capacity that exists already: for each piece, an array would test
      // whether its storage is unique and large enough.
      bytes.append(addingCapacity: max(wantedRoom, 1 << 14)) { execute(code.span, text.span, into: &$0) }
    }
  }

  /// Continues from `counter` until the page ends or the capacity is used up. In the latter case it
  /// has to be called again with ``wantedRoom`` bytes.
  private mutating func execute(_ code: Span<Instruction>, _ text: Span<UInt8>, into page: inout OutputSpan<UInt8>) {
    while true {
      let instruction = code[counter]
      switch instruction {
      case .bytes(let range):
        guard hasRoom(range.count, in: page) else { return }
        page.append(text.extracting(range))
      case .indentation:
        guard hasRoom(indentation.count, in: page) else { return }
        page.append(indentation.span)
      case .escaped(let path):
        settle(path)
        guard showEscaped(path, on: &page) else { return }
      case .html(let path):
        settle(path)
        guard showHTML(path, on: &page) else { return }
      case .raw(let path):
        settle(path)
        guard showRaw(path, on: &page) else { return }
      case .when(let path, let end):
        settle(path)
        if !isTrue(path) {
          counter = end
          continue
        }
      case .unless(let path, let end):
        settle(path)
        if isTrue(path) {
          counter = end
          continue
        }
      case .each(let path, let register, let end):
        if !open(slot(path), register: register, body: counter + 1) {
          counter = end
          continue
        }
      case .next(let register):
        if let body = turn(register) {
          counter = body
          continue
        }
      case .prepared(let path, let section, let register, let end):
        settle(path)
        // With an indentation, each line of an entry would begin with it, so prepared text cannot
        // be used.
        if indentation.isEmpty, case .numbered(let entries, let numbers) = slot(path),
          entries === parts.prepared[section].entries
        {
          wantedRoom = parts.prepared[section].append(numbers, from: &nextEntry, parts, to: &page)
          guard wantedRoom == 0 else { return }
          nextEntry = 0
          counter = end
          continue
        }
        if !open(slot(path), register: register, body: counter + 1) {
          counter = end
          continue
        }
      case .copied(let path, let section, let register, let end):
        settle(path)
        if indentation.isEmpty, case .commonList(let start, let count) = slot(path) {
          guard copy(section, from: start, count: count, text, to: &page) else { return }
          counter = end
          continue
        }
        if !open(slot(path), register: register, body: counter + 1) {
          counter = end
          continue
        }
      case .call(let procedure, let spaces):
        returns.append((counter, indentation.count))
        indentation.append(text, spaces)
        counter = parts.entries[procedure]
        continue
      case .end:
        guard let caller = returns.popLast() else {
          isDone = true
          return
        }
        counter = caller.instruction
        if indentation.count > caller.indentation { indentation.removeSubrange(caller.indentation...) }
      }
      counter += 1
    }
  }

  private mutating func hasRoom(_ count: Int, in page: borrowing OutputSpan<UInt8>) -> Bool {
    guard count > page.freeCapacity else { return true }
    wantedRoom = count
    return false
  }

  /// Shows a common list if there is room for all of it.
  private mutating func copy(
    _ section: Int, from start: UInt32, count: UInt32, _ text: Span<UInt8>, to page: inout OutputSpan<UInt8>
  ) -> Bool {
    let numbers = Int(start)..<Int(start) + Int(count)
    func range(_ place: Int) -> Range<Int> { parts.copied[section][Int(parts.common.numbers[place])] }
    guard hasRoom(numbers.reduce(0) { $0 + range($1).count }, in: page) else { return false }
    for place in numbers { page.append(text.extracting(range(place))) }
    return true
  }

  // MARK: contexts

  private mutating func open(_ value: Slot, register: Int, body: Int) -> Bool {
    switch value {
    // The list is not stored: that would copy the context, because other values refer to it as
    // well.
    case .later(let make):
      let made = make()
      return !made.isLate && open(made, register: register, body: body)
    case .list(let entries):
      guard !entries.isEmpty else { return false }
      hide(register, by: slots(entries[0], register))
      turns.append(Turn(entries: entries, next: 1, body: body))
    case .numbered(let entries, let numbers):
      return open(.list(numbers.map { entries[$0] }), register: register, body: body)
    case .commonList(let start, let count):
      return open(.list(parts.common.list(from: start, count: count)), register: register, body: body)
    case .object(let values):
      hide(register, by: slots(values, register))
      turns.append(Turn(entries: [], next: 0, body: body))
    case .absent, .text, .bytes, .escaped, .html, .common, .flag: return false
    }
    return true
  }

  /// Opens the next entry of the innermost section. After the last entry, restores the context that
  /// the section hides.
  ///
  /// - Returns: the index of the section's first instruction; nil after the last entry.
  private mutating func turn(_ register: Int) -> Int? {
    let (turn, next) = (turns.count - 1, turns[turns.count - 1].next)
    guard next < turns[turn].entries.count else {
      turns.removeLast()
      registers[register] = hidden.removeLast()
      fillInner(of: register)
      return nil
    }
    turns[turn].next = next + 1
    registers[register] = slots(turns[turn].entries[next], register)
    fillInner(of: register)
    return turns[turn].body
  }

  private func slots(_ values: Values, _ register: Int) -> [Slot] {
    precondition(values.shape === parts.shapes[register], "a section got values of another shape")
    return values.slots
  }

  /// Opens a context that hides another. The hidden one is moved, because a copy would be counted
  /// as a second reference.
  private mutating func hide(_ register: Int, by slots: consuming [Slot]) {
    swap(&slots, &registers[register])
    hidden.append(slots)
    fillInner(of: register)
  }

  /// Opens a context.
  private mutating func fill(_ register: Int, _ slots: [Slot]) {
    registers[register] = slots
    fillInner(of: register)
  }

  /// Opens the objects of a context that dotted names go through.
  @inline(__always)
  private mutating func fillInner(of register: Int) {
    if parts.innerStarts[register] < parts.innerStarts[register + 1] { fillAllInner(of: register) }
  }

  private mutating func fillAllInner(of register: Int) {
    for place in parts.innerStarts[register]..<parts.innerStarts[register + 1] {
      let inner = parts.inner[place]
      settle(inner.path)
      var members: [Slot] = []
      if case .object(let values) = slot(inner.path) {
        precondition(values.shape === inner.shape, "an object has values of another shape")
        members = values.slots
      }
      fill(parts.shapes.count + place, members)
    }
  }

  // MARK: values

  private func slot(_ path: Path) -> Slot {
    let (register, slot) = (Int(path.register), Int(path.slot))
    return slot < registers[register].count ? registers[register][slot] : .absent
  }

  /// Makes a late value and stores it, because templates often use it twice: a section tests
  /// whether it exists, and then shows it.
  @inline(__always)
  private mutating func settle(_ path: Path) {
    let (register, slot) = (Int(path.register), Int(path.slot))
    if slot < registers[register].count, registers[register][slot].isLate { make(path) }
  }

  @inline(never)
  private mutating func make(_ path: Path) {
    guard case .later(let make) = slot(path) else { return }
    registers[Int(path.register)][Int(path.slot)] = make()
  }

  private func isTrue(_ path: Path) -> Bool {
    let (register, slot) = (Int(path.register), Int(path.slot))
    return slot < registers[register].count && registers[register][slot].isTruthy
  }

  /// Shows a value if there is room for it.
  private mutating func showEscaped(_ path: Path, on page: inout OutputSpan<UInt8>) -> Bool {
    switch slot(path) {
    case .text(let text): return show(text.utf8.span, escaped: true, on: &page)
    case .bytes(let text), .html(let text): return show(text.span, escaped: true, on: &page)
    case .escaped(let text): return show(text.span, escaped: false, on: &page)
    case .common(let start, let count): return show(from: start, count: count, on: &page)
    case .absent, .flag, .list, .numbered, .commonList, .object, .later: return true
    }
  }

  private mutating func showHTML(_ path: Path, on page: inout OutputSpan<UInt8>) -> Bool {
    switch slot(path) {
    case .html(let html): return show(html.span, escaped: false, on: &page)
    case .text(let text): return show(text.utf8.span, escaped: true, on: &page)
    case .bytes(let text): return show(text.span, escaped: true, on: &page)
    case .escaped(let text): return show(text.span, escaped: false, on: &page)
    case .common(let start, let count): return show(from: start, count: count, on: &page)
    case .absent, .flag, .list, .numbered, .commonList, .object, .later: return true
    }
  }

  private mutating func showRaw(_ path: Path, on page: inout OutputSpan<UInt8>) -> Bool {
    switch slot(path) {
    case .text(let text): return show(text.utf8.span, escaped: false, on: &page)
    case .bytes(let text): return show(text.span, escaped: false, on: &page)
    // Dynamic data contains none of these.
    case .absent, .html, .escaped, .common, .flag, .list, .numbered, .commonList, .object, .later: return true
    }
  }

  private mutating func show(from start: UInt32, count: UInt32, on page: inout OutputSpan<UInt8>) -> Bool {
    guard hasRoom(Int(count), in: page) else { return false }
    page.append(parts.common.bytes.span.extracting(Int(start)..<Int(start) + Int(count)))
    return true
  }

  private mutating func show(_ text: Span<UInt8>, escaped isEscaped: Bool, on page: inout OutputSpan<UInt8>) -> Bool {
    guard hasRoom(isEscaped ? text.count * OutputSpan<UInt8>.longestEscape : text.count, in: page) else { return false }
    if isEscaped { page.appendEscaped(text) } else { page.append(text) }
    return true
  }
}
