import Text

/// Compiles a template, and all partials that it includes, for one shape.
///
/// Each partial becomes a procedure, compiled once for each environment that uses it. The
/// procedures are taken from a list, without recursion.
struct TemplateCompiler {
  let set: TemplateSet
  let main: Int
  let leniency: Leniency
  var output = CompiledTemplate.Parts()
  private(set) var shapes: [Shape] = []
  private var registers: [ObjectIdentifier: Int] = [:]
  /// Objects that dotted names go through. Until all contexts are known, their registers are
  /// negative: -1 is the first of these objects, -2 the second.
  private var inner: [Inner] = []
  private var procedures: [Procedure] = []
  private var numbers: [Procedure: Int] = [:]
  private var calls: [Call] = []
  private var found: Set<Diagnostic> = []

  /// A section that contains the current node.
  private struct Open {
    var end: Int
    var environment: Environment
    /// The index of the instruction that jumps past the section.
    var jump: Int
    var opening: Opening?
  }

  init(_ set: TemplateSet, main: Int, shape: Shape, leniency: Leniency) {
    (self.set, self.main, self.leniency) = (set, main, leniency)
    let root = register(of: shape)
    _ = number(of: Procedure(template: main, node: nil, environment: Environment(shapes: [root])))
    var next = 0
    while next < procedures.count {
      output.entries.append(output.code.count)
      compile(next)
      next += 1
    }
    for call in calls.endless(procedures: procedures.count) {
      output.code[call.instruction] = .bytes(0..<0)
      found.insert(set.templates[call.template].endlessPartial(call.node))
    }
    output.shapes = shapes
    numberInner()
  }

  var findings: [Diagnostic] { found.sorted() }

  mutating func report(_ finding: Diagnostic) { found.insert(finding) }

  mutating func register(of shape: Shape) -> Int {
    if let register = registers[ObjectIdentifier(shape)] { return register }
    registers[ObjectIdentifier(shape)] = shapes.count
    shapes.append(shape)
    return shapes.count - 1
  }

  /// Converts a ``Location`` to its path, which finds the value at run time. Example: for
  /// `site.name`, it adds the object `site` to ``inner``, and returns register -1 with the slot of
  /// `name`.
  mutating func path(_ location: Location) -> Path {
    var path = Path(register: Int32(location.register), slot: Int32(location.slots[0]))
    var shape = shapes[location.register]
    for slot in location.slots.dropFirst() {
      guard case .object(let next) = shape.kind(at: Int(path.slot)) else { preconditionFailure("no object to go through") }
      shape = next
      let known = inner.firstIndex { $0.path == path }
      if known == nil { inner.append(Inner(path: path, shape: shape)) }
      path = Path(register: Int32(-1 - (known ?? inner.count - 1)), slot: Int32(slot))
    }
    return path
  }

  /// Numbers the registers of inner objects after those of all contexts; objects in the same
  /// register follow each other.
  ///
  /// Example: with 3 contexts, whose registers are 0 to 2, the first object gets register 3, and
  /// every path with its negative number is changed to 3.
  private mutating func numberInner() {
    var numbers = [Int32](repeating: 0, count: inner.count)
    var around = shapes.indices.map(Int32.init)
    var next = 0
    while next < around.count {
      output.innerStarts.append(output.inner.count)
      for (index, object) in inner.enumerated() where object.path.register == around[next] {
        numbers[index] = Int32(around.count)
        around.append(Int32(-1 - index))
        output.inner.append(object)
      }
      next += 1
    }
    output.innerStarts.append(output.inner.count)
    func numbered(_ path: Path) -> Path {
      path.register < 0 ? Path(register: numbers[Int(-1 - path.register)], slot: path.slot) : path
    }
    for index in output.inner.indices { output.inner[index].path = numbered(output.inner[index].path) }
    for index in output.code.indices { output.code[index] = output.code[index].mapPath(numbered) }
  }

  private mutating func number(of procedure: Procedure) -> Int {
    if let number = numbers[procedure] { return number }
    numbers[procedure] = procedures.count
    procedures.append(procedure)
    return procedures.count - 1
  }

  // MARK: - One procedure

