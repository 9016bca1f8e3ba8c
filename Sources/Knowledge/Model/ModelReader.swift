package import Text

extension Model {
  /// Reads model.yaml. Each mistake is a finding with its position; a type that cannot be right is
  /// left out.
  package static func read(_ source: SourceText) -> (Model, [Diagnostic]) {
    let (node, findings) = YAMLReader.read(source, 0..<source.bytes.count)
    guard let node else {
      let empty =
        findings.isEmpty
        ? [source.finding(.error, "empty-file", 0..<0, "model.yaml must declare types; this file is empty")] : []
      return (Model(types: []), findings + empty)
    }
    var reader = ModelReader(source: source, findings: findings)
    let types = reader.types(node)
    return (Model(types: types), reader.findings)
  }
}

/// Turns model.yaml into types, with a finding for each part that it does not understand.
private struct ModelReader {
  let source: SourceText
  var findings: [Diagnostic]

  mutating func report(_ code: String, _ range: Range<Int>, _ message: String, suggestion: String? = nil) {
    findings.append(source.finding(.error, code, range, message, suggestion: suggestion))
  }

  mutating func types(_ node: YAMLNode) -> [RecordType] {
    var top = MappingReader(node, in: source, as: "model.yaml")
    var types: [RecordType] = []
    if let declared = top.node("types") {
      var names = MappingReader(declared, in: source, as: "types")
      for entry in names.allEntries() {
        if !isName(entry.key) {
          report(
            "invalid-name", entry.keyRange,
            "a type's name must be at most 60 lower-case letters, digits, - and _, and not the name of a device such as con")
          continue
        }
        types.append(type(entry))
      }
      findings += names.findings
    } else {
      report("missing-key", node.range.lowerBound..<node.range.lowerBound, "model.yaml must have a key 'types'")
    }
    top.finish("model.yaml")
    findings += top.findings
    return checked(types)
  }

