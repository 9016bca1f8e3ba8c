import Knowledge
import Text

/// Findings for files that look like content but stand where nothing is read. No such file is
/// ignored in silence.
extension ContentFolder {
  /// Reports pages beside the folders of types: in the content folder itself and in folders that
  /// belong to no type.
  mutating func reportStrays(_ model: Model) {
    guard let entries = try? FileSystem.entries(of: root) else { return }
    let known = Set(model.types.map(\.folder) + ["media", "templates", "vocabularies", "casebook.yaml", "model.yaml"])
    for (name, kind) in entries {
      guard let name, !known.contains(name), !name.hasPrefix("."), !ignored.contains(name) else { continue }
      switch kind {
      case .folder:
        let nearest = nearestName(to: name, among: model.types.map(\.folder))
        let mine = { "no type has the folder '\(name)', so this is passed over; records stand in \(Self.shown(model))" }
        let all = Diagnostic.Group(
          "file-passed-over \(name)",
          "no type has the folder '\(name)', so {n} files in it are passed over; records stand in \(Self.shown(model))")
        reportStrays(in: name, depth: 0) {
          Diagnostic(.warning, "file-passed-over", path: $0, mine(), suggestion: nearest).grouped(all)
        }
      case .file where Self.isPage(name):
        findings.append(
          Diagnostic(
            .warning, "file-passed-over", path: shown(name),
            "records stand in the folder of their type (\(Self.shown(model))); this is passed over"))
      default: break
      }
    }
    guard FileSystem.kind(of: root + "/vocabularies") == .folder else { return }
    reportStrays(in: "vocabularies", depth: 0, isKnown: { $0.hasSuffix(".yaml") }) {
      Diagnostic(
        .warning, "file-passed-over", path: $0, "a vocabulary is a file vocabularies/<name>.yaml; this is passed over")
    }
  }

  /// Reports the pages in a folder and below it.
  ///
  /// - Parameter isKnown: returns true for the names in the folder itself that are read.
  private mutating func reportStrays(
    in folder: String, depth: Int, isKnown: (String) -> Bool = { _ in false }, _ finding: (String) -> Diagnostic
  ) {
    for (name, kind) in (try? FileSystem.entries(of: root + "/" + folder)) ?? [] {
      guard let name, !name.hasPrefix("."), depth > 0 || !isKnown(name) else { continue }
      let path = folder + "/" + name
      if ignored.contains(path) { continue }
      if kind == .folder, depth < 8 { reportStrays(in: path, depth: depth + 1, finding) }
      if kind == .file, Self.isPage(name) { findings.append(finding(shown(path))) }
    }
  }

  /// Returns findings for pages deeper in the folders of types that belong to no record.
  ///
  /// - Parameter records: `folder/slug` of all records, including those that could not be read.
  func pagesOfNoRecord(_ records: Set<String>, _ model: Model) -> [Diagnostic] {
    let folders = Set(model.types.map(\.folder))
    return files.compactMap { path in
      let parts = path.split(separator: "/")
      guard parts.count > 2, folders.contains(String(parts[0])), !Self.isMedia(parts[parts.count - 1]),
        !records.contains(parts[0] + "/" + parts[1])
      else { return nil }
      return Diagnostic(
        .warning, "file-passed-over", path: shown(path),
        "records stand in '\(parts[0])/' itself, but none there is called '\(parts[1])', so this file belongs to no record and is passed over"
      ).grouped(
        Diagnostic.Group(
          "file-passed-over \(parts[0])/",
          "records stand in '\(parts[0])/' itself; {n} files in folders below it belong to no record and are passed over"
        ))
    }
  }

  /// Returns true for a file of a kind in which people write records. README files are excluded:
  /// they are for people who look at the folder.
  static func isPage(_ name: some StringProtocol) -> Bool {
    let parts = name.lowercased().split(separator: ".")
    guard parts.count > 1, parts[0] != "readme", let ending = parts.last else { return false }
    return ["md", "mdx", "markdown", "yaml", "yml"].contains(ending)
  }

  /// Returns true for files that nobody takes for records: pictures, sounds and other media, README
  /// files, hidden files, and backup files of an editor.
  static func isMedia(_ name: some StringProtocol) -> Bool {
    let parts = name.lowercased().split(separator: ".", omittingEmptySubsequences: false)
    guard let first = parts.first, let ending = parts.last, first != "readme", !first.isEmpty, !name.hasSuffix("~") else {
      return true
    }
    return parts.count > 1 && Self.media.contains(String(ending))
  }

  private static let media: Set<String> = [
    "png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "pdf", "mp3", "mp4", "m4a", "ogg", "oga", "ogv", "opus", "wav", "webm",
    "vtt",
  ]

  private static func shown(_ model: Model) -> String {
    let folders = model.types.prefix(3).map { "'\($0.folder)/'" }
    return folders.joined(separator: ", ") + (model.types.count > 3 ? ", …" : "")
  }
}
