import Knowledge
import Text

/// A file of records and the pages in it.
struct ReadFile: Sendable {
  var pages: [ParsedPage]
  var findings: [Diagnostic]
}

/// A content folder with its files of records read.
struct ReadContent: Sendable {
  var folder: ContentFolder
  /// In order of path.
  var files: [ReadFile]
}

extension Stages {
  /// Reading: lists the content folder and parses each file of records separately.
  func read() async throws(BuildFailure) -> ReadContent {
    var folder = try ContentFolder(options.content)
    let draft = options.draft
    let paths = folder.list(model: groundwork.model, ignoring: groundwork.settings.ignore) + (draft.map { [$0.path] } ?? [])
    let parser = PageParser(
      model: groundwork.model, vocabularies: groundwork.vocabularies, settings: groundwork.settings)
    let files = await concurrentMap(paths, width: width) { [folder] path -> ReadFile in
      guard let pagePath = PagePath(path: path, model: parser.model, languages: parser.settings.languages) else {
        return ReadFile(pages: [], findings: [])
      }
      if let draft, draft.path == path {
        return Self.parsed(.success(SourceText(path: folder.shown(path), bytes: draft.bytes)), at: pagePath, parser)
      }
      return memory.file(path, in: folder) { Self.parsed(folder.read(path), at: pagePath, parser) }
    }
    return ReadContent(folder: folder, files: files)
  }

  private static func parsed(
    _ source: Result<SourceText, SourceText.TextRefusal>, at pagePath: PagePath, _ parser: PageParser
  ) -> ReadFile {
    switch source {
    case .success(let source):
      let (pages, findings) = parser.parse(source, at: pagePath)
      return ReadFile(pages: pages, findings: findings)
    case .failure(let refusal):
      let page = parser.unreadable(at: pagePath, source: SourceText(path: refusal.finding.path, bytes: []))
      return ReadFile(pages: [page], findings: [refusal.finding])
    }
  }
}
