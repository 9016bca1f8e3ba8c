package import Text

/// What the model asks of each record beyond what a single field can say.
package struct RecordChecks {
  private let graph: ContentGraph
  private let model: Model
  private let settings: Settings
  private var findings: [Diagnostic] = []
  /// By type: the places of fields that may be asked for, or that have fields of their own.
  private let places: [[Int]]
  /// By type: what to say of a record of a type that is no longer used.
  private let retired: [String?]

  /// What is wrong with some of the records; together with ``AliasChecks`` this is all.
  package static func findings(in graph: ContentGraph, of range: Range<Int>) -> [Diagnostic] {
    var checks = RecordChecks(graph: graph)
    for index in range { checks.check(RecordID(index)) }
    checks.orphans(among: range)
    return checks.findings
  }

  private init(graph: ContentGraph) {
    self.graph = graph
    model = graph.model
    settings = graph.settings
    places = model.types.map { type in
      type.fields.indices.filter { type.fields[$0].required != .never || !type.fields[$0].fields.isEmpty }
    }
    let language = graph.settings.defaultLanguage
    retired = model.types.map { type in
      type.deprecated.map { instead in
        let text = instead.line(in: language, default: language) ?? ""
        return "\(type.name.withArticle) is no longer written" + (text.isEmpty ? "" : ": \(text)")
      }
    }
  }

  private mutating func check(_ id: RecordID) {
    let record = graph[id]
    let type = model.types[record.type]
    if settings.isWithdrawn(record.status) { return checkWithdrawal(of: record, type) }
    if let message = retired[record.type] { findings.append(record.finding(.warning, "deprecated-type", message)) }
    let isPublished = settings.role(ofStatus: record.status).isPublished
    for place in places[record.type] {
      let field = type.fields[place]
      if !field.fields.isEmpty { checkEntries(of: field, record.values[place], record) }
      guard field.required == .always || (field.required == .publish && isPublished), isMissing(place, record) else { continue }
      if isWaived(record, "require-" + field.name) { continue }
      let label =
        field.isCommon
        ? "" : field.help.line(in: settings.defaultLanguage, default: settings.defaultLanguage).map { ". \($0)" } ?? ""
      if field.isCommon, place == CommonField.title.rawValue {
        findings.append(
          record.finding(
            .warning, "missing-field",
            "\(type.name.withArticle) has a 'title'; without one, and without a heading '# …', it is called '\(record.texts[0].title)' after its file"
          ))
        continue
      }
      findings.append(
        record.finding(
          .error, "missing-field", "\(type.name.withArticle) has \(field.name.articleBefore) '\(field.name)'" + label))
    }
    for rule in type.rules where applies(rule, to: id) && !isWaived(record, rule.name) { test(rule, id) }
    checkWaivers(of: record, type)
  }

  /// A field that says nothing is as good as none. One whose value could not be read has its finding already.
  private func isMissing(_ place: Int, _ record: Record) -> Bool {
    record.values[place]?.isBlank ?? record.ranges[place].isEmpty
  }

  /// Fields that entries and edges need. A translation's entries need none, which is why no page is asked while it is read.
  private mutating func checkEntries(of field: Field, _ value: Value?, _ record: Record) {
    for element in value?.elements ?? [] {
      let (values, range): ([Value?], Range<Int>)
      switch element {
      case .record(let entry): (values, range) = (entry.values, entry.range)
      case .reference(let reference): (values, range) = (reference.fields, reference.range)
      default: continue
      }
      for (place, nested) in field.fields.enumerated() {
        let inner = values.indices.contains(place) ? values[place] : nil
        if inner?.isBlank ?? true, nested.required == .always, nested.only == nil {
          let start = range.lowerBound..<range.lowerBound
          findings.append(
            record.source.finding(.error, "missing-field", start, "'\(nested.name)' is needed here, in '\(field.name)'"))
        }
        if !nested.fields.isEmpty { checkEntries(of: nested, inner, record) }
      }
    }
  }

  /// What was taken back is emptied, and asked for nothing but why and when.
  private mutating func checkWithdrawal(of record: Record, _ type: RecordType) {
    let place = CommonField.withdrawn.rawValue
    guard let said = record[.withdrawn] else {
      let example = "withdrawn: {date: 2026-03-05, reason: consent}"
      findings.append(record.finding(.note, "missing-field", "a record that was withdrawn says when and why: \(example)"))
      return
    }
    checkEntries(of: type.fields[place], said, record)
    guard case .record(let entry) = said, case .text(let reason)? = entry.values[1], Withdrawal.Reason(rawValue: reason) == nil
    else { return }
    let reasons = Withdrawal.Reason.allCases.map(\.rawValue)
    findings.append(
      record.source.finding(
        .error, "unknown-value", entry.range, "a reason is one of \(reasons.joined(separator: ", "))",
        suggestion: nearestName(to: reason, among: reasons)))
  }

  private mutating func checkWaivers(of record: Record, _ type: RecordType) {
    let waivers = record[.waive]?.elements ?? []
    guard !waivers.isEmpty else { return }
    let names = type.fields.filter { $0.required != .never }.map { "require-" + $0.name } + type.rules.map(\.name)
    for case .record(let waiver) in waivers {
      guard case .text(let name)? = waiver.values[0], !names.contains(name) else { continue }
      findings.append(
        record.source.finding(
          .warning, "unknown-rule", waiver.range, "\(type.name.withArticle) has no rule '\(name)' to waive",
          suggestion: nearestName(to: name, among: names)))
    }
  }

  private func isWaived(_ record: Record, _ rule: String) -> Bool {
    (record[.waive]?.elements ?? []).contains { waiver in
      if case .record(let entry) = waiver, case .text(let name)? = entry.values[0] { name == rule } else { false }
    }
  }

  private func applies(_ rule: Rule, to id: RecordID) -> Bool {
    rule.when.allSatisfy { field, values in !texts(field, id).isDisjoint(with: values) }
  }

  /// What a field says, as plain words: for conditions.
  private func texts(_ name: String, _ id: RecordID) -> Set<String> {
    let record = graph[id]
    if name == "status" { return [record.status] }
    guard let place = model.types[record.type].index(of: name) else { return [] }
    return Set((record.values[place]?.elements ?? []).compactMap(plain))
  }

  private func plain(_ value: Value) -> String? {
    switch value {
    case .text(let text), .language(let text), .url(let text), .datetime(let text): text
    case .boolean(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    case .term(let term): graph.vocabularies[term].id
    case .reference(let reference): reference.target
    default: nil
    }
  }

  private mutating func test(_ rule: Rule, _ id: RecordID) {
    let record = graph[id]
    let type = model.types[record.type]
    let words = rule.message.text(in: settings.defaultLanguage, default: settings.defaultLanguage)
    func report(_ message: String, at field: Int? = nil) {
      findings.append(record.finding(.error, "rule-broken", at: field, (words ?? message) + " (rule \(rule.name))"))
    }
    switch rule.test {
    case .require(let fields):
      for name in fields {
        guard let place = type.index(of: name) else { continue }
        if record.values[place]?.isBlank ?? true { report("'\(name)' is needed here") }
      }
    case .sum(let each, let path, let equals):
      if let each {
        guard let place = type.index(of: each) else { return }
        let field = type.fields[place]
        for case .record(let entry) in record.values[place]?.elements ?? [] {
          compare(sum(path, field.fields, entry.values), number(equals, field.fields, entry.values)) { report($0, at: place) }
        }
      } else {
        compare(sum(path, type.fields, record.values), number(equals, type.fields, record.values)) {
          report($0, at: type.index(of: path[0]))
        }
      }
    case .count(let name, let least, let most):
      let count = count(name, id)
      if let least, count < least { report("'\(name)' has at least \(least); here are \(count)", at: type.index(of: name)) }
      if let most, count > most { report("'\(name)' has at most \(most); here are \(count)", at: type.index(of: name)) }
    }
  }

  private func compare(_ sum: Double?, _ whole: Double?, report: (String) -> Void) {
    guard let sum, let whole, sum != whole else { return }
    report("the parts add up to \(sum.brief), not to \(whole.brief)")
  }

  private func sum(_ path: [String], _ fields: [Field], _ values: [Value?]) -> Double? {
    guard let name = path.first, let place = fields.firstIndex(where: { $0.name == name }) else { return nil }
    let rest = Array(path.dropFirst())
    let elements = values[place]?.elements ?? []
    if rest.isEmpty { return elements.reduce(0) { $0 + (number($1) ?? 0) } }
    return elements.reduce(0) { total, element in
      if case .record(let entry) = element { total + (sum(rest, fields[place].fields, entry.values) ?? 0) } else { total }
    }
  }

  private func number(_ name: String, _ fields: [Field], _ values: [Value?]) -> Double? {
    fields.firstIndex { $0.name == name }.flatMap { values[$0] }.flatMap(number)
  }

  private func number(_ value: Value) -> Double? {
    switch value {
    case .integer(let number): Double(number)
    case .number(let number): number
    case .duration(let span): Double(span.minutes + span.days * 1440)
    default: nil
    }
  }

  private func count(_ name: String, _ id: RecordID) -> Int {
    let record = graph[id]
    if let place = model.types[record.type].index(of: name) {
      let field = model.types[record.type].fields[place]
      return field.kind == .reference ? graph.links(of: id, field: place).count : record.values[place]?.elements.count ?? 0
    }
    return graph.inverses(of: id).first { $0.name == name }.map { Set($0.groups.flatMap { $0.edges.map(\.source) }).count } ?? 0
  }

  /// A record that nothing leads to and that leads nowhere is found by search alone.
  private mutating func orphans(among range: Range<Int>) {
    let navigated = Set(settings.navigation.map(\.name))
    for index in range {
      let id = RecordID(index)
      let record = graph[id]
      if settings.isWithdrawn(record.status) { continue }
      let type = model.types[record.type]
      guard type.page == .own, graph.edges(from: id).isEmpty, graph.edges(to: id).isEmpty, graph.mentions(of: id).isEmpty else {
        continue
      }
      guard !navigated.contains(record.slug), !navigated.contains(record.id), !linksOut(id) else { continue }
      let hasRelations = type.ownFields.contains { field in ([field] + field.nestedFields).contains { $0.kind == .reference } }
      if hasRelations
        || graph.model.types.contains(where: {
          $0.fields.contains { !$0.isCommon && $0.targets.contains { $0.type == type.name } }
        })
      {
        findings.append(
          record.finding(
            .warning, "orphan", "nothing leads to this record and it leads nowhere; link it to the records it belongs with"))
      }
    }
  }

  private func linksOut(_ id: RecordID) -> Bool {
    graph.bodyTargets[id.index].contains { $0.contains { $0.contains { $0 != nil && $0 != id } } }
  }
}
