import Text

/// Checks the rules that the model states for a type.
struct ModelRules {
  static let check = Check("model-rules", .records(findings))

  private let graph: ContentGraph
  private let model: Model
  private let settings: Settings
  private var findings: [Diagnostic] = []

  private static func findings(in graph: ContentGraph, of range: Range<Int>) -> [Diagnostic] {
    var rules = ModelRules(graph)
    for index in range {
      let record = graph.records[index]
      if graph.settings.isWithdrawn(record.status) { continue }
      for rule in graph.model.types[record.type].rules
      where rule.readers == nil && rules.applies(rule, to: RecordID(index)) && !record.waives(rule.name) {
        rules.test(rule, RecordID(index))
      }
    }
    return rules.findings
  }

  init(_ graph: ContentGraph) {
    self.graph = graph
    (model, settings) = (graph.model, graph.settings)
  }

  func applies(_ rule: Rule, to id: RecordID) -> Bool {
    rule.when.allSatisfy { field, values in !texts(field, id).isDisjoint(with: values) }
  }

  /// The values of a field as plain words, for conditions.
  private func texts(_ name: String, _ id: RecordID) -> Set<String> {
    let record = graph[id]
    if name == "status" { return [record.status] }
    // A type may state it for its records.
    if name == CommonField.sensitivity.name { return record.sensitivity.map { [$0] } ?? [] }
    guard let index = model.types[record.type].index(of: name) else { return [] }
    return Set((record.values[index]?.elements ?? []).flatMap(plain))
  }

  private func plain(_ value: Value) -> [String] {
    switch value {
    case .text(let text), .language(let text), .url(let text), .datetime(let text): [text]
    case .boolean(let flag): [flag ? "true" : "false"]
    // A condition may be typed `5` and the value `5.0`.
    case .number(let number): [number.text, number.brief]
    case .term(let term): [graph.vocabularies[term].id]
    case .reference(let reference): [reference.target]
    default: []
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
        guard let index = type.index(of: name) else { continue }
        if record.values[index]?.isBlank ?? true { report("'\(name)' is needed here") }
      }
    case .sum(let each, let path, let equals):
      if let each {
        guard let index = type.index(of: each) else { return }
        let field = type.fields[index]
        for case .record(let entry) in record.values[index]?.elements ?? [] {
          compare(sum(path, field.fields, entry.values), number(equals, field.fields, entry.values)) { report($0, at: index) }
        }
      } else {
        compare(sum(path, type.fields, record.values), number(equals, type.fields, record.values)) {
          report($0, at: type.index(of: path[0]))
        }
      }
    // ``Readers`` looks at all records for these.
    case .readers: break
    case .count(let name, let least, let most):
      let count = count(name, id)
      if let least, count < least {
        report("'\(name)' must have at least \(least) values; it has \(count)", at: type.index(of: name))
      }
      if let most, count > most {
        report("'\(name)' may have at most \(most) values; it has \(count)", at: type.index(of: name))
      }
    }
  }

  private func compare(_ sum: Double?, _ whole: Double?, report: (String) -> Void) {
    guard let sum, let whole, sum != whole else { return }
    report("the parts add up to \(sum.brief), not to \(whole.brief)")
  }

  private func sum(_ path: [String], _ fields: [Field], _ values: [Value?]) -> Double? {
    guard let name = path.first, let index = fields.firstIndex(where: { $0.name == name }) else { return nil }
    let rest = Array(path.dropFirst())
    let elements = values[index]?.elements ?? []
    if rest.isEmpty { return elements.reduce(0) { $0 + (number($1) ?? 0) } }
    return elements.reduce(0) { total, element in
      if case .record(let entry) = element { total + (sum(rest, fields[index].fields, entry.values) ?? 0) } else { total }
    }
  }

  private func number(_ name: String, _ fields: [Field], _ values: [Value?]) -> Double? {
    fields.firstIndex { $0.name == name }.flatMap { values[$0] }.flatMap(number)
  }

  private func number(_ value: Value) -> Double? {
    switch value {
    case .number(let number): number.value
    case .duration(let span): Double(span.minutes + span.days * 1440)
    default: nil
    }
  }

  private func count(_ name: String, _ id: RecordID) -> Int {
    let record = graph[id]
    if let index = model.types[record.type].index(of: name) {
      let field = model.types[record.type].fields[index]
      return field.kind == .reference ? graph.links(of: id, field: index).count : record.values[index]?.elements.count ?? 0
    }
    return graph.inverses(of: id).first { $0.name == name }.map { Set($0.groups.flatMap { $0.edges.map(\.source) }).count } ?? 0
  }
}
