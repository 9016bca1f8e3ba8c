import Knowledge
import Text

/// The files of a content folder: records as text, all other files by name.
struct ContentFolder: Sendable {
  /// A file of records in the folder of a type. Its path is relative to the content folder.
  struct Page: Sendable {
    var path: String
    var source: Result<SourceText, SourceText.TextRefusal>
  }

  /// The paths of all files that are not records, relative to the content folder.
  var files: [String] = []
  var findings: [Diagnostic] = []
  private var linkedFolders = 0
  private(set) var ignored = IgnoredPaths([])
  private static let mostLinkedFolders = 64
  let root: String
  /// The path of the content folder as messages show it.
  let shownRoot: String

  init(_ path: String) throws(BuildFailure) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    shownRoot = path
    guard FileSystem.kindFollowingLinks(of: path) == .folder, let real = FileSystem.realPath(of: path) else {
      throw .files(
        "there is no folder '\(path)'; a knowledge base has one with casebook.yaml and model.yaml in it (casebook init makes one)"
      )
    }
    root = real
  }

  func shown(_ path: String) -> String { shownRoot + "/" + path }

  /// Reads a file that must exist.
  func required(_ name: String) throws(BuildFailure) -> SourceText {
    if FileSystem.kind(of: root + "/" + name) == .link, !isInside(name) { throw .files(outside(name).description) }
    do {
      switch try text(name) {
      case .success(let source): return source
      case .failure(let refusal): throw BuildFailure.files(refusal.finding.description)
      }
    } catch let error as FileError {
      throw error.isMissing
        ? .files("there is no '\(shown(name))'; a knowledge base has casebook.yaml and model.yaml (casebook init makes one)")
        : BuildFailure(error, doing: "cannot read \(shown(name))")
    } catch let failure as BuildFailure {
      throw failure
    } catch {
      throw .files(String(describing: error))
    }
  }

  /// Reads the vocabularies of the content folder, with their names.
  mutating func vocabularySources() -> [(name: String, source: SourceText)] {
    guard isFolderOfOurs("vocabularies"), let entries = try? FileSystem.entries(of: root + "/vocabularies") else { return [] }
    var sources: [(String, SourceText)] = []
    for (name, kind) in entries {
      guard let name, name.hasSuffix(".yaml") else { continue }
      let path = "vocabularies/" + name
      guard kind == .file || isInside(path) else {
        findings.append(outside(path))
        continue
      }
      switch read(path) {
      case .success(let source): sources.append((String(name.dropLast(5)), source))
      case .failure(let refusal): findings.append(refusal.finding)
      }
    }
    return sources
  }

  /// Lists all files below the folder, and returns the paths of records. Folders that are not part
  /// of the content are skipped, with a finding for each page in them.
  mutating func list(model: Model, ignoring ignored: [String] = []) -> [String] {
    self.ignored = IgnoredPaths(ignored)
    var pages: [String] = []
    var folders = model.types.map(\.folder) + ["media"]
    folders.sort { $0.precedesInBytes($1) }
    for folder in folders where isFolderOfOurs(folder) { walk(folder, depth: 0, isType: folder != "media", &pages) }
    reportStrays(model)
    return pages
  }

  /// Returns false and reports a finding if a folder is a link that leads out of the content:
  /// nobody checked the files there for publication.
  private mutating func isFolderOfOurs(_ folder: String) -> Bool {
    guard FileSystem.kind(of: root + "/" + folder) == .link, !isInside(folder) else { return true }
    findings.append(outside(folder))
    return false
  }

  private mutating func walk(_ folder: String, depth: Int, isType: Bool, _ pages: inout [String]) {
    let entries: [(name: String?, kind: FileSystem.Kind)]
    do {
      entries = try FileSystem.entries(of: root + "/" + folder)
    } catch {
      if !error.isMissing { findings.append(unreadable(folder, error)) }
      return
    }
    for (name, kind) in entries {
      guard let name else {
        findings.append(
          Diagnostic(
            .error, "invalid-file-name", path: shown(folder), "a file in this folder has a name that is not UTF-8; rename it"))
        continue
      }
      let path = folder + "/" + name
      if ignored.contains(path) { continue }
      var kind = kind
      if kind == .link {
        guard isInside(path) else {
          findings.append(outside(path))
          continue
        }
        kind = FileSystem.kindFollowingLinks(of: root + "/" + path) ?? .other
        if kind == .folder {
          linkedFolders += 1
          // A few links that lead in circles would find each other again below every folder.
          guard linkedFolders <= Self.mostLinkedFolders else {
            findings.append(
              Diagnostic(
                .warning, "file-passed-over", path: shown(path),
                "the content has more than \(Self.mostLinkedFolders) links to folders; this one is passed over"))
            continue
          }
        }
      }
      switch kind {
      case .folder: if depth < 8 { walk(path, depth: depth + 1, isType: isType, &pages) }
      case .file:
        if isType, depth == 0, name.hasSuffix(".md") || name.hasSuffix(".yaml") {
          pages.append(path)
        } else {
          files.append(path)
        }
        if isType, depth == 0, pages.last != path, !Self.isMedia(name) {
          let ending = name.contains(".") ? "'.\(name.split(separator: ".").last ?? "")'" : "nothing"
          findings.append(
            Diagnostic(
              .warning, "file-passed-over", path: shown(path),
              "records are in files that end in .md or .yaml; this one is passed over"
            ).grouped(
              Diagnostic.Group(
                "file-passed-over \(folder) \(ending)",
                "records are in files that end in .md or .yaml; {n} files in '\(folder)/' end in \(ending) and are passed over")
            ))
        }
      case .link, .other:
        findings.append(
          Diagnostic(.warning, "file-passed-over", path: shown(path), "this is neither a file nor a folder; it is passed over"))
      }
    }
  }

  func read(_ path: String) -> Result<SourceText, SourceText.TextRefusal> {
    do {
      return try text(path)
    } catch {
      return .failure(SourceText.TextRefusal(finding: unreadable(path, error)))
    }
  }

  /// Reads a file. Of a file that is too large, it reads just enough to know that, and takes the
  /// size from the file system.
  private func text(_ path: String) throws(FileError) -> Result<SourceText, SourceText.TextRefusal> {
    let bytes = try FileSystem.read(root + "/" + path, limit: Limits.file)
    let size = bytes.count > Limits.file ? FileSystem.status(of: root + "/" + path)?.size : nil
    return SourceText.reading(bytes, path: shown(path), size: size)
  }

  private func unreadable(_ path: String, _ error: FileError) -> Diagnostic {
    let words = FileError(path: "", code: error.code).message.dropFirst(2)
    return Diagnostic(.error, "unreadable-file", path: shown(path), "this cannot be read: \(words)")
  }

  /// Returns true if a path lies in the content folder and no part of it begins with a dot. Hidden
  /// files are not content, although they stand in the folder: `.git/config` may hold a password.
  private func isInside(_ path: String) -> Bool {
    guard let real = FileSystem.realPath(of: root + "/" + path), real.hasPrefix(root + "/") else { return false }
    return !real.dropFirst(root.count).contains("/.")
  }

  private func outside(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, "link-outside", path: shown(path),
      "this symbolic link leads out of the content folder, to a hidden file or nowhere; copy the file instead")
  }
}
