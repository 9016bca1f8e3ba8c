extension CompiledTemplate {
  /// The same template in which what is the same on every page stands as text already: the words of the interface, what a site
  /// is called. A page then looks up only what it says itself.
  ///
  /// - Parameter known: values of the shape for which the template was compiled; what is absent in them is not known yet. Each
  ///   page's values have to say the same where these say something.
  package func binding(_ known: Values) -> CompiledTemplate {
    precondition(known.shape === parts.shapes[0], "a template got values of another shape")
    // A section over the root's own shape would hide the values that are known.
    let isHidden = parts.code.contains { if case .each(_, 0, _) = $0 { true } else { false } }
    return isHidden ? self : CompiledTemplate(Binding(parts, known).bound)
  }
}

/// Goes through a template's instructions once, and puts texts in the place of values.
private struct Binding {
  private let parts: CompiledTemplate.Parts
  private let known: Values
  private(set) var bound: CompiledTemplate.Parts
  /// Where something jumps to: text on both sides of such a place is not joined.
  private var targets: Set<Int>

  init(_ parts: CompiledTemplate.Parts, _ known: Values) {
    (self.parts, self.known) = (parts, known)
    bound = parts
    bound.code = []
    bound.bytes = []
    targets = Set(parts.entries)
    for instruction in parts.code { if let end = instruction.end { targets.insert(end) } }
    run()
  }

  private mutating func run() {
    var moved: [Int] = []
    for (place, instruction) in parts.code.enumerated() {
      moved.append(bound.code.count)
      let isTarget = targets.contains(place)
      switch instruction {
      case .bytes(let range): emit(parts.bytes[range], isTarget)
      case .escaped(let path):
        var bytes: [UInt8] = []
        switch value(path) {
        case .text(let text): bytes.appendEscaped(text)
        case .html(let html): bytes.appendEscaped(html)
        default:
          bound.code.append(instruction)
          continue
        }
        emit(bytes[...], isTarget)
      case .html(let path):
        guard case .html(let html) = value(path) else {
          bound.code.append(instruction)
          continue
        }
        emit(html[...], isTarget)
      case .call(let procedure, let indentation):
        bound.code.append(.call(procedure: procedure, indentation: bound.add(parts.bytes[indentation])))
      case .indentation, .raw, .when, .unless, .each, .next, .end: bound.code.append(instruction)
      }
    }
    moved.append(bound.code.count)
    bound.entries = parts.entries.map { moved[$0] }
    for place in bound.code.indices { bound.code[place].end = bound.code[place].end.map { moved[$0] } }
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

  /// What is known at a path; absent where that is nothing.
  private func value(_ path: Path) -> Slot {
    guard path.register == 0 else { return .absent }
    var slot = known.slots[Int(path.slot)]
    for step in path.firstStep..<path.lastStep {
      guard case .object(let values) = slot else { return .absent }
      slot = values.slots[parts.steps[Int(step)]]
    }
    return slot
  }
}

extension Instruction {
  /// Where it may jump to.
  fileprivate var end: Int? {
    get {
      switch self {
      case .when(_, let end), .unless(_, let end), .each(_, _, let end): end
      case .bytes, .indentation, .escaped, .html, .raw, .next, .call, .end: nil
      }
    }
    set {
      guard let newValue else { return }
      switch self {
      case .when(let path, _): self = .when(path, end: newValue)
      case .unless(let path, _): self = .unless(path, end: newValue)
      case .each(let path, let register, _): self = .each(path, register: register, end: newValue)
      case .bytes, .indentation, .escaped, .html, .raw, .next, .call, .end: break
      }
    }
  }
}
