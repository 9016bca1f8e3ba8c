import Knowledge
import Publication
import Templates
import Text

/// Templates, words, assets and vocabularies. Each file is taken from the first of three folders
/// that has it: the knowledge base, the folder that the command names, the program itself.
struct TemplateFolder: Sendable {
  private struct File: Sendable {
    var bytes: [UInt8]
    /// The path of the file as findings show it.
    var path: String
  }

  /// The names in ``base`` that are used, for messages.
  private static let shownNames = "'*.mustache', 'partials/*.mustache', 'style.css' and 'words/*.yaml'"

  var findings: [Diagnostic] = []
  /// The theme's files by their paths in the folder of templates.
  private var theme: [String: File]
  /// The knowledge base's own files by their paths in the `templates/` of its content folder.
  private var base: [String: File] = [:]
  private let baseFolder: String

  /// - Parameters:
  ///   - path: a folder of templates; nil for those of the program.
  ///   - content: the content folder; it may have no `templates/`.
  init(_ path: String?, content: String) throws(BuildFailure) {
    theme = [:]
    for (name, bytes) in ShippedFiles.all { theme[name] = File(bytes: bytes, path: "Templates/" + name) }
    var content = content
    while content.count > 1, content.hasSuffix("/") { content.removeLast() }
    baseFolder = content + "/templates"
    if let path, FileSystem.kindFollowingLinks(of: path) != .folder {
      throw .files("there is no folder of templates '\(path)'; leave --templates out to use those that come with the program")
    }
    do {
      if let path { try read(path, under: "", follows: true, into: \.theme) }
      switch FileSystem.kind(of: baseFolder) {
      case .folder: try read(baseFolder, under: "", follows: false, into: \.base)
      case nil: break
      default: findings.append(passedOver(baseFolder, "this is not a folder; it is passed over"))
      }
    } catch {
      throw BuildFailure(error, doing: "cannot read the templates")
    }
    for name in base.keys.sorted() where !Self.isKnown(name) {
      // As everywhere in the content, README files, hidden files and backup files of an editor need
      // no finding.
      let last = name.split(separator: "/").last ?? ""
      defer { base[name] = nil }
      if last.hasPrefix(".") || last.hasSuffix("~") || last.lowercased().hasPrefix("readme.") { continue }
      findings.append(
        passedOver(base[name]!.path, "a knowledge base's own templates are \(Self.shownNames); this is passed over"))
    }
  }

  /// - Parameter follows: true to follow links. Links in the content could lead anywhere and are
  ///   not followed.
  private mutating func read(
    _ path: String, under prefix: String, follows: Bool, into files: WritableKeyPath<Self, [String: File]>
  ) throws(FileError) {
    for (name, kind) in try FileSystem.entries(of: path) {
      guard let name else { continue }
      let file = path + "/" + name
      switch kind == .link && follows ? FileSystem.kindFollowingLinks(of: file) ?? .other : kind {
      case .folder:
        if prefix.utf8.count < 200 { try read(file, under: prefix + name + "/", follows: follows, into: files) }
      case .file:
        self[keyPath: files][prefix + name] = File(bytes: try FileSystem.read(file, limit: 4 << 20), path: file)
      case .link, .other:
        findings.append(passedOver(file, "this is neither a file nor a folder; it is passed over"))
      }
    }
  }

  private func passedOver(_ path: String, _ message: String) -> Diagnostic {
    Diagnostic(.warning, "file-passed-over", path: path, message)
  }

  private static func isKnown(_ name: String) -> Bool {
    let parts = name.split(separator: "/")
    return switch parts.count {
    case 1: name == "style.css" || name.hasSuffix(".mustache")
    case 2: parts[0] == "partials" && name.hasSuffix(".mustache") || parts[0] == "words" && name.hasSuffix(".yaml")
    default: false
    }
  }

  /// The knowledge base's own words and templates.
  var own: [SourceText] {
    base.filter { $0.key.hasSuffix(".yaml") || $0.key.hasSuffix(".mustache") }.sorted { $0.key.precedesInBytes($1.key) }
      .map { SourceText(path: $0.value.path, bytes: $0.value.bytes) }
  }

  private func names(in prefix: String, ending: String) -> [String] {
    theme.keys.filter { $0.hasPrefix(prefix) && $0.hasSuffix(ending) }.sorted { $0.precedesInBytes($1) }
  }