  private func isName(_ text: String) -> Bool {
    1...PathNames.longestFolder ~= text.utf8.count && !PathNames.isDevice(text)
      && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 95 }
  }

  private mutating func type(_ entry: YAMLEntry) -> RecordType {
    var reader = MappingReader(entry.value, in: source, as: "a type")
    var type = RecordType(name: entry.key, folder: reader.text("folder") ?? entry.key)
    type.range = entry.keyRange
    if !isName(type.folder) || ["search", "assets", "data", "vocabularies", "media", "templates"].contains(type.folder)
      || type.folder.hasPrefix("by-")
    {
      report(
        "invalid-name", entry.keyRange,
        "'\(type.folder)' cannot be a folder of records: use at most 60 lower-case letters, digits, - and _, but not the name of a device such as con or of a folder of the site"
      )
    }
    type.label = reader.labels("label") ?? Labels(any: entry.key)
    type.plural = reader.labels("plural") ?? type.label
    if let page = reader.text("page") {
      if let kind = RecordType.PageKind(rawValue: page) {
        type.page = kind
      } else if let node = reader.node("page") {
        report(
          "unknown-value", node.range, "'page' must be own or list", suggestion: nearestName(to: page, among: ["own", "list"]))
      }
    }
    type.prior = reader.number("prior") ?? 1
    type.sensitivity = reader.text("sensitivity")
    type.role = reader.text("role")
    let search = reader.number("search")
    type.autolink = reader.flag("autolink") ?? false
    type.isFacet = reader.flag("facet") ?? true
    type.help = reader.labels("help") ?? Labels()
    type.deprecated = reader.labels("deprecated")
    if let node = reader.node("sections") { type.sections = sections(node) }
    type.fields = CommonField.allCases.map(\.field)
    if let node = reader.node("fields") {
      for field in fields(node, nested: false) {
        if let common = CommonField.allCases.first(where: { $0.name == field.name }) {
          type.fields[common.rawValue] = redeclared(common, by: field)
        } else {
          type.fields.append(field)
          if let search, field.search == nil, field.kind == .text || field.kind == .markdown {
            type.fields[type.fields.count - 1].search = search
          }
        }
      }
    }
    for problem in DecisionType.complete(&type) { report("missing-key", entry.keyRange, problem) }
    type.nameFields = type.fields.indices.filter { type.fields[$0].autolink }
    if let node = reader.node("rules") { type.rules = rules(node) }
    reader.finish("a type")
    findings += reader.findings
    return type
  }

  /// A type may give a common field its own label, bounds and weights, but not another kind.
  private mutating func redeclared(_ common: CommonField, by field: Field) -> Field {
    let base = common.field
    if field.kind != base.kind || (field.many && !base.many) {
      report("wrong-kind", field.range, "'\(field.name)' is a field of every type; its kind must be \(base.kind.rawValue)")
      return base
    }
    var merged = field
    if let show = field.show, show != .nowhere {
      report("invalid-field", field.range, "'\(field.name)' is a field of every type: pages show it in a place of its own")
      merged.show = nil
    }
    merged.many = base.many
    merged.isCommon = true
    merged.fields = base.fields
    if merged.search == nil { merged.search = base.search }
    if base.required == .always { merged.required = .always }
    return merged
  }

  private mutating func sections(_ node: YAMLNode) -> [RecordType.Section] {
    guard case .sequence(let items) = node.content else {
      report("wrong-kind", node.range, "'sections' must be a list of {id, label}")
      return []
    }
    return items.compactMap { item in
      var reader = MappingReader(item, in: source, as: "a section")
      let id = reader.text("id")
      let label = reader.labels("label") ?? Labels(any: id ?? "")
      reader.finish("a section")
      findings += reader.findings
      guard let id else {
        report("missing-key", item.range, "a section must have an id")
        return nil
      }
      return RecordType.Section(id: id, label: label)
    }
  }

  private mutating func fields(_ node: YAMLNode, nested: Bool) -> [Field] {
    var reader = MappingReader(node, in: source, as: "'fields'")
    let entries = reader.allEntries()
    findings += reader.findings
    return entries.compactMap { field($0, nested: nested) }
  }

  private mutating func field(_ entry: YAMLEntry, nested: Bool) -> Field? {
    if !isName(entry.key) {
      report("invalid-name", entry.keyRange, "a field's name must be at most 60 lower-case letters, digits, - and _")
      return nil
    }
    var reader = MappingReader(entry.value, in: source, as: "a field")
    defer { findings += reader.findings }
    guard let kindName = reader.text("kind") else {
      report("missing-key", entry.keyRange, "field '\(entry.key)' must have a 'kind'")
      return nil
    }
    guard let kind = FieldKind(rawValue: kindName) else {
      report(
        "unknown-kind", reader.node("kind")?.range ?? entry.keyRange, "there is no kind '\(kindName)'",
        suggestion: nearestName(to: kindName, among: FieldKind.allCases.map(\.rawValue)))
      return nil
    }
    var field = Field(name: entry.key, kind: kind)
    field.range = entry.keyRange
    field.many = reader.flag("many") ?? false
    field.min = reader.number("min")
    field.max = reader.number("max")
    if let pattern = reader.text("pattern") {
      let range = reader.node("pattern")?.range ?? entry.keyRange
      do throws(Pattern.Refusal) {
        field.pattern = try Pattern(pattern)
      } catch {
        report("invalid-pattern", range, "'\(pattern)' is not a valid pattern: \(error.message)")
      }
    }
    if let required = reader.text("required") {
      switch required {
      case "true": field.required = .always
      case "publish": field.required = .publish
      case "false": field.required = .never
      default:
        report("unknown-value", reader.node("required")?.range ?? entry.keyRange, "'required' must be true, false or publish")
      }
    }
    field.vocabularies = reader.texts("from") ?? []
    field.targets = (reader.texts("to") ?? []).map(target)
    field.inverse = inverse(&reader)
    field.isSymmetric = reader.flag("symmetric") ?? false
    field.isAcyclic = reader.flag("acyclic") ?? false
    if let node = reader.node("fields") { field.fields = fields(node, nested: true) }
    field.key = reader.text("key")
    field.isFacet = reader.flag("facet") ?? false
    field.search = reader.number("search")
    field.autolink = reader.flag("autolink") ?? false
    field.only = reader.texts("only")
    field.role = reader.text("role")
    field.show = show(&reader, of: field, nested: nested)
    field.label = reader.labels("label") ?? Labels(any: Field.wordsOf(name: entry.key))
    field.help = reader.labels("help") ?? Labels()
    field.deprecated = reader.labels("deprecated")
    reader.finish("a field")
    checkShape(of: field, nested: nested)
    return field
  }

  private func target(_ text: String) -> ReferenceTarget {
    let parts = text.split(separator: ".", maxSplits: 1)
    return ReferenceTarget(type: parts.first.map(String.init) ?? "", field: parts.count == 2 ? String(parts[1]) : nil)
  }

  private mutating func inverse(_ reader: inout MappingReader) -> Field.Inverse? {
    guard let node = reader.node("inverse") else { return nil }
    if let scalar = node.scalar {
      return Field.Inverse(name: scalar.text, label: Labels(any: Field.wordsOf(name: scalar.text)))
    }
    var inner = MappingReader(node, in: source, as: "'inverse'")
    defer { findings += inner.findings }
    guard let name = inner.text("name") else {
      report("missing-key", node.range, "an inverse must have a name")
      return nil
    }
    let label = inner.labels("label") ?? Labels(any: Field.wordsOf(name: name))
    let show = show(&inner, of: Field(name: name, kind: .reference), nested: false)
    inner.finish("an inverse")
    return Field.Inverse(name: name, label: label, show: show)
  }

  /// The word for the part of a page; nil, with a finding, if no page can show the field there.
  private mutating func show(_ reader: inout MappingReader, of field: Field, nested: Bool) -> Field.Show? {
    guard let name = reader.text("show"), let range = reader.node("show")?.range else { return nil }
    let names = Field.Show.allCases.map(\.rawValue)
    guard let show = Field.Show(rawValue: name) else {
      report(
        "unknown-value", range, "'show' is one of \(names.joined(separator: ", "))",
        suggestion: nearestName(to: name, among: names))
      return nil
    }
    if show == .nowhere { return show }
    if nested {
      report("invalid-field", range, "a nested field is shown with its entry; its 'show' is none, or is left out")
      return nil
    }
    guard field.possibleShows.contains(show) else {
      let possible = field.possibleShows.map(\.rawValue).joined(separator: ", ")
      report(
        "invalid-field", range, "'\(name)' cannot show this field of kind \(field.kind.rawValue); it is one of \(possible)",
        suggestion: field.usualShow.rawValue)
      return nil
    }
    return show
  }

  private mutating func checkShape(of field: Field, nested: Bool) {
    func wrong(_ message: String) -> Diagnostic { source.finding(.error, "invalid-field", field.range, message) }
    if field.kind == .term, field.vocabularies.isEmpty {
      findings.append(wrong("a field of kind term must name its vocabularies in 'from'"))
    }
    if field.kind == .reference, field.targets.isEmpty {
      findings.append(wrong("a field of kind reference names its types in 'to'"))
    }
    if field.kind != .term, !field.vocabularies.isEmpty { findings.append(wrong("'from' belongs to fields of kind term")) }
    if field.kind != .reference, !field.targets.isEmpty || field.inverse != nil || field.isSymmetric || field.isAcyclic {
      findings.append(wrong("'to', 'inverse', 'symmetric' and 'acyclic' belong to fields of kind reference"))
    }
    if field.kind == .record, field.fields.isEmpty { findings.append(wrong("a field of kind record declares its 'fields'")) }
    if ![.record, .reference].contains(field.kind), !field.fields.isEmpty {
      findings.append(wrong("'fields' belongs to fields of kind record and reference"))
    }
    if let key = field.key, field.index(of: key) == nil {
      findings.append(wrong("'key' names one of the nested fields, not '\(key)'"))
    }
    if field.autolink, nested || field.kind != .text {
      findings.append(
        wrong("'autolink' belongs to a type, or to a field of kind text that is not nested: its texts are names of the record"))
    }
    if field.kind == .reference, let inner = field.fields.first(where: { [.markdown, .record, .reference].contains($0.kind) }) {
      findings.append(
        wrong("'\(inner.name)' belongs to a link, and what a link says is short: it cannot be of kind \(inner.kind.rawValue)"))
    }
    if nested, field.isFacet { findings.append(wrong("a nested field cannot be a facet; put it on the type itself")) }
    if field.isFacet, [.markdown, .record, .file].contains(field.kind) {
      findings.append(wrong("a field of kind \(field.kind.rawValue) cannot be a facet"))
    }
  }

  /// Makes the checks that need all types.
  private mutating func checked(_ types: [RecordType]) -> [RecordType] {
    let names = types.map(\.name)
    var folders: [String: String] = [:]
    for type in types {
      if let other = folders.updateValue(type.name, forKey: type.folder) {
        report(
          "duplicate-folder", type.range,
          "the folder '\(type.folder)' belongs to type '\(other)'; each type must have a folder of its own")
      }
      for field in type.fields {
        for owner in [field] + field.nestedFields {
          for target in owner.targets {
            check(target, of: owner, in: types, names: names)
          }
          if owner.kind == .reference, owner.isSymmetric || owner.isAcyclic, owner.targets.map(\.type) != [type.name] {
            report(
              "invalid-field", owner.range, "'symmetric' and 'acyclic' are for references within one type: to: [\(type.name)]")
          }
        }
      }
    }
    return types
  }

  private mutating func check(_ target: ReferenceTarget, of field: Field, in types: [RecordType], names: [String]) {
    guard let type = types.first(where: { $0.name == target.type }) else {
      report(
        "unknown-type", field.range, "'\(field.name)' leads to a type '\(target.type)' that is not declared",
        suggestion: nearestName(to: target.type, among: names))
      return
    }
    guard let name = target.field else { return }
    guard let keyed = type.fields.first(where: { $0.name == name }), keyed.kind == .record, keyed.key != nil else {
      report("unknown-type", field.range, "'\(target.type).\(name)' is not a field of kind record with a 'key'")
      return
    }
  }

  private mutating func rules(_ node: YAMLNode) -> [Rule] {
    guard case .sequence(let items) = node.content else {
      report("wrong-kind", node.range, "'rules' must be a list")
      return []
    }
    return items.compactMap { rule($0) }
  }

  private mutating func rule(_ node: YAMLNode) -> Rule? {
    var reader = MappingReader(node, in: source, as: "a rule")
    defer { findings += reader.findings }
    var when: [(String, [String])] = []
    if let condition = reader.node("when") {
      var inner = MappingReader(condition, in: source, as: "'when'")
      for entry in inner.allEntries() { when.append((entry.key, inner.texts(entry.key) ?? [])) }
      findings += inner.findings
    }
    let message = reader.labels("message") ?? Labels()
    let test: Rule.Test? =
      if let fields = reader.texts("require") {
        .require(fields)
      } else if let path = reader.text("sum"), let equals = reader.text("equals") {
        .sum(each: reader.text("each"), path: path.split(separator: ".").map(String.init), equals: equals)
      } else if let field = reader.text("count") {
        .count(of: field, min: reader.number("min").map { Int($0) }, max: reader.number("max").map { Int($0) })
      } else if let least = reader.number("readers") {
        .readers(Int(least), decided: reader.texts("decided") ?? [])
      } else {
        nil
      }
    reader.finish("a rule")
    guard let test else {
      report(
        "invalid-rule", node.range,
        "a rule must have 'require', or 'sum' with 'equals', or 'count' with 'min' or 'max', or 'readers'")
      return nil
    }
    return Rule(when: when, test: test, message: message, range: node.range)
  }
}

extension Field {
  /// Turns a field's name into words for people: "last_reviewed" becomes "Last reviewed".
  static func wordsOf(name: String) -> String {
    let words = name.replacing("_", with: " ").replacing("-", with: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
