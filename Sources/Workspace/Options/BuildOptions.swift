/// The options of a build: the command's flags.
package struct BuildOptions: Sendable {
  package var content = "Content"
  /// nil for the templates of the program.
  package var templates: String?
  package var output = "Site"
  package var edition: String?
  /// A choice among the content's languages, in the order of the command.
  package var languages: [String]?
  package var baseURL: String?
  package var release: String?
  package var isStrict = false
  package var jobs = 1
  /// True to read every record, drafts and withheld ones too; for checks, never for builds.
  var seesEverything = false
  /// A record to read as if its file existed: its path in the content folder, and its bytes.
  var draft: (path: String, bytes: [UInt8])?

  /// A folder of this machine's user in which builds note their inputs, so that the next build can
  /// see that nothing has changed. nil: builds write no notes, and every build does all its work.
  package var notes: String?

  /// ``languages``, each once.
  var chosenLanguages: [String]? {
    var seen: Set<String> = []
    return languages?.filter { seen.insert($0).inserted }
  }

  package init() {}
}

/// An error that ends a build and that no finding in the content can report.
package enum BuildFailure: Error, Sendable {
  /// The command names something that does not exist: exit code 64.
  case usage(String)
  /// An input could not be read or an output could not be written: exit code 74.
  case files(String)

  package var message: String {
    switch self {
    case .usage(let text), .files(let text): text
    }
  }

  init(_ error: FileError, doing: String) { self = .files("\(doing): \(error.message)") }
}