  private mutating func text(_ file: File?) -> SourceText? {
    guard let file else { return nil }
    switch SourceText.reading(file.bytes, path: file.path) {
    case .success(let text): return text
    case .failure(let refusal):
      findings.append(refusal.finding)
      return nil
    }
  }

  /// Returns the templates, compiled for a model.
  mutating func templates(for model: Model, words keys: [String]) -> CompiledTemplates? {
    reportTypes(model)
    let (compiled, found) = compiled(under: [], model, keys)
    findings += found
    return compiled
  }

  /// Returns the templates for forms in which records stand one after the other: the templates of
  /// the site, but what is in the theme's folder `articles/` takes the place of the layout and of
  /// what belongs to a page of its own. What is wrong with a template is told with those of the
  /// site.
  mutating func articleTemplates(for model: Model, words keys: [String]) -> CompiledTemplates? {
    compiled(under: ["articles/"], model, keys).0
  }

  /// Returns the templates for books: those for forms in which records stand one after the other,
  /// but what is in the theme's folder `book/` takes their place.
  mutating func bookTemplates(for model: Model, words keys: [String]) -> (CompiledTemplates?, [Diagnostic]) {
    compiled(under: ["articles/", "book/"], model, keys)
  }

  /// Returns the style sheet of a book, and the knowledge base's own, if it has one.
  mutating func bookStyles() -> (shared: [UInt8], own: [UInt8]?) {
    func sheet(_ name: String) -> [UInt8] { ThemeText.styles(theme["book/" + name]?.bytes ?? []) }
    return (sheet("style.css"), style().map { sheet("own.css") + BookStyle.sheet($0) })
  }

  /// The folders of the theme with the templates of single forms.
  private static let formFolders = ["articles/", "book/"]

  /// - Parameter folders: those of ``formFolders`` whose files replace those above it; of two files
  ///   the last folder's stays.
  private mutating func compiled(under folders: [String], _ model: Model, _ keys: [String]) -> (
    CompiledTemplates?, [Diagnostic]
  ) {
    func replaced<Content>(_ files: [String: Content]) -> [String: Content] {
      let shared = files.filter { file in !Self.formFolders.contains { file.key.hasPrefix($0) } }
      return folders.reduce(into: shared) { all, folder in
        let own = files.filter { $0.key.hasPrefix(folder) }.map { (String($0.key.dropFirst(folder.count)), $0.value) }
        all.merge(own) { _, own in own }
      }
    }
    let files = replaced(theme.merging(base) { _, own in own }.filter { $0.key.hasSuffix(".mustache") })
    let names = files.keys.sorted { $0.precedesInBytes($1) }
    let (set, found) = TemplateSet.load(names.compactMap { name in text(files[name]).map { (name, $0) } })
    let shipped = replaced(ShippedFiles.all.filter { $0.key.hasSuffix(".mustache") })
      .sorted { $0.key.precedesInBytes($1.key) }
      .map { ($0.key, SourceText(path: "Templates/" + $0.key, bytes: $0.value)) }
    let isWhole = !found.contains { $0.severity == .error }
    let sets = (isWhole ? [set] : []) + [TemplateSet.load(shipped).0]
    let (compiled, problems) = CompiledTemplates.compile(sets, model: model, words: keys)
    return (compiled, found + problems)
  }

  /// Reports templates for types that the model does not have: they would never be used.
  private mutating func reportTypes(_ model: Model) {
    for name in base.keys.sorted() {
      for (prefix, page) in [("record-", RecordType.PageKind.own), ("list-", .list)] where name.hasPrefix(prefix) {
        let type = String(name.dropFirst(prefix.count).dropLast(".mustache".count))
        guard !model.types.contains(where: { $0.name == type && $0.page == page }) else { continue }
        findings.append(
          Diagnostic(
            .warning, "file-passed-over", path: base[name]!.path,
            "no type '\(type)' has such pages, so this template is passed over",
            suggestion: nearestName(to: type, among: model.types.filter { $0.page == page }.map(\.name))))
      }
    }
  }

