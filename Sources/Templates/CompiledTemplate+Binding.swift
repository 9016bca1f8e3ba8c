extension CompiledTemplate {
  /// The same template in which what is the same on every page stands as text already: the words of the interface, what a site
  /// is called. A page then looks up only what it says itself.
  ///
  /// - Parameters:
  ///   - known: values of the shape for which the template was compiled; what is absent in them is not known yet. Each page's
  ///     values have to say the same where these say something.
  ///   - common: texts that values of pages may name.
  ///   - entries: those that many pages have in common; sections that show nothing but them are rendered once.
  package func binding(
    _ known: Values, common: CommonTexts = CommonTexts(), preparing entries: NumberedEntries? = nil
  ) -> CompiledTemplate {
    precondition(known.shape === parts.shapes[0], "a template got values of another shape")
    // A section over the root's own shape would hide the values that are known.
    let isHidden = parts.code.contains { if case .each(_, 0, _) = $0 { true } else { false } }
    var parts = parts
    parts.common = common
    return CompiledTemplate(isHidden ? parts : Binding(parts, known, entries).bound)
  }
}

/// Goes through a template's instructions once, and puts texts in the place of values.
private struct Binding {
  private let parts: CompiledTemplate.Parts
  /// By register, the values that are known; none where a section opens another context.
  private let known: [[Slot]]
  private let entries: NumberedEntries?
  private(set) var bound: CompiledTemplate.Parts
  /// Where something jumps to: text on both sides of such a place is not joined.
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
      // What is there on every page is not asked for: what leads here leads to what follows.
      case .when(let path, _) where known.value(path).isTruthy: continue
      case .indentation, .raw, .when, .unless, .each, .next, .prepared, .copied, .end: bound.code.append(instruction)
      }
      isTarget = false
    }
    moved.append(bound.code.count)
    bound.entries = parts.entries.map { moved[$0] }
    for place in bound.code.indices { bound.code[place].end = bound.code[place].end.map { moved[$0] } }
  }

  /// Puts what sections show of entries of common lists among the texts, where they look at nothing but an entry.
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

  /// Lets a section's instructions stand once more behind all others, to be run alone.
  ///
  /// - Returns: where they begin.
  private mutating func repeatSection(at place: Int, to end: Int) -> Int {
    let start = bound.code.count
    for var instruction in bound.code[place + 1..<end - 1] {
      instruction.end = instruction.end.map { start + $0 - (place + 1) }
      bound.code.append(instruction)
    }
    bound.code.append(.end)
    return start
  }

  /// Prepares the sections that look at nothing but such an entry.
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

  /// What is known at a path as it is shown; nil where nothing is.
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
  /// What is known at a path; absent where that is nothing.
  fileprivate func value(_ path: Path) -> Slot {
    let slots = self[Int(path.register)]
    return Int(path.slot) < slots.count ? slots[Int(path.slot)] : .absent
  }
}
