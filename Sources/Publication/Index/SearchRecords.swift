import Knowledge
import Search
import Text

/// The input of a language's search index: each record's words, the texts that hits show, and the
/// values to filter by.
struct SearchRecords: Sendable {
  let site: Site
  let language: String
  /// By type, the searched fields by position: the model's settings for each are the same for every
  /// record.
  private let searched: [[SearchedField]]
  /// By type, the fields that hits show, by position.
  private let shown: [[ShownField]]
  private let nodes: ValueText
  /// Results are shown from the home page's folder.
  private let links: Links

  private struct SearchedField: Sendable {
    var index: Int
    var weight: Double
  }

  private struct ShownField: Sendable {
    var index: Int
    var name: String
    /// True if hits also get the sign of its term.
    var isMark: Bool
  }

  init(site: Site, language: String) {
    self.site = site
    self.language = language
    nodes = ValueText(site: site, language: language)
    links = Links(site, in: language, from: LinkOrigin(path: site.paths.home(in: language)))
    shown = site.graph.model.types.map { type in
      let marks = type.markFields
      return type.fields.indices.compactMap { Self.shown(type.fields[$0], at: $0, isMark: marks.contains($0)) }
    }
    searched = site.graph.model.types.map { type in
      type.fields.indices.compactMap { index in
        Self.weight(type.fields[index], index).map { SearchedField(index: index, weight: $0) }
      }
    }
  }

  /// - Parameter isMark: true if the field's term marks records, so that hits get its sign.
  private static func shown(_ field: Field, at index: Int, isMark: Bool) -> ShownField? {
    guard !field.isCommon, !field.isHidden,
      [.term, .period, .date, .number, .integer, .boolean, .duration, .language].contains(field.kind)
    else { return nil }
    return ShownField(index: index, name: field.name, isMark: isMark)
  }

  private static func weight(_ field: Field, _ index: Int) -> Double? {
    if let weight = field.search { return weight }
    switch index {
    case CommonField.title.rawValue: return 10
    case CommonField.also.rawValue: return 6
    default: return field.kind == .record ? 1 : nil
    }
  }

  private var graph: ContentGraph { site.graph }

  func settings() -> SearchSettings {
    var settings = SearchSettings(
      language: language, types: graph.model.types.map(\.name), facets: [typeFacet] + facets(),
      synonyms: synonyms())
    for type in graph.model.types { settings.typeLabels[type.name] = site.label(type.label, in: language) }
    return settings
  }

  private var typeFacet: FacetField {
    let types = graph.model.types.indices.filter { graph.model.types[$0].isFacet && !site.paths.orders[0][$0].isEmpty }
    return FacetField(
      id: "type", label: site.words(in: language)("all_types"),
      values: types.map {
        FacetField.Value(id: graph.model.types[$0].name, label: site.label(graph.model.types[$0].plural, in: language))
      })
  }

  private func facets() -> [FacetField] {
    site.facets.indices.compactMap { index in
      let entries = site.census.entries[index]
      guard !entries.isEmpty else { return nil }
      let facet = site.facets[index]
      return FacetField(
        id: facet.id, label: site.label(facet, in: language),
        values: entries.map { entry in
          FacetField.Value(
            id: entry.value.id(in: graph), label: site.label(entry.value, in: language),
            broader: entry.value.lineage(in: graph).dropFirst().map { $0.id(in: graph) })
        }, isOrdered: isOrdered(entries.map(\.value)))
    }
  }

  /// True for years and for the steps of one scale: readers look for them in their order, not by
  /// their counts.
  private func isOrdered(_ values: [FacetValue]) -> Bool {
    values.allSatisfy {
      switch $0 {
      case .year: true
      case .term(let term): graph.vocabularies.step(of: term) != nil
      default: false
      }
    }
  }

