package import Knowledge
import Publication
package import Text

/// A knowledge base read, filtered to an edition, compiled and linked: what all commands start from.
package struct LoadedKnowledge: Sendable {
  package var graph: ContentGraph
  /// In no particular order; ``Diagnostic`` sorts them.
  package var findings: [Diagnostic]
  package var edition: Settings.Edition?
  var groundwork: Groundwork
  var folder: ContentFolder
  /// Of the files of records, by their path in the content folder, where they were asked for.
  var hashes: [String: SHA256.Digest]

  /// Whether records are read from a path in the content folder.
  func isOfRecords(_ path: String) -> Bool {
    PagePlace(path: path, model: groundwork.model, languages: groundwork.settings.languages) != nil
  }
}

extension LoadedKnowledge {
  /// Reads and links a content folder.
  ///
  /// - Parameter memory: what an earlier look at the same folder has left; it changes how long this takes and nothing else.
  package static func load(_ options: BuildOptions, memory: KnowledgeMemory? = nil, timings: inout Timings)
    async throws(BuildFailure) -> LoadedKnowledge
  {
    try await load(options, memory, scratch: nil, isHashing: false, &timings)
  }

  /// - Parameters:
  ///   - scratch: where long texts are put away until somebody writes them.
  ///   - isHashing: whether the files of records are hashed as they are read.
  static func load(
    _ options: BuildOptions, _ memory: KnowledgeMemory?, scratch: Scratch?, isHashing: Bool, _ timings: inout Timings
  ) async throws(BuildFailure) -> LoadedKnowledge {
    let groundwork = if let memory { try memory.groundwork(options) } else { try Groundwork.read(options) }
    var settings = groundwork.settings
    if let name = options.edition, settings.edition(name) == nil {
      let known = settings.editions.map(\.name).joined(separator: ", ")
      throw .usage("there is no edition '\(name)'" + (known.isEmpty ? "; casebook.yaml declares none" : "; there is \(known)"))
    }
    let edition = settings.edition(options.edition)
    timings.mark("model")

    let (files, folder, hashes) = try await read(groundwork, options, memory, isHashing: isHashing)
    timings.mark("read and parse")
    var stamps = Stamps()
    if memory != nil { for file in files { stamps.byPath[file.path] = file.stamp } }
    var findings = groundwork.findings + folder.findings + files.flatMap(\.findings)
    var visible: EditionFilter.Visible
    (visible, findings) = await records(of: consume files, in: folder, findings, groundwork, edition, options, memory, stamps)
    if let chosen = options.chosenLanguages { try choose(chosen, &settings, &visible) }
    if let base = options.baseURL {
      if let problem = Settings.problem(withBaseURL: base) { throw .usage("--base-url \(base): \(problem)") }
      settings.baseURL = base.hasSuffix("/") ? base : base + "/"
    }
    if let release = options.release { settings.release = release }
    timings.mark("assemble and filter")

    findings += WithdrawalChecks.mentions(in: visible, settings)
    let (compiled, bodyFindings) = await compile(
      &visible.records, groundwork, settings, options, memory, stamps, scratch)
    findings += bodyFindings
    timings.mark("compile")

    let linker = Linker(visible, compiled: compiled, model: groundwork.model, languages: settings.languages)
    let slices = stride(from: 0, to: visible.records.count, by: 256).map { $0..<min($0 + 256, visible.records.count) }
    let links = await concurrentMap(slices, width: options.jobs, slice: 1) { linker.links(of: $0) }
    let (graph, linkFindings) = linker.graph(of: links, settings: settings, vocabularies: groundwork.vocabularies)
    findings += linkFindings + AliasChecks.findings(in: graph)
    findings += await concurrentMap(slices, width: options.jobs, slice: 1) { RecordChecks.findings(in: graph, of: $0) }.joined()
    findings += SettingsChecks.navigation(
      of: graph, settingsSource: groundwork.settingsSource, withheld: visible.withheld)
    timings.mark("link and check")
    return LoadedKnowledge(
      graph: graph, findings: findings, edition: edition, groundwork: groundwork, folder: folder, hashes: hashes)
  }

