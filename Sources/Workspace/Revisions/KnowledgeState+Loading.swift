package import Knowledge
import Text

extension KnowledgeState {
  /// Reads a whole knowledge base: every record that can be read, in all languages.
  package static func load(_ options: BuildOptions) async throws(BuildFailure) -> KnowledgeState {
    var options = options
    options.seesEverything = true
    let groundwork = try Groundwork.read(options)
    let choice = try EditionChoice(options, groundwork.settings)
    let stages = Stages(groundwork: groundwork, options: options, memory: NoMemory())
    let screened = await stages.screen(await stages.assemble(try await stages.read()))
    let folder = screened.folder
    // Compilation frees the texts, so they are kept here.
    let records = screened.assembly.records
    let loaded = await stages.edition(choice, of: screened, nil, Timings())
    let (_, findings) = await PlannedSite.plan(loaded, width: options.jobs)
    return KnowledgeState(
      folder: folder.shownRoot, model: groundwork.model, settings: groundwork.settings,
      vocabularies: groundwork.vocabularies, records: records, findings: findings, otherFiles: try folder.hashes())
  }
}

extension ContentFolder {
  /// The hashes of the settings, the model, the vocabularies, the templates and the media, by path.
  fileprivate func hashes() throws(BuildFailure) -> [String: String] {
    var hashes: [String: String] = [:]
    do {
      let shared = ["vocabularies", "templates"].filter { FileSystem.kindFollowingLinks(of: root + "/" + $0) == .folder }
      var paths = files + ["casebook.yaml", "model.yaml"]
      for name in shared { paths += try FileSystem.everything(below: root + "/" + name).map { name + "/" + $0 } }
      for path in Set(paths) where FileSystem.kindFollowingLinks(of: root + "/" + path) == .file {
        var hash = SHA256()
        try FileSystem.read(root + "/" + path) { hash.update($0) }
        hashes[path] = hash.finish().hexadecimal()
      }
    } catch {
      throw BuildFailure(error, doing: "cannot read \(shownRoot)")
    }
    return hashes
  }
}