  /// Returns the terms that visible records use, and the records with automatic links: all names of
  /// one have the same meaning.
  private func synonyms() -> [SynonymSet] {
    var sets: [SynonymSet] = []
    for type in graph.model.types where type.isFacet {
      let labels = [type.label, type.plural].flatMap { label in [site.label(label, in: language)] + label.all.map(\.text) }
      add(labels, without: [], value: .init(field: "type", id: type.name), to: &sets)
    }
    for (index, facet) in site.facets.enumerated() where facet.values == .terms {
      let isPlace = facet.fields.contains { graph.model.types[$0.type].fields[$0.field].role == "schema:spatialCoverage" }
      for entry in site.census.entries[index] {
        guard case .term(let id) = entry.value else { continue }
        let term = graph.vocabularies[id]
        var forms = [site.label(term.label, in: language)] + term.label.all.map(\.text)
        for names in term.also.sorted(by: { $0.key < $1.key }) { forms += names.value }
        add(
          forms, without: term.ambiguous, value: .init(field: facet.id, id: entry.value.id(in: graph), isPlace: isPlace),
          to: &sets)
      }
    }
    for (index, facet) in site.facets.enumerated() where facet.values == .years {
      for entry in site.census.entries[index] {
        let value = SynonymSet.Value(field: facet.id, id: entry.value.id(in: graph))
        add([site.label(entry.value, in: language)], without: [], value: value, to: &sets)
      }
    }
    for record in graph.records where graph.model.types[record.type].isLinkedByName {
      var forms = [record.title(in: language)] + record.texts.map(\.title)
      for text in record.texts {
        for names in text.also.sorted(by: { $0.key < $1.key }) { forms += names.value }
      }
      for (index, field) in graph.model.types[record.type].fields.enumerated()
      where !field.isCommon && field.kind == .text && (field.autolink || field.search ?? 0 >= 3) {
        forms += record.values[index]?.texts ?? []
      }
      add(forms, without: [], to: &sets)
    }
    return sets
  }

  private func add(
    _ forms: [String], without ambiguous: [String], value: SynonymSet.Value? = nil, to sets: inout [SynonymSet]
  ) {
    var known = Set(ambiguous)
    let kept = forms.filter { known.insert($0).inserted }
    if kept.count > 1 || value != nil && !kept.isEmpty { sets.append(SynonymSet(forms: kept, value: value)) }
  }

  // MARK: records

  func record(_ id: RecordID) -> SearchRecord {
    let record = graph[id]
    let type = graph.type(of: id)
    let index = record.texts.firstIndex { $0.language == language } ?? 0
    let text = record.texts[index]
    var fields: [(weight: Double, text: String)] = []
    for field in searched[record.type] { add(field, type, text, record, to: &fields) }
    let compiled = graph.compiled[id.index].texts[index]
    for heading in compiled.body.headings { fields.append((2, heading.text)) }
    var excerpt = site.summary(of: id, in: language) ?? ""
    let targets = graph.bodyTargets[id.index][index]
    let bodies = compiled.allBodies
    func words(_ section: TextSection, _ body: Int) -> String {
      section.text(naming: { graph.title(of: targets[body][$0], bodies[body].references[$0], in: language) })
    }
    for section in compiled.body.text where !section.text.isEmpty {
      let text = words(section, 0)
      fields.append((1, text))
      if excerpt.utf8.count < 4000 {
        if !excerpt.isEmpty { excerpt += "\n" }
        excerpt += text
      }
    }
    for (number, field) in compiled.fields.enumerated() {
      guard let weight = type.field(at: field.path).search else { continue }
      for section in field.body.text { fields.append((weight, words(section, number + 1))) }
    }
    return SearchRecord(
      id: record.id, type: type.name, url: links.url(.record(id)) ?? "",
      title: text.title,
      prior: type.prior, fields: fields,
      names: names(of: text, type), otherNames: Array(text.also.values.joined()), excerpt: excerpt, facts: facts(id, text),
      facets: facets(of: id, type))
  }