  /// A file of records: its path as findings show it, and the pages in it.
  private struct File: Sendable {
    var path: String
    var stamp: KnowledgeMemory.Stamp?
    var pages: [ParsedPage]
    var findings: [Diagnostic]
    var hash: SHA256.Digest?
  }

  /// Lists the folder, and reads the pages in it one by one.
  private static func read(_ groundwork: Groundwork, _ options: BuildOptions, _ memory: KnowledgeMemory?, isHashing: Bool)
    async throws(BuildFailure) -> ([File], ContentFolder, [String: SHA256.Digest])
  {
    var folder = try ContentFolder(options.content)
    let (model, settings, draft) = (groundwork.model, groundwork.settings, options.draft)
    let paths = folder.list(model: model, ignoring: settings.ignore) + (draft.map { [$0.path] } ?? [])
    let (reading, known) = (folder, memory?.files ?? [:])
    let parser = PageParser(model: model, vocabularies: groundwork.vocabularies, settings: settings)
    let files = await concurrentMap(paths, width: options.jobs) { path -> File in
      let shown = reading.shown(path)
      let isDraft = draft?.path == path
      let stamp = memory == nil || isDraft ? nil : FileSystem.status(of: reading.root + "/" + path)
      if let stamp, let file = known[path], file.stamp == stamp {
        return File(path: shown, stamp: stamp, pages: file.pages, findings: file.findings)
      }
      guard let place = PagePlace(path: path, model: model, languages: settings.languages) else {
        return File(path: shown, pages: [], findings: [])
      }
      if let draft, isDraft {
        let (pages, findings) = parser.parse(SourceText(path: shown, bytes: draft.bytes), at: place)
        return File(path: shown, pages: pages, findings: findings)
      }
      switch reading.read(path) {
      case .success(let source):
        let (pages, findings) = parser.parse(source, at: place)
        let hash = isHashing ? SHA256.digest(of: source.bytes) : nil
        return File(path: shown, stamp: stamp, pages: pages, findings: findings, hash: hash)
      case .failure(let refusal):
        let page = parser.unreadable(at: place, source: SourceText(path: refusal.finding.path, bytes: []))
        return File(path: shown, pages: [page], findings: [refusal.finding])
      }
    }
    memory?.keep(
      zip(paths, files).compactMap { path, file in
        guard let stamp = file.stamp, known[path]?.stamp != stamp else { return nil }
        return (path, KnowledgeMemory.File(stamp: stamp, pages: file.pages, findings: file.findings))
      })
    var hashes: [String: SHA256.Digest] = [:]
    if isHashing { for (path, file) in zip(paths, files) { hashes[path] = file.hash } }
    return (files, folder, hashes)
  }

