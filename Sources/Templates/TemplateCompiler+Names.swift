import Text

extension TemplateCompiler {
  /// Returns the value that a tag names. If there is none, reports a finding and returns nil.
  mutating func lookUp(_ node: Node, in template: Template, _ environment: Environment) -> (
    location: Location, kind: Shape.Kind
  )? {
    let name = template.name(node)
    // The scanner has already reported such a name.
    guard !name.isEmpty, !name.utf8.contains(where: { $0.isBlank || $0.isNewline }) else { return nil }
    if name == "." { return lookUpItem(node, in: template, environment) }
    // Names are split as bytes: splitting them as letters took a third of the time for compiling
    // templates.
    var parts = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map { String(Substring($0)) }
    let first = parts.removeFirst()
    for register in environment.shapes.reversed() {
      let shape = shapes[register]
      guard let slot = shape.index(of: first) else { continue }
      return follow(parts, from: (Location(register: register, slots: [slot]), shape.kind(at: slot)), node, in: template)
    }
    let known = environment.shapes.reversed().flatMap { shapes[$0].names }
    unknown(node, in: template, "no value is named '\(first)' here", suggestion: nearestName(to: first, among: known))
    return nil
  }

  private mutating func lookUpItem(
    _ node: Node, in template: Template, _ environment: Environment
  ) -> (location: Location, kind: Shape.Kind)? {
    if let item = environment.item { return (item, item.isHTML ? .html : .text) }
    if let register = environment.shapes.last, let slot = shapes[register].index(of: ".") {
      return follow(
        [], from: (Location(register: register, slots: [slot]), shapes[register].kind(at: slot)), node, in: template)
    }
    unknown(node, in: template, "'.' stands for a text, within a section over texts", suggestion: nil)
    return nil
  }

  private mutating func follow(
    _ parts: [String], from start: (location: Location, kind: Shape.Kind), _ node: Node, in template: Template
  ) -> (location: Location, kind: Shape.Kind)? {
    var (location, kind) = start
    for part in parts {
      guard case .object(let shape) = kind else {
        unknown(node, in: template, "'\(template.name(node))' goes into a value that has no parts", suggestion: nil)
        return nil
      }
      guard let slot = shape.index(of: part) else {
        unknown(
          node, in: template, "no part is named '\(part)' in '\(template.name(node))'",
          suggestion: nearestName(to: part, among: shape.names))
        return nil
      }
      location.slots.append(slot)
      kind = shape.kind(at: slot)
    }
    if case .html = kind { location.isHTML = true }
    return (location, kind)
  }

  private mutating func unknown(_ node: Node, in template: Template, _ message: String, suggestion: String?) {
    guard !leniency.contains(.unknownNamesAreEmpty) else { return }
    let path = set.templates[main].source.path
    let user = path == template.source.path ? "" : ", as '\(path)' uses it"
    report(
      template.source.finding(.error, "unknown-template-name", node.name, message + user, suggestion: suggestion))
  }

  /// Returns the instruction that shows a value, or nil if there is no value to show.
  mutating func interpolation(of node: Node, in template: Template, _ environment: Environment) -> Instruction? {
    guard let (location, kind) = lookUp(node, in: template, environment) else { return nil }
    let path = path(location)
    let name = template.name(node)
    switch (node.kind, kind) {
    case (.variable, .text): return .escaped(path)
    case (.html, .html): return .html(path)
    case (.html, .text) where leniency.contains(.rawTextIsAllowed): return .raw(path)
    case (.html, .text):
      report(.notHTML(name, node, in: template.source))
      return .escaped(path)
    case (_, .html):
      report(.escapedHTML(name, node, in: template.source))
      return .escaped(path)
    case (_, .flag), (_, .list), (_, .object), (_, .listOfItself):
      if !leniency.contains(.unknownNamesAreEmpty) { report(.notText(name, kind, node, in: template.source)) }
      return nil
    case (_, .text): return .escaped(path)
    }
  }
}

extension Shape {
  /// A member's kind, with ``Kind/listOfItself`` replaced by a list of this shape.
  func kind(at index: Int) -> Kind {
    if case .listOfItself = kinds[index] { return .list(self) }
    return kinds[index]
  }
}

extension SourceText {
  /// Returns an edit that replaces a tag, if the usual delimiters are in use.
  fileprivate func edit(_ node: Node, _ tag: String) -> Edit? {
    bytes[node.range].starts(with: "{{".utf8) ? Edit(node.range, tag) : nil
  }
}

extension Diagnostic {
  fileprivate static func notHTML(_ name: String, _ node: Node, in source: SourceText) -> Self {
    source.finding(
      .error, "template-not-html", node.range, "'\(name)' is text, not HTML: write {{\(name)}}",
      edit: source.edit(node, "{{\(name)}}"))
  }

  fileprivate static func escapedHTML(_ name: String, _ node: Node, in source: SourceText) -> Self {
    source.finding(
      .error, "template-escaped-html", node.range, "'\(name)' is HTML, and shows its tags unless written {{{\(name)}}}",
      edit: source.edit(node, "{{{\(name)}}}"))
  }

  fileprivate static func notText(_ name: String, _ kind: Shape.Kind, _ node: Node, in source: SourceText) -> Self {
    let noun =
      switch kind {
      case .flag: "is true or false"
      case .object: "has parts"
      default: "is a list"
      }
    return source.finding(
      .error, "template-not-text", node.range, "'\(name)' \(noun): open it as a section, {{#\(name)}}…{{/\(name)}}")
  }
}
