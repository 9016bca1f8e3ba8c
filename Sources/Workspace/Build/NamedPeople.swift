package import Knowledge
import Text

extension SiteBuild {
  /// Lists who seems to be named in files of records, for a reviewer, in order of path and line.
  package static func named(_ options: BuildOptions) async throws(BuildFailure) -> [NamedPerson] {
    let groundwork = try Groundwork.read(options)
    var folder = try ContentFolder(options.content)
    let paths = folder.list(model: groundwork.model, ignoring: groundwork.settings.ignore)
    let found = await concurrentMap(paths, width: options.jobs) { [folder] path -> [NamedPerson] in
      guard case .success(let source) = folder.read(path) else { return [] }
      return NamedPerson.found(in: source)
    }
    return found.flatMap { $0 }
  }
}
