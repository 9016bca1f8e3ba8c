package import Knowledge
import Rendering
package import Source

/// A knowledge base read, filtered to an edition, compiled and linked: what all commands start from.
package struct LoadedKnowledge: Sendable {
  package var graph: ContentGraph
  /// In no particular order; ``Diagnostic`` sorts them.
  package var findings: [Diagnostic]
  package var edition: Settings.Edition?
  /// Languages as the content declares them, whatever the build chose.
  package var contentLanguages: [String]
  var folder: ContentFolder
  var templates: TemplateFolder
  var settingsSource: SourceText
  /// True where what is wrong concerns what an edition may show, or the model itself: nothing can be built on that.
  package var isUnbuildable: Bool
}

extension LoadedKnowledge {
  /// Reads and links a content folder.
  package static func load(_ options: BuildOptions, timings: inout Timings) async throws(BuildFailure) -> LoadedKnowledge {
    var templates = try TemplateFolder(options.templates)
    var folder = try ContentFolder(options.content)
    var findings: [Diagnostic] = []
    var isUnbuildable = false

    // Settings and model.
    let settingsSource = try folder.required("casebook.yaml")
    let modelSource = try folder.required("model.yaml")
    var (settings, settingsFindings) = Settings.read(settingsSource)
    let (model, modelFindings) = Model.read(modelSource)
    findings += settingsFindings + modelFindings
    if modelFindings.contains(where: { $0.severity == .error }) { isUnbuildable = true }
    if !settings.isTrustworthy { isUnbuildable = true }
    if let name = options.edition, settings.edition(name) == nil {
      let known = settings.editions.map(\.name).joined(separator: ", ")
      throw .usage("there is no edition '\(name)'" + (known.isEmpty ? "; casebook.yaml declares none" : "; there is \(known)"))
    }
    let edition = settings.edition(options.edition)

    // Vocabularies: the content's own in place of shipped ones of the same name.
    var sources = folder.vocabularySources()
    let own = Set(sources.map(\.name))
    sources += templates.vocabularySources().filter { !own.contains($0.name) }
    sources.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    var all: [Vocabulary] = []
    for (name, source) in sources {
      let (vocabulary, found) = Vocabulary.read(source, name: name)
      all.append(vocabulary)
      findings += found
    }
    let vocabularies = Vocabularies(all)
    findings += SettingsChecks.findings(
      model: model, modelSource: modelSource, settings: settings, settingsSource: settingsSource, vocabularies: vocabularies)
    timings.mark("model")

    let contentLanguages = settings.languages
    let parser = PageParser(model: model, vocabularies: vocabularies, settings: settings)
    var visible: EditionFilter.Visible
    (visible, findings) = await records(in: &folder, by: parser, findings, edition, options, &timings)
    if let chosen = options.languages { try choose(chosen, &settings, &visible) }
    if let base = options.baseURL {
      if let problem = Settings.problem(withBaseURL: base) { throw .usage("--base-url \(base): \(problem)") }
      settings.baseURL = base.hasSuffix("/") ? base : base + "/"
    }
    if let release = options.release { settings.release = release }
    timings.mark("assemble and filter")

    // Bodies.
    let words = templates.words(settings.languages)
    let compiler = RecordCompiler(
      model: model, vocabularies: vocabularies, records: visible.records, words: words,
      defaultLanguage: settings.defaultLanguage)
    let compiled = await concurrentMap(visible.records, width: options.jobs) { compiler.compile($0) }
    findings += compiled.flatMap(\.1)
    visible.releaseTexts()
    timings.mark("compile")

    let (graph, linkFindings) = Linker.link(
      visible, compiled: compiled.map(\.0), model: model, settings: settings, vocabularies: vocabularies)
    findings += linkFindings + RecordChecks.findings(in: graph)
    findings += SettingsChecks.navigation(of: graph, settingsSource: settingsSource, withheld: visible.withheld)
    timings.mark("link and check")
    return LoadedKnowledge(
      graph: graph, findings: findings, edition: edition, contentLanguages: contentLanguages, folder: folder,
      templates: templates,
      settingsSource: settingsSource, isUnbuildable: isUnbuildable)
  }

  /// Reads pages, one by one, joins them into records, and keeps what the edition shows. The pages, and what is hidden, are
  /// gone when this returns.
  private static func records(
    in folder: inout ContentFolder, by parser: PageParser, _ before: [Diagnostic], _ edition: Settings.Edition?,
    _ options: BuildOptions, _ timings: inout Timings
  ) async -> (EditionFilter.Visible, [Diagnostic]) {
    let (model, settings, draft, reading) = (parser.model, parser.settings, options.draft, folder)
    let paths = folder.list(model: model) + (draft.map { [$0.path] } ?? [])
    let parsed = await concurrentMap(paths, width: options.jobs) { path -> ([ParsedPage], [Diagnostic]) in
      guard let place = PagePlace(path: path, model: model, languages: settings.languages) else { return ([], []) }
      if let draft, draft.path == path {
        return parser.parse(SourceText(path: reading.shown(path), bytes: draft.bytes), at: place)
      }
      switch reading.read(path) {
      case .success(let source): return parser.parse(source, at: place)
      case .failure(let refusal):
        return ([parser.unreadable(at: place, source: SourceText(path: refusal.finding.path, bytes: []))], [refusal.finding])
      }
    }
    timings.mark("read and parse")
    let assembly = Assembler.assemble(parsed.flatMap(\.0), model: model, settings: settings)
    let findings =
      before + folder.findings + parsed.flatMap(\.1) + assembly.findings
      + folder.pagesOfNoRecord(assembly.places(in: model), model)
    let filter = EditionFilter(model: model, vocabularies: parser.vocabularies, settings: settings, edition: edition)
    return (options.seesEverything ? EditionFilter.all(assembly) : filter.filter(assembly), findings)
  }

  private static func choose(_ chosen: [String], _ settings: inout Settings, _ visible: inout EditionFilter.Visible)
    throws(BuildFailure)
  {
    var seen: Set<String> = []
    let chosen = chosen.filter { seen.insert($0).inserted }
    guard !chosen.isEmpty else {
      throw .usage("--languages names one or more of \(settings.languages.joined(separator: ", "))")
    }
    for language in chosen where !settings.languages.contains(language) {
      throw .usage("there is no language '\(language)'; casebook.yaml has \(settings.languages.joined(separator: ", "))")
    }
    settings.languages = chosen
    if !chosen.contains(settings.defaultLanguage) { settings.defaultLanguage = chosen[0] }
    for index in visible.records.indices {
      let texts = visible.records[index].texts
      visible.records[index].texts = [texts[0]] + texts.dropFirst().filter { chosen.contains($0.language) }
    }
  }
}

extension Assembler.Assembly {
  /// `folder/slug` of every record, those that cannot be read too.
  fileprivate func places(in model: Model) -> Set<String> {
    var places = Set(records.map { model.types[$0.type].folder + "/" + $0.slug })
    for id in unreadable {
      let parts = id.split(separator: "/", maxSplits: 1)
      if parts.count == 2, let type = model[String(parts[0])] { places.insert(type.folder + "/" + parts[1]) }
    }
    return places
  }
}
