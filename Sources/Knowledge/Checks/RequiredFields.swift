import Text

/// Checks the fields that the model requires: of a record, and of the entries and edges in its
/// fields.
struct RequiredFields {
  static let check = Check("required-fields", .records(findings))

  private let graph: ContentGraph
  /// For each type, the fields that may be required, or that have fields of their own.
  private let fields: [[Int]]
  private var findings: [Diagnostic] = []

  private static func findings(in graph: ContentGraph, of range: Range<Int>) -> [Diagnostic] {
    var checks = RequiredFields(graph)
    for index in range { checks.check(graph.records[index]) }
    return checks.findings
  }

  private init(_ graph: ContentGraph) {
    self.graph = graph
    fields = graph.model.types.map { type in
      type.fields.indices.filter { type.fields[$0].required != .never || !type.fields[$0].fields.isEmpty }
    }
  }

  private mutating func check(_ record: Record) {
    let type = graph.model.types[record.type]
    if graph.settings.isWithdrawn(record.status) {
      // A withdrawn record is emptied, and only the reason and the date of the withdrawal are
      // required.
      let index = CommonField.withdrawn.rawValue
      return checkEntries(of: type.fields[index], record.values[index], record)
    }
    let language = graph.settings.defaultLanguage
    let isPublished = graph.settings.role(ofStatus: record.status).isPublished
    for index in fields[record.type] {
      let field = type.fields[index]
      if !field.fields.isEmpty { checkEntries(of: field, record.values[index], record) }
      guard field.required == .always || (field.required == .publish && isPublished), isMissing(index, record) else { continue }
      if record.waives("require-" + field.name) { continue }
      if field.isCommon, index == CommonField.title.rawValue {
        findings.append(
          record.finding(
            .warning, "missing-field",
            "\(type.name.withArticle) must have a 'title'; without one, and without a heading '# …', it gets the name '\(record.texts[0].title)' from its file"
          ))
        continue
      }
      let help = field.isCommon ? "" : field.help.line(in: language, default: language).map { ". \($0)" } ?? ""
      findings.append(
        record.finding(
          .error, "missing-field", "\(type.name.withArticle) must have \(field.name.articleBefore) '\(field.name)'" + help))
    }
  }

  /// True if a field has no value. A value that could not be read has a finding already.
  private func isMissing(_ index: Int, _ record: Record) -> Bool {
    record.values[index]?.isBlank ?? record.ranges[index].isEmpty
  }

  /// Checks the required fields of entries and edges. A translation's entries have no required
  /// fields, so this check runs on records and not on pages.
  private mutating func checkEntries(of field: Field, _ value: Value?, _ record: Record) {
    for element in value?.elements ?? [] {
      let (values, range): ([Value?], Range<Int>)
      switch element {
      case .record(let entry): (values, range) = (entry.values, entry.range)
      case .reference(let reference): (values, range) = (reference.fields, reference.range)
      default: continue
      }
      for (index, nested) in field.fields.enumerated() {
        let inner = values.indices.contains(index) ? values[index] : nil
        if inner?.isBlank ?? true, nested.required == .always, nested.only == nil {
          let start = range.lowerBound..<range.lowerBound
          findings.append(
            record.source.finding(.error, "missing-field", start, "'\(nested.name)' is needed here, in '\(field.name)'"))
        }
        if !nested.fields.isEmpty { checkEntries(of: nested, inner, record) }
      }
    }
  }
}