  /// Returns the words of the interface in each language. A word that a language lacks is taken
  /// from English or, if English lacks it too, from the first of `languages` that has it.
  mutating func words(_ languages: [String]) -> [String: Words] {
    var english = words(of: "en") ?? Words(language: "en", texts: [:])
    var read: [String: Words] = [:]
    for language in languages {
      // A region without words of its own uses those of its language: pt-br uses pt.
      let base = String(language.prefix { $0 != "-" })
      read[language] = language == "en" ? english : words(of: language) ?? words(of: base)
    }
    for language in languages { if let own = read[language] { english = english.filled(from: own) } }
    var all = ["en": english]
    for language in languages {
      let own = read[language]
      if own == nil {
        findings.append(
          Diagnostic(
            .warning, "no-words", path: "\(baseFolder)/words/\(language).yaml",
            "there are no words of the interface in '\(language)': its pages use English words; write them with 'casebook words \(language)' and translate them"
          ))
      }
      if let own, language != "en" { reportMissing(in: own, language, english) }
      // A language always has a name in its own words: readers look for it in the menu.
      let isItsOwn = own?.language == language && own?.keys.contains("languages_name") == true
      let name = isItsOwn ? [:] : ["languages_name": LanguageTag.ownName(of: language)]
      all[language] = Words(language: language, texts: name).filled(from: own ?? english).filled(from: english)
    }
    return all
  }

  /// Reports the words that a language lacks, if the program does not ship the language.
  private mutating func reportMissing(in words: Words, _ language: String, _ english: Words) {
    let missing = Set(english.keys).subtracting(words.keys).sorted()
    guard !missing.isEmpty, words.language == language else { return }
    let some = missing.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
    let more = missing.count > 3 ? " and \(missing.count - 3) more" : ""
    let inTheme = ShippedFiles.all["languages/\(language).yaml"] == nil ? theme["languages/\(language).yaml"] : nil
    findings.append(
      Diagnostic(
        .warning, "no-words",
        path: base["words/\(language).yaml"]?.path ?? inTheme?.path ?? "\(baseFolder)/words/\(language).yaml",
        "the words of the interface in '\(language)' lack \(some)\(more): pages use English for these"))
  }

  /// Returns the words of a language: the knowledge base's own, then the theme's for those it
  /// lacks, then the program's.
  private mutating func words(of language: String) -> Words? {
    let name = "languages/\(language).yaml"
    let sources = [text(base["words/\(language).yaml"]), text(theme[name])].compactMap(\.self)
    let shipped = ShippedFiles.all[name].map { SourceText(path: name, bytes: $0) }
    var all: Words?
    for source in sources + [shipped].compactMap(\.self) {
      let (words, found) = Words.read(source, language: language)
      if source.path != name { findings += found }
      all = all?.filled(from: words) ?? words
    }
    return all
  }

  /// Returns the theme's vocabularies, such as countries: those of the program and of the folder of
  /// templates.
  mutating func vocabularySources() -> [(name: String, source: SourceText)] {
    names(in: "vocabularies/", ending: ".yaml").compactMap { name in
      text(theme[name]).map { (String(name.dropFirst("vocabularies/".count).dropLast(5)), $0) }
    }
  }

  /// Returns style sheets, scripts and pictures by their paths under `assets/`; the search client
  /// is under `assets/search/`. Files that are the program's own, byte for byte, are without
  /// comments and needless blanks; other style sheets are checked.
  mutating func assets() -> [(name: String, bytes: [UInt8])] {
    names(in: "assets/", ending: "").compactMap { name in
      asset(theme[name]!, name).map { (String(name.dropFirst("assets/".count)), $0) }
    }
  }

  /// The picture that stands for the knowledge base in a library of books.
  var icon: [UInt8] { theme["kiwix/icon.png"]!.bytes }

  private mutating func asset(_ file: File, _ name: String) -> [UInt8]? {
    let isShipped = file.bytes == ShippedFiles.all[name]
    if name.hasSuffix(".css") { return isShipped ? ThemeText.styles(file.bytes) : style(file) }
    return isShipped && name.hasSuffix(".js") ? ThemeText.withoutComments(file.bytes) : file.bytes
  }

  /// Returns the style sheets and scripts of a document with everything in it, by path. Those
  /// of the site come first, so that the document's own build on them.
  mutating func documentAssets() -> [(name: String, bytes: [UInt8])] {
    let names = [
      "assets/casebook.css", "assets/record.css", "assets/index.css", "articles/single.css", "assets/search/analysis.js",
      "assets/search/excerpts.js", "articles/single.js",
    ]
    return names.compactMap { name in theme[name].flatMap { file in asset(file, name).map { (name, $0) } } }
  }

  /// A knowledge base's own style sheet; nil if it has none, or one that does not parse.
  mutating func style() -> [UInt8]? { style(base["style.css"]) }

  private mutating func style(_ file: File?) -> [UInt8]? {
    guard let text = text(file) else { return nil }
    let found = StyleSheet.findings(in: text)
    findings += found
    return found.isEmpty ? text.bytes : nil
  }
}
