package import Knowledge
package import Text

extension SiteBuild {
  /// Finds everything that is wrong with a knowledge base, freshness included, without writing
  /// anything.
  package static func check(_ options: BuildOptions, today: PartialDate) async throws(BuildFailure) -> [Diagnostic] {
    var options = options
    // Without an edition, the check also covers drafts, for their writers.
    options.seesEverything = options.edition == nil
    let loaded = try await LoadedKnowledge.load(options)
    let plan = await PlannedSite.plan(loaded, width: options.jobs)
    var findings = plan.1
    if let planned = plan.0 { findings += await SiteForms.make(of: planned, width: options.jobs, keepsBytes: false).findings }
    if options.seesEverything { findings += Check.all.findings(inEverything: loaded.graph) }
    return Array(Set(findings + Check.all.findings(in: loaded.graph, on: today))).sorted()
  }

  /// Finds the files and folders that the command names, relative to the current folder or else to
  /// the content folder. A name that exists in neither is an error: the check would cover nothing.
  package static func files(_ names: [String], _ options: BuildOptions) throws(BuildFailure) -> [String] {
    var paths: [String] = []
    for name in names {
      let inside = options.content + "/" + name
      guard let path = [name, inside].first(where: { FileSystem.kindFollowingLinks(of: $0) != nil }) else {
        throw .files("there is no file '\(name)', nor '\(inside)'")
      }
      paths.append(path)
    }
    return paths
  }

  /// Makes the edits that findings offer.
  ///
  /// - Returns: the number of edits made.
  package static func fix(_ findings: [Diagnostic]) throws(BuildFailure) -> Int {
    var byPath: [String: [Edit]] = [:]
    for finding in findings { if let edit = finding.edit { byPath[finding.path, default: []].append(edit) } }
    var made = try fixFiles(findings)
    for (path, edits) in byPath.sorted(by: { $0.key < $1.key }) {
      do {
        let bytes = try FileSystem.read(path)
        let mended = edits.applied(to: bytes)
        guard mended.bytes != bytes else { continue }
        try FileSystem.write(mended.bytes, to: path, aside: path + ".tmp")
        made += mended.made
      } catch {
        throw BuildFailure(error, doing: "cannot mend \(path)")
      }
    }
    return made
  }

  /// Takes out of pictures what they tell.
  private static func fixFiles(_ findings: [Diagnostic]) throws(BuildFailure) -> Int {
    var made = 0
    for path in Set(findings.filter { FileTraces.mended.contains($0.code) }.map(\.path)).sorted() {
      do {
        guard let cleaned = FileTraces.cleaned(try FileSystem.read(path)) else { continue }
        try FileSystem.write(cleaned, to: path, aside: path + ".tmp")
        made += 1
      } catch {
        throw BuildFailure(error, doing: "cannot mend \(path)")
      }
    }
    return made
  }
}

package enum SchemaText {
  package static func make(type name: String?, asMarkdown: Bool, _ options: BuildOptions) throws(BuildFailure) -> String {
    let (_, settings, model, vocabularies) = try Basics.read(options)
    var type: RecordType?
    if let name {
      guard let found = model[name] else {
        let nearest = nearestName(to: name, among: model.types.map(\.name)).map { "; did you mean '\($0)'?" } ?? ""
        throw .usage("there is no type '\(name)'\(nearest)")
      }
      type = found
    }
    let schema = ModelSchema(model, settings: settings, vocabularies: vocabularies)
    return asMarkdown ? schema.markdown(type.map { [$0] } ?? model.types) : schema.jsonSchema(type)
  }
}

/// Settings, model and vocabularies, for commands that need no records.
enum Basics {
  static func read(_ options: BuildOptions) throws(BuildFailure) -> (ContentFolder, Settings, Model, Vocabularies) {
    var templates = try TemplateFolder(options.templates, content: options.content)
    var folder = try ContentFolder(options.content)
    let (settings, settingsFindings) = Settings.read(try folder.required("casebook.yaml"))
    let (model, modelFindings) = Model.read(try folder.required("model.yaml"))
    if let error = (settingsFindings + modelFindings).filter({ $0.severity == .error }).min() {
      throw .files(error.description)
    }
    return (
      folder, settings, model,
      Groundwork.vocabularies(folder.vocabularySources(), and: &templates, languages: settings.languages).0
    )
  }
}
