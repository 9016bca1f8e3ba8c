import Text

/// Checks that names in model.yaml and casebook.yaml exist: vocabularies, fields, types, views.
enum SettingsChecks {
  static let names = Check("names-in-settings", .base(findings))

  /// Checks the types, views and records that the navigation names. Records are known last, so this
  /// check runs on the graph.
  static let navigation = Check("navigation", .graph { navigation(of: $0, settingsSource: $1.settingsSource) })

  private static func findings(of base: Check.Base) -> [Diagnostic] {
    let (model, modelSource, settings, vocabularies) = (base.model, base.modelSource, base.settings, base.vocabularies)
    var findings: [Diagnostic] = []
    for type in model.types {
      if let sensitivity = type.sensitivity, settings.rank(ofSensitivity: sensitivity) == nil {
        findings.append(
          modelSource.finding(
            .error, "unknown-sensitivity", type.range, "there is no sensitivity '\(sensitivity)'",
            suggestion: nearestName(to: sensitivity, among: settings.sensitivities)))
      }
      if settings.languages.contains(type.folder) {
        findings.append(
          modelSource.finding(
            .error, "invalid-name", type.range,
            "a folder of records cannot be called '\(type.folder)': the pages of that language have this folder"))
      }
      for field in type.fields {
        for owner in [field] + field.nestedFields { findings += check(owner, modelSource, settings, vocabularies) }
      }
      findings += check(rulesOf: type, model, modelSource)
    }
    return findings + check(viewsOf: settings, base.settingsSource, model)
      + check(formsOf: settings, base.settingsSource, model)
  }

  private static func check(formsOf settings: Settings, _ source: SourceText, _ model: Model) -> [Diagnostic] {
    settings.forms.compactMap { form in
      if model[form.type] != nil { return nil }
      return source.finding(
        .error, "unknown-type", form.range, "a form is of a type '\(form.type)' that is not declared",
        suggestion: nearestName(to: form.type, among: model.types.map(\.name)))
    }
  }

  private static func check(_ field: Field, _ source: SourceText, _ settings: Settings, _ vocabularies: Vocabularies)
    -> [Diagnostic]
  {
    var findings: [Diagnostic] = []
    for name in field.vocabularies where vocabularies.index(of: name) == nil {
      findings.append(
        source.finding(
          .error, "unknown-vocabulary", field.range, "there is no vocabulary '\(name)' (vocabularies/\(name).yaml)",
          suggestion: nearestName(to: name, among: vocabularies.all.map(\.name))))
    }
    for name in field.only ?? [] where settings.edition(name) == nil {
      findings.append(
        source.finding(
          .error, "unknown-edition", field.range, "there is no edition '\(name)'",
          suggestion: nearestName(to: name, among: settings.editions.map(\.name))))
    }
    return findings
  }

  private static func check(rulesOf type: RecordType, _ model: Model, _ source: SourceText) -> [Diagnostic] {
    let inverses = Set(model.types.flatMap { $0.fields.flatMap { [$0] + $0.nestedFields }.compactMap { $0.inverse?.name } })
    let names = type.fields.map(\.name)
    func unknown(_ name: String, _ rule: Rule) -> Diagnostic {
      source.finding(
        .error, "unknown-field", rule.range, "type '\(type.name)' has no field '\(name)'",
        suggestion: nearestName(to: name, among: names))
    }
    return type.rules.flatMap { rule -> [Diagnostic] in
      var asked = rule.when.map(\.field)
      switch rule.test {
      case .require(let fields): asked += fields
      case .sum(let each, let path, let equals): asked += each.map { [$0] } ?? [path[0], equals]
      case .count(let field, _, _): if !inverses.contains(field) { asked.append(field) }
      case .readers: break
      }
      return asked.filter { !names.contains($0) }.map { unknown($0, rule) }
    }
  }

  private static func check(viewsOf settings: Settings, _ source: SourceText, _ model: Model) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for view in settings.views {
      guard let type = model[view.type] else {
        findings.append(
          source.finding(
            .error, "unknown-type", view.range, "view '\(view.id)' shows a type '\(view.type)' that is not declared",
            suggestion: nearestName(to: view.type, among: model.types.map(\.name))))
        continue
      }
      if model.index(ofFolder: view.id) != nil || settings.languages.contains(view.id) {
        findings.append(
          source.finding(
            .error, "invalid-name", view.range, "a view cannot be called '\(view.id)': a folder of the site has this name"))
      }
      let wanted: [(name: String?, what: String)] =
        switch view.kind {
        case .matrix: [(view.rows, "rows"), (view.columns, "columns")]
        case .relations, .map, .timeline: [(view.field, "field")]
        case .list: [(view.group ?? "title", "group"), (view.sort ?? "title", "sort")]
        }
      for (name, what) in wanted {
        guard let name else {
          findings.append(
            source.finding(.error, "missing-key", view.range, "a view of kind \(view.kind.rawValue) must have '\(what)'"))
          continue
        }
        guard let index = type.index(of: name) else {
          findings.append(
            source.finding(
              .error, "unknown-field", view.range, "type '\(type.name)' has no field '\(name)'",
              suggestion: nearestName(to: name, among: type.fields.map(\.name))))
          continue
        }
        if let problem = problem(with: type.fields[index], in: view) {
          findings.append(source.finding(.error, "wrong-field", view.range, problem))
        }
      }
      for (name, _) in view.filter where type.index(of: name) == nil {
        findings.append(
          source.finding(
            .error, "unknown-field", view.range, "type '\(type.name)' has no field '\(name)'",
            suggestion: nearestName(to: name, among: type.fields.map(\.name))))
      }
    }
    return findings
  }

  private static func problem(with field: Field, in view: Settings.View) -> String? {
    switch view.kind {
    case .matrix: field.isFacet ? nil : "rows and columns of a matrix are facets; '\(field.name)' is none"
    case .relations: field.kind == .reference ? nil : "a view of relations must have a field of kind reference"
    case .map: field.kind == .term ? nil : "a map must have a field of kind term, from countries"
    case .timeline: field.kind == .period || field.kind == .date ? nil : "a timeline must have a field of kind period or date"
    case .list: nil
    }
  }

  private static func navigation(of graph: ContentGraph, settingsSource: SourceText) -> [Diagnostic] {
    graph.settings.navigation.compactMap { name, range in
      if graph.model[name] != nil || graph.settings.views.contains(where: { $0.id == name }) { return nil }
      switch graph.names.resolve(name) {
      case .found, .withheld: return nil
      default:
        let all = graph.model.types.map(\.name) + graph.settings.views.map(\.id)
        return settingsSource.finding(
          .error, "unknown-navigation", range, "navigation must name types, views or records; '\(name)' is none of these",
          suggestion: nearestName(to: name, among: all) ?? graph.names.nearest(to: name))
      }
    }
  }
}