  /// Joins pages into records, and keeps what the edition shows.
  private static func records(
    of files: consuming [File], in folder: ContentFolder, _ before: [Diagnostic], _ groundwork: Groundwork,
    _ edition: Settings.Edition?, _ options: BuildOptions, _ memory: KnowledgeMemory?, _ stamps: Stamps
  ) async -> (EditionFilter.Visible, [Diagnostic]) {
    let model = groundwork.model
    let assembler = Assembler(model: model, settings: groundwork.settings)
    let filter = EditionFilter(
      model: model, vocabularies: groundwork.vocabularies, settings: groundwork.settings, edition: edition)
    let known = memory?.records ?? [:]
    let (ids, groups) = Self.groups(of: consume files, assembler)
    // Each page is let go by the task that was last to look at it.
    let made = await concurrentMap(releasing: consume groups, width: options.jobs) {
      group -> (KnowledgeMemory.Assembled, isNew: Bool) in
      let files = memory == nil ? [] : stamps.origins(of: group.pages.map(\.source.path))
      if let record = known[group.id], record.files == files, stamps.areKnown(files) { return (record, false) }
      let (record, findings) = assembler.record(group)
      let shown = options.seesEverything ? record : record.flatMap { filter.shown($0) }
      // A record without a sensitivity hides nothing on purpose: its writer has to hear of it.
      let saysNothing = record?.sensitivity == nil
      let isHidden = !options.seesEverything && (saysNothing ? filter.isSaidToBeHidden(group.pages) : shown == nil)
      let hidden = isHidden && edition != nil ? group.pages.map { HiddenLines(of: $0) } : []
      return (
        KnowledgeMemory.Assembled(files: files, record: record, shown: shown, findings: findings, hidden: hidden), true
      )
    }
    memory?.keep(zip(ids, made).compactMap { $1.isNew ? ($0, $1.0) : nil })
    let assembly = assembler.join(ids, made.map { ($0.0.record, $0.0.findings) })
    let shown = made.filter { $0.0.record != nil }.map(\.0.shown)
    var findings = before + assembly.findings + folder.pagesOfNoRecord(assembly.places(in: model), model)
    // What is wrong with a record that the edition does not show is told by a check of everything, and by nothing that the edition
    // hands on: its log goes to servers and to people whom the record does not.
    let hidden = Dictionary(grouping: made.flatMap(\.0.hidden), by: \.path)
    if !hidden.isEmpty { findings.removeAll { finding in hidden[finding.path]?.contains { $0.holds(finding) } ?? false } }
    return (options.seesEverything ? EditionFilter.all(assembly, groundwork.settings) : filter.join(assembly, shown), findings)
  }

  private static func groups(of files: consuming [File], _ assembler: Assembler) -> (ids: [String], slices: [[Assembler.Group]])
  {
    let pages = files.flatMap(\.pages)
    files = []
    let groups = assembler.groups(pages)
    return (groups.map(\.id), groups.inSlices(of: 64))
  }

  /// When the files of records were last changed, by their paths as findings show them.
  private struct Stamps: Sendable {
    var byPath: [String: KnowledgeMemory.Stamp] = [:]

    func origins(of paths: [String]) -> [KnowledgeMemory.Origin] {
      paths.map { KnowledgeMemory.Origin(path: $0, stamp: byPath[$0]) }
    }

    func areKnown(_ files: [KnowledgeMemory.Origin]) -> Bool { !files.isEmpty && files.allSatisfy { $0.stamp != nil } }
  }

  /// Compiles the bodies of all records, or takes them from memory where nothing that they depend on has changed.
  ///
  /// Each record lets go of its text as soon as it is compiled: what is made of the next ones takes that place.
  private static func compile(
    _ records: inout [Record], _ groundwork: Groundwork, _ settings: Settings, _ options: BuildOptions,
    _ memory: KnowledgeMemory?, _ stamps: Stamps, _ scratch: Scratch?
  ) async -> ([CompiledRecord], [Diagnostic]) {
    let names = RecordCompiler.names(in: records, groundwork.model)
    let compiler = RecordCompiler(
      model: groundwork.model, names: names, words: groundwork.words, defaultLanguage: settings.defaultLanguage)
    let known = memory?.bodies(names: names) ?? [:]
    let slices = records.inSlices(of: 64)
    records = []
    let done = await concurrentMap(releasing: slices, width: options.jobs) {
      record -> (bodies: KnowledgeMemory.Bodies, isNew: Bool) in
      let files = memory == nil ? [] : stamps.origins(of: record.texts.map(\.source.path))
      if stamps.areKnown(files), let kept = known[record.id], kept.files == files { return (kept, false) }
      return (KnowledgeMemory.Bodies(of: record, files: files, compiler.compile(record), scratch: scratch), true)
    }
    memory?.keep(done.compactMap { $0.isNew ? ($0.bodies.record.id, $0.bodies) : nil }, names: names)
    records = done.map(\.bodies.record)
    return (done.map(\.bodies.compiled), done.flatMap(\.bodies.findings))
  }

  private static func choose(_ chosen: [String], _ settings: inout Settings, _ visible: inout EditionFilter.Visible)
    throws(BuildFailure)
  {
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