  /// Returns the names that rank a record before all others: its title and, if a type's records are
  /// linked by their names, its acronyms. Other records have *UNAMA* among their names because they
  /// are about it.
  private func names(of text: RecordText, _ type: RecordType) -> [String] {
    guard type.isLinkedByName else { return [text.title] }
    return [text.title] + text.also.values.joined().filter { $0 == $0.uppercased() && $0 != $0.lowercased() }
  }

  private func add(
    _ field: SearchedField, _ type: RecordType, _ text: RecordText, _ record: Record,
    to fields: inout [(weight: Double, text: String)]
  ) {
    if field.index == CommonField.title.rawValue {
      fields.append((field.weight, text.title))
      return
    }
    if field.index == CommonField.also.rawValue {
      for names in text.also.sorted(by: { $0.key < $1.key }) {
        for name in names.value { fields.append((field.weight, name)) }
      }
      return
    }
    guard let value = text.values[field.index] ?? record.values[field.index] else { return }
    if field.index == CommonField.summary.rawValue, text.language != record.originalLanguage, text.values[field.index] == nil {
      return
    }
    add(value, type.fields[field.index], field.weight, to: &fields)
  }

  private func add(_ value: Value, _ field: Field, _ weight: Double, to fields: inout [(weight: Double, text: String)]) {
    for element in value.elements {
      switch element {
      case .text(let text): fields.append((weight, text))
      case .term(let id):
        let term = graph.vocabularies[id]
        fields.append((weight, site.label(term.label, in: language)))
      case .record(let entry):
        for (nested, value) in zip(field.fields, entry.values) {
          // An entry within an entry weighs as much as its fields, as an entry does.
          let weight = nested.search ?? (nested.kind == .record ? 1 : nil)
          if let value, let weight, nested.kind != .markdown { add(value, nested, weight, to: &fields) }
        }
      default: break
      }
    }
  }

  /// Returns short texts for hits, lists, comparison and dossier, by the field's name.
  private func facts(_ id: RecordID, _ text: RecordText) -> [(name: String, values: [FactValue])] {
    let record = graph[id]
    var facts: [(name: String, values: [FactValue])] = []
    if let summary = site.summary(of: id, in: language) { facts.append(("summary", [FactValue(label: summary)])) }
    if text.language != language { facts.append(("language", [FactValue(label: text.language)])) }
    for field in shown[record.type] {
      guard let value = record.values[field.index] else { continue }
      var values = value.elements.prefix(6).compactMap(nodes.text).map { FactValue(label: $0) }
      guard !values.isEmpty else { continue }
      if field.isMark, case .term(let term) = value { values[0].sign = sign(of: term) }
      facts.append((field.name, values))
    }
    return facts
  }

  /// Returns a term's shape and step in the form in which the client reads them.
  private func sign(of term: TermID) -> String {
    let step = graph.vocabularies.step(of: term).map { "\($0.step)/\($0.count)" }
    return [graph.vocabularies.mark(of: term)?.rawValue, step].compactMap(\.self).joined(separator: " ")
  }

  private func facets(of id: RecordID, _ type: RecordType) -> [(field: String, values: [String])] {
    var facets: [(field: String, values: [String])] = type.isFacet ? [("type", [type.name])] : []
    for (index, facet) in site.facets.enumerated() {
      let values = site.values(of: id, facet: index)
      if !values.isEmpty { facets.append((facet.id, values.map { $0.id(in: graph) })) }
    }
    return facets
  }
}

extension RecordType {
  /// Returns the field that a Markdown text belongs to.
  fileprivate func field(at path: MarkdownPath) -> Field {
    var field = self.fields[path.field]
    guard path.nested >= 0 else { return field }
    field = field.fields[path.nested]
    for step in stride(from: 1, to: path.rest.count, by: 2) { field = field.fields[path.rest[step]] }
    return field
  }
}
