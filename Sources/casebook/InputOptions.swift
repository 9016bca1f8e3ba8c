import ArgumentParser
import Formats
import Glibc
import Text
import Workspace

/// The options of every command that reads a knowledge base.
struct InputOptions: ParsableArguments {
  @Option(help: "The folder with casebook.yaml, model.yaml and the records.")
  var content = "Content"

  @Option(help: "A folder of templates; those that came with the program by default.")
  var templates: String?

  @Option(help: "Which edition of casebook.yaml; the first one by default. check looks at all records without it.")
  var edition: String?

  func apply(to options: inout BuildOptions) {
    options.content = content
    options.templates = templates
    options.edition = edition
  }
}

/// The options of every command that publishes.
struct ReleaseOptions: ParsableArguments {
  @Option(name: .customLong("base-url"), help: "Where the site will be published; adds sitemap, feed and canonical links.")
  var baseURL: String?
  @Option(help: "What this release is called in every foot.")
  var release: String?
  @Flag(help: "Warnings count as errors, and nothing is written when there are any.")
  var strict = false

  func apply(to options: inout BuildOptions) {
    options.baseURL = baseURL
    options.release = release
    options.isStrict = strict
  }
}

/// The options of every command that makes a whole site.
struct SiteOptions: ParsableArguments {
  @Option(help: "Languages to build, such as en,fr; all by default.")
  var languages: String?
  @OptionGroup var release: ReleaseOptions

  func apply(to options: inout BuildOptions) {
    options.languages = languages.map(listed)
    release.apply(to: &options)
  }
}

/// The options of every command that takes some records, or a language.
struct SliceOptions: ParsableArguments {
  @Option(help: "Records to take, such as note/first-idea,rule/second, with what they lead to; all by default.")
  var records: String?
  @Option(help: "How many links to follow from each of the records; 2 by default.")
  var depth: Int?
  @Option(help: "The language to take; the default language of the content by default.")
  var language: String?

  func validate() throws {
    if let depth, depth < 0 { throw ValidationError("--depth is at least 0") }
    if depth != nil, records == nil { throw ValidationError("--depth goes with --records") }
  }

  var request: SliceRequest { SliceRequest(records: records.map(listed), depth: depth ?? 2, language: language) }
}

/// The names in a text such as `en, fr`.
func listed(_ text: String) -> [String] { text.split(separator: ",").map { $0.filter { $0 != " " } } }

/// The number of concurrent tasks. The default is the number of cores.
struct JobOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: "How many tasks at a time; as many as cores by default.")
  var jobs: Int?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs is at least 1") }
  }

  var width: Int { min(jobs ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))), 64) }
}

extension DiagnosticFormat: ExpressibleByArgument {}

extension BuildFailure {
  /// Prints the reason on standard error and returns the exit code.
  func report() -> ExitCode {
    Output.error("casebook: error: \(message)\n")
    switch self {
    case .usage: return Exit.usage
    case .files: return Exit.files
    }
  }
}

/// Writes to standard output and standard error.
enum Output {
  /// Prints a text. If it cannot be written, the program ends: a reader would take a part for the
  /// whole.
  static func out(_ text: String) {
    let code = FileSystem.write(Array(text.utf8), to: STDOUT_FILENO)
    if code == 0 { return }
    // The reader has closed the pipe, so an error message would reach nobody.
    if code != EPIPE { error("casebook: error: cannot write to standard output: \(unsafe String(cString: strerror(code)))\n") }
    exit(code == EPIPE ? 0 : Exit.files.rawValue)
  }

  static func error(_ text: String) { _ = FileSystem.write(Array(text.utf8), to: STDERR_FILENO) }

  static var isErrorATerminal: Bool { isatty(STDERR_FILENO) == 1 }
}

extension DiagnosticWriter {
  /// A writer that reads the files that findings name, for formats that need their text.
  static var reading: DiagnosticWriter { DiagnosticWriter { try? FileSystem.read($0, limit: 1 << 20) } }
}
