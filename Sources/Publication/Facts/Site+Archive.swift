import Knowledge
import Text

extension Site {
  /// The name of a folder that holds the whole site, such as `protecting-civilians-2026-11`.
  package var archiveName: String {
    let title = label(graph.settings.title, in: paths.defaultLanguage)
    return OutputName.file(for: [title, options.release, options.edition ?? ""].filter { !$0.isEmpty }.joined(separator: " "))
  }

  /// The path of the page to open first.
  package var startPath: String { path(of: .start, in: paths.defaultLanguage) }
}
