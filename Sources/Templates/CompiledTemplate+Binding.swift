extension CompiledTemplate {
  /// Returns the same template with text in the place of all values that are equal on every page,
  /// such as the words of the interface and the name of the site. A page then looks up only its own
  /// values.
  ///
  /// - Parameters:
  ///   - known: values of the shape for which the template was compiled; an absent value is not
  ///     known yet. If a value is known, each page must have the same value.
  ///   - common: texts that the values of pages may refer to.
  ///   - entries: entries that many pages share. Sections that show only these are rendered once.
  package func binding(
    _ known: Values, common: CommonTexts = CommonTexts(), preparing entries: NumberedEntries? = nil
  ) -> CompiledTemplate {
    precondition(known.shape === parts.shapes[0], "a template got values of another shape")
    // A section over the root's own shape would hide the known values.
    let isHidden = parts.code.contains { if case .each(_, 0, _) = $0 { true } else { false } }
    var parts = parts
    parts.common = common
    return CompiledTemplate(isHidden ? parts : Binding(parts, known, entries).bound)
  }
}

/// Goes through a template's instructions once, and replaces known values by text.
private struct Binding {
  private let parts: CompiledTemplate.Parts
  /// The known values, by register; empty if a section opens another context in it.
  private let known: [[Slot]]
  private let entries: NumberedEntries?
  private(set) var bound: CompiledTemplate.Parts
  /// The targets of jumps. Text before a target is not joined with text after it.
  private var targets: Set<Int>

  init(_ parts: CompiledTemplate.Parts, _ known: Values, _ entries: NumberedEntries?) {
    var registers = [[Slot]](repeating: [], count: parts.shapes.count + parts.inner.count)
    registers[0] = known.slots
    for (place, inner) in parts.inner.enumerated() {
      if case .object(let values) = registers.value(inner.path) { registers[parts.shapes.count + place] = values.slots }
    }
    (self.parts, self.known, self.entries) = (parts, registers, entries)
    bound = parts
    bound.code = []
    bound.bytes = []
    targets = Set(parts.entries)
    for instruction in parts.code { if let end = instruction.end { targets.insert(end) } }
    run()
    copyEntries()
    if let entries { prepare(entries) }
  }

  private mutating func run() {
    var moved: [Int] = []
    var isTarget = false
    for (place, instruction) in parts.code.enumerated() {
      moved.append(bound.code.count)
      if targets.contains(place) { isTarget = true }
      switch instruction {
      case .bytes(let range): emit(parts.bytes[range], isTarget)
      case .escaped(let path):
        if let text = escaped(path) { emit(text[...], isTarget) } else { bound.code.append(instruction) }
      case .html(let path):
        if case .html(let html) = known.value(path) { emit(html[...], isTarget) } else { bound.code.append(instruction) }
      case .call(let procedure, let indentation):
        bound.code.append(.call(procedure: procedure, indentation: bound.add(parts.bytes[indentation])))
      // A value that is true on every page is not tested. Jumps to this instruction go to the next
      // one.
      case .when(let path, _) where known.value(path).isTruthy: continue
      case .indentation, .raw, .when, .unless, .each, .next, .prepared, .copied, .end: bound.code.append(instruction)
      }
      isTarget = false
    }
    moved.append(bound.code.count)
    bound.entries = parts.entries.map { moved[$0] }
    for place in bound.code.indices { bound.code[place].end = bound.code[place].end.map { moved[$0] } }
  }

  /// Renders sections over entries of common lists into the template's text, if they use only the
  /// values of an entry.
  private mutating func copyEntries() {
    let (scope, entries) = (SectionScope(bound), bound.common.entries)
    for place in bound.code.indices {
      guard case .each(let path, let register, let end) = bound.code[place],
        entries.contains(where: { $0.shape === bound.shapes[register] }), scope.isClosed(place)
      else { continue }
      let start = repeatSection(at: place, to: end)
      let shown = entries.map { entry -> Range<Int> in
        var bytes: [UInt8] = []
        if entry.shape === bound.shapes[register] { bound.render(entry, register: register, from: start, into: &bytes) }
        return bound.add(bytes)
      }
      bound.code.removeSubrange(start...)
      bound.code[place] = .copied(path, section: bound.copied.count, register: register, end: end)
      bound.copied.append(shown)
    }
  }

  /// Copies a section's instructions to the end of the code, so that they can be run alone.
  ///
  /// - Returns: the index of the first copied instruction.
  private mutating func repeatSection(at place: Int, to end: Int) -> Int {
    let start = bound.code.count
    for var instruction in bound.code[place + 1..<end - 1] {
      instruction.end = instruction.end.map { start + $0 - (place + 1) }
      bound.code.append(instruction)
    }
    bound.code.append(.end)
    return start
  }

  /// Prepares the sections that use only the values of such an entry.
  private mutating func prepare(_ entries: NumberedEntries) {
    let scope = SectionScope(bound)
    for place in bound.code.indices {
      guard case .each(let path, let register, let end) = bound.code[place], bound.shapes[register] === entries.shape,
        scope.isClosed(place)
      else { continue }
      let start = repeatSection(at: place, to: end)
      bound.code[place] = .prepared(path, section: bound.prepared.count, register: register, end: end)
      bound.prepared.append(PreparedSection(entries, register: register, start: start))
    }
  }

  /// Returns the known text at a path as it is shown; nil if it is not known.
  private func escaped(_ path: Path) -> [UInt8]? {
    var bytes: [UInt8] = []
    switch known.value(path) {
    case .text(let text): bytes.appendEscaped(text)
    case .bytes(let text), .html(let text): bytes.appendEscaped(text)
    case .escaped(let text): bytes = text
    default: return nil
    }
    return bytes
  }

  private mutating func emit(_ text: ArraySlice<UInt8>, _ isTarget: Bool) {
    guard !text.isEmpty || isTarget else { return }
    let range = bound.add(text)
    if !isTarget, case .bytes(let last)? = bound.code.last, last.upperBound == range.lowerBound {
      bound.code[bound.code.count - 1] = .bytes(last.lowerBound..<range.upperBound)
    } else {
      bound.code.append(.bytes(range))
    }
  }
}

extension [[Slot]] {
  /// Returns the known value at a path; absent if it is not known.
  fileprivate func value(_ path: Path) -> Slot {
    let slots = self[Int(path.register)]
    return Int(path.slot) < slots.count ? slots[Int(path.slot)] : .absent
  }
}
