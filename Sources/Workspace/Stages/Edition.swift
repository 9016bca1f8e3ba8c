import Knowledge
import Text

/// The choices of a command for one edition: its name, its languages and its address.
struct EditionChoice: Sendable {
  /// nil if the knowledge base declares none.
  var edition: Settings.Edition?
  /// The settings of the knowledge base, with those that the command replaces.
  var settings: Settings
  /// Shows everything that can be read, in any edition.
  var seesEverything: Bool
  private var languages: [String]?

  init(_ options: BuildOptions, _ settings: Settings) throws(BuildFailure) {
    if let name = options.edition, settings.edition(name) == nil {
      let known = settings.editions.map(\.name).joined(separator: ", ")
      throw .usage("there is no edition '\(name)'" + (known.isEmpty ? "; casebook.yaml declares none" : "; there is \(known)"))
    }
    edition = settings.edition(options.edition)
    seesEverything = options.seesEverything
    languages = options.chosenLanguages
    self.settings = settings
    if let languages { try choose(languages) }
    if let base = options.baseURL {
      if let problem = Settings.problem(withBaseURL: base) { throw .usage("--base-url \(base): \(problem)") }
      self.settings.baseURL = base.hasSuffix("/") ? base : base + "/"
    }
    if let release = options.release { self.settings.release = release }
  }

  private mutating func choose(_ chosen: [String]) throws(BuildFailure) {
    guard !chosen.isEmpty else {
      throw .usage("--languages names one or more of \(settings.languages.joined(separator: ", "))")
    }
    for language in chosen where !settings.languages.contains(language) {
      throw .usage("there is no language '\(language)'; casebook.yaml has \(settings.languages.joined(separator: ", "))")
    }
    settings.languages = chosen
    if !chosen.contains(settings.defaultLanguage) { settings.defaultLanguage = chosen[0] }
  }

  /// Returns a record with its original and the chosen translations.
  func inChosenLanguages(_ record: Record) -> Record {
    guard let languages, record.texts.count > 1 else { return record }
    var record = record
    record.texts = [record.texts[0]] + record.texts.dropFirst().filter { languages.contains($0.language) }
    return record
  }
}

extension Stages {
  /// Edition: reduces records to the parts that the edition shows. Later stages see nothing else.
  ///
  /// - Returns: the visible records, and the findings of earlier stages without those in hidden
  ///   records: the log of an edition goes to servers and to people who may not know of these.
  func show(_ content: consuming ScreenedContent, in choice: EditionChoice) async -> (EditionFilter.Visible, [Diagnostic]) {
    let assembly = content.assembly
    let filter = EditionFilter(
      model: groundwork.model, vocabularies: groundwork.vocabularies, settings: groundwork.settings, edition: choice.edition)
    let shown = await concurrentMap(assembly.records, width: width) { record in
      memory.shown(record) { choice.seesEverything ? record : filter.shown(record) }.map(choice.inChosenLanguages)
    }
    var findings = content.findings
    if choice.edition != nil, !choice.seesEverything {
      // A record without a sensitivity is not hidden on purpose, so its writer must see its
      // findings.
      var hidden = zip(assembly.records, shown).filter { $0.sensitivity != nil && $1 == nil }.map(\.0.id)
      hidden += content.withheld.filter { filter.shown($0) == nil }.map(\.id)
      hidden += content.unreadable.filter { filter.isSaidToBeHidden($0.value) }.map(\.key)
      let lines = Dictionary(grouping: hidden.flatMap { content.lines[$0] ?? [] }, by: \.path)
      if !lines.isEmpty { findings.removeAll { finding in lines[finding.path]?.contains { $0.holds(finding) } ?? false } }
    }
    guard choice.seesEverything else { return (filter.join(assembly, shown, withheld: content.withheld), findings) }
    var all = EditionFilter.all(assembly, choice.settings)
    all.records = all.records.map(choice.inChosenLanguages)
    return (all, findings)
  }
}
