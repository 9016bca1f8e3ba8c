import Knowledge
package import Text

/// The file of a new record.
package enum NewRecord {
  /// Makes the file, if its type accepts every given value.
  ///
  /// - Returns: the path of the file, and the values that it still needs to be free of errors.
  package static func make(type name: String, title: String, values: [(field: String, value: String)], _ options: BuildOptions)
    async throws(BuildFailure) -> (path: String, missing: [Diagnostic])
  {
    let (folder, settings, model, vocabularies) = try Basics.read(options)
    guard let type = model[name] else {
      let nearest = nearestName(to: name, among: model.types.map(\.name)).map { "; did you mean '\($0)'?" } ?? ""
      throw .usage("there is no type '\(name)'\(nearest) (\(model.types.map(\.name).joined(separator: ", ")))")
    }
    let given = Dictionary(grouping: values, by: \.field).mapValues { $0.map(\.value) }
    for (field, _) in values {
      guard let index = type.index(of: field) else {
        let nearest = nearestName(to: field, among: type.fields.map(\.name)).map { "; did you mean '\($0)'?" } ?? ""
        throw .usage("\(name.withArticle) has no field '\(field)'\(nearest)")
      }
      if given[field]!.count > 1, !type.fields[index].many {
        throw .usage("'\(field)' has one value, and --set gives it \(given[field]!.count)")
      }
    }
    let path = "\(type.folder)/\(Scaffold.slug(for: title)).md"
    let file = folder.root + "/" + path
    // Many file systems treat two names that differ only in capitals as one.
    let slug = Scaffold.slug(for: title)
    let names = (try? FileSystem.entries(of: "\(folder.root)/\(type.folder)").compactMap(\.name)) ?? []
    if let other = names.first(where: {
      normalized($0).lowercased().split(separator: ".").first.map(String.init) == slug && !$0.hasPrefix(".")
        && $0.lowercased().hasSuffix(".md")
    }) {
      throw .files("'\(folder.shown(type.folder + "/" + other))' is there already; choose another title")
    }
    guard FileSystem.kind(of: file) == nil else {
      throw .files("'\(folder.shown(path))' is there already; choose another title")
    }
    let draft = Scaffold(type, settings: settings, vocabularies: vocabularies).draft(title: title, values: given)
    let bytes = Array(draft.text.utf8)

    let errors = try await errors(inDraft: bytes, at: path, options).filter { $0.path == folder.shown(path) }
    // The writer must mend errors of the whole record later; errors in a given value stop the
    // command.
    let wrong = errors.filter { $0.code != "rule-broken" }.compactMap { error -> String? in
      guard let field = draft.given.first(where: { $0.lines.contains(error.start.line) })?.field else { return nil }
      return "--set \(field): \(error.message)" + (error.suggestion.map { "; did you mean '\($0)'?" } ?? "")
    }
    guard wrong.isEmpty else { throw .usage(wrong.joined(separator: "\n") + "\nNothing was written.") }
    do {
      try FileSystem.makeFolder("\(folder.root)/\(type.folder)")
      try FileSystem.write(bytes, to: file, aside: file + ".tmp")
    } catch {
      throw BuildFailure(error, doing: "cannot write the new record")
    }
    return (folder.shown(path), errors)
  }

  /// Returns the errors that a check would find if the draft existed: references can be resolved
  /// only together with all other records.
  private static func errors(inDraft bytes: [UInt8], at path: String, _ options: BuildOptions) async throws(BuildFailure)
    -> [Diagnostic]
  {
    var options = options
    options.edition = nil
    options.seesEverything = true
    options.draft = (path, bytes)
    let (_, findings) = await PlannedSite.plan(try await LoadedKnowledge.load(options), width: options.jobs)
    return Set(findings).filter { $0.severity == .error }.sorted()
  }
}
