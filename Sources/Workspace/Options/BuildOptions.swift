/// What a build is asked to do: the command's flags.
package struct BuildOptions: Sendable {
  package var content = "Content"
  /// nil: the templates that came with the program.
  package var templates: String?
  package var output = "Site"
  package var edition: String?
  /// A choice among the content's languages, in the order asked for.
  package var languages: [String]?
  package var baseURL: String?
  package var release: String?
  package var isStrict = false
  package var jobs = 1
  /// Looks at every record, drafts and withheld ones too; for checking, never for building.
  var seesEverything = false
  /// A record to read as if its file were there: its path in the content folder, and its bytes.
  var draft: (path: String, bytes: [UInt8])?

  /// A folder of this machine's user, where builds note what they were made from, so that the next one can see that nothing has
  /// changed; nil: nothing is noted, and every build does all its work.
  package var notes: String?

  /// ``languages``, each once.
  var chosenLanguages: [String]? {
    var seen: Set<String> = []
    return languages?.filter { seen.insert($0).inserted }
  }

  package init() {}
}

/// What ends a build: something that no finding in the content can tell.
package enum BuildFailure: Error, Sendable {
  /// The command was asked for something that is not there: exit code 64.
  case usage(String)
  /// Input could not be read or output not written: exit code 74.
  case files(String)

  package var message: String {
    switch self {
    case .usage(let text), .files(let text): text
    }
  }

  init(_ error: FileError, doing: String) { self = .files("\(doing): \(error.message)") }
}