  private mutating func compile(_ number: Int) {
    let procedure = procedures[number]
    let template = set.templates[procedure.template]
    var environment = procedure.environment
    var index = 0
    var end = template.nodes.count
    var strip = 0..<0
    if let block = procedure.node {
      (index, end) = (block + 1, template.nodes[block].end)
      strip = template.nodes[block].ownIndentation
    }
    var lines = Lines(strip: template.source.bytes[strip], isIndented: procedure.isIndented)
    lines.skipsNext = procedure.skipsFirstLine
    var open: [Open] = []

    while true {
      while let section = open.last, section.end == index {
        close(section, environment: &environment)
        open.removeLast()
      }
      guard index < end else { break }
      let node = template.nodes[index]
      index += 1
      switch node.kind {
      case .lineStart:
        lines.begin()
        continue
      case .text:
        let text = template.source.bytes[node.range]
        emit(text.dropFirst(lines.stripped(from: text)), indented: lines.takesIndentation())
        continue
      case .variable, .html, .section, .inverted, .partial, .parent, .block: break
      }
      if lines.takesIndentation() { output.code.append(.indentation) }
      switch node.kind {
      case .variable, .html:
        if let instruction = interpolation(of: node, in: template, environment) { output.code.append(instruction) }
      case .section, .inverted:
        guard let section = beginSection(node, in: template, &environment) else {
          index = node.end
          continue
        }
        open.append(section)
      case .partial, .parent:
        guard let partial = set.index(ofPartial: template.name(node)) else {
          index = node.end
          continue
        }
        var inner = environment
        if node.kind == .parent { addBlocks(of: index - 1, in: procedure.template, to: &inner) }
        let indentation = lines.remaining(node.indentation.map { template.source.bytes[$0] } ?? [])
        let isIndented = node.indentation != nil && (procedure.isIndented || !indentation.isEmpty)
        call(
          Procedure(template: partial, node: nil, environment: inner, isIndented: isIndented),
          indentation: isIndented ? indentation : [], from: number, node: index - 1, open: open)
        index = node.end
      case .block:
        let name = template.name(node)
        guard let replacement = environment.blocks[name] else { continue }
        var inner = environment
        inner.blocks[name] = nil
        let indentation = lines.remaining(node.indentation.map { template.source.bytes[$0] } ?? [])
        let isIndented = node.indentation != nil && (procedure.isIndented || !indentation.isEmpty)
        call(
          Procedure(
            template: replacement.template, node: replacement.node, environment: inner, isIndented: isIndented,
            skipsFirstLine: !node.standsAlone),
          indentation: isIndented ? indentation : [], from: number, node: index - 1, open: open)
        index = node.end
      case .lineStart, .text: break
      }
    }
    output.code.append(.end)
  }

  private mutating func beginSection(_ node: Node, in template: Template, _ environment: inout Environment) -> Open? {
    guard let value = lookUp(node, in: template, environment) else {
      // An unknown name is false: its inverted section is shown, as the specification requires.
      return node.kind == .section ? nil : Open(end: node.end, environment: environment, jump: -1)
    }
    let path = path(value.location)
    var section = Open(end: node.end, environment: environment, jump: output.code.count)
    switch (node.kind, value.kind) {
    case (.inverted, _): output.code.append(.unless(path, end: 0))
    case (_, .list(let shape)), (_, .object(let shape)):
      let register = register(of: shape)
      section.opening = Opening(register: register, goesDown: value.location.register == register)
      environment.open(register)
      output.code.append(.each(path, register: register, end: 0))
    case (_, .text), (_, .html):
      output.code.append(.when(path, end: 0))
      environment.item = value.location
    case (_, .flag), (_, .listOfItself): output.code.append(.when(path, end: 0))
    }
    return section
  }

  private mutating func close(_ section: Open, environment: inout Environment) {
    environment = section.environment
    guard section.jump >= 0 else { return }
    if let opening = section.opening { output.code.append(.next(register: opening.register)) }
    let end = output.code.count
    output.code[section.jump].jump(to: end)
    output.barrier = end
  }

  private func addBlocks(of parent: Int, in template: Int, to environment: inout Environment) {
    let nodes = set.templates[template].nodes
    var own: [String: BlockReference] = [:]
    var index = parent + 1
    while index < nodes[parent].end {
      if nodes[index].kind == .block {
        own[set.templates[template].name(nodes[index])] = BlockReference(template: template, node: index)
      }
      index = nodes[index].end > index ? nodes[index].end : index + 1
    }
    environment.blocks.merge(own) { outer, _ in outer }
  }

  private mutating func call(
    _ procedure: Procedure, indentation: some Collection<UInt8>, from caller: Int, node: Int, open: [Open]
  ) {
    let callee = number(of: procedure)
    calls.append(
      Call(
        from: caller, to: callee, openings: open.compactMap(\.opening), instruction: output.code.count,
        template: procedures[caller].template, node: node))
    output.code.append(.call(procedure: callee, indentation: output.add(indentation)))
  }

  private mutating func emit(_ text: ArraySlice<UInt8>, indented: Bool) {
    if indented { output.code.append(.indentation) }
    guard !text.isEmpty else { return }
    let range = output.add(text)
    if output.code.count > output.barrier, case .bytes(let last)? = output.code.last, last.upperBound == range.lowerBound,
      output.code.count > output.entries[output.entries.count - 1]
    {
      output.code[output.code.count - 1] = .bytes(last.lowerBound..<range.upperBound)
    } else {
      output.code.append(.bytes(range))
    }
  }
}

/// The state at the beginnings of a procedure's lines: the indentation to add and the spaces to
/// remove.
private struct Lines {
  let strip: ArraySlice<UInt8>
  let isIndented: Bool
  var skipsNext = false
  private var isPending = false
  private var stripsNext = false

  init(strip: ArraySlice<UInt8>, isIndented: Bool) {
    (self.strip, self.isIndented) = (strip, isIndented)
  }

  mutating func begin() {
    isPending = isIndented && !skipsNext
    stripsNext = true
    skipsNext = false
  }

  mutating func takesIndentation() -> Bool {
    skipsNext = false
    stripsNext = false
    defer { isPending = false }
    return isPending
  }

  /// The number of bytes to remove from the beginning of a line.
  func stripped(from text: ArraySlice<UInt8>) -> Int { stripsNext ? common(text) : 0 }

  /// The indentation without the spaces that are removed from each line here.
  func remaining(_ indentation: ArraySlice<UInt8>) -> ArraySlice<UInt8> { indentation.dropFirst(common(indentation)) }

  private func common(_ text: ArraySlice<UInt8>) -> Int { zip(strip, text).prefix { $0 == $1 }.count }
}
