import Knowledge
import Publication
import Templates
import Text

/// Templates, words and assets: a folder's, and the shipped ones for whatever the folder does not have.
struct TemplateFolder: Sendable {
  private let folder: String?
  var findings: [Diagnostic] = []
  /// Files by their path in the folder.
  private var files: [String: [UInt8]] = [:]
  private var own: Set<String> = []

  init(_ path: String?) throws(BuildFailure) {
    folder = path
    files = ShippedFiles.all
    guard let path else { return }
    guard FileSystem.kindFollowingLinks(of: path) == .folder else {
      throw .files("there is no folder of templates '\(path)'; leave --templates out to use those that come with the program")
    }
    do {
      try read(path, under: "")
    } catch {
      throw BuildFailure(error, doing: "cannot read the templates")
    }
  }

  private mutating func read(_ path: String, under prefix: String) throws(FileError) {
    for (name, kind) in try FileSystem.entries(of: path) {
      guard let name else { continue }
      let file = path + "/" + name
      switch kind == .link ? FileSystem.kindFollowingLinks(of: file) ?? .other : kind {
      case .folder: if prefix.utf8.count < 200 { try read(file, under: prefix + name + "/") }
      case .file:
        files[prefix + name] = try FileSystem.read(file, limit: 4 << 20)
        own.insert(prefix + name)
      case .link, .other:
        findings.append(
          Diagnostic(.warning, "file-passed-over", path: file, "this is neither a file nor a folder; it is passed over"))
      }
    }
  }

  private func shown(_ name: String) -> String { (own.contains(name) ? folder.map { $0 + "/" } ?? "" : "Templates/") + name }

  private func names(in prefix: String, ending: String) -> [String] {
    files.keys.filter { $0.hasPrefix(prefix) && $0.hasSuffix(ending) }.sorted { $0.precedesInBytes($1) }
  }

  private mutating func text(_ name: String) -> SourceText? {
    guard let bytes = files[name] else { return nil }
    switch SourceText.reading(bytes, path: shown(name)) {
    case .success(let text): return text
    case .failure(let refusal):
      findings.append(refusal.finding)
      return nil
    }
  }

  /// The templates, compiled for a model.
  mutating func templates(for model: Model, words keys: [String]) -> CompiledTemplates? {
    let names = names(in: "", ending: ".mustache")
    let (set, found) = TemplateSet.load(names.compactMap { name in text(name).map { (name, $0) } })
    findings += found
    let shippedNames = ShippedFiles.names(in: "", ending: ".mustache")
    let (shipped, _) = TemplateSet.load(
      shippedNames.map { ($0, SourceText(path: "Templates/" + $0, bytes: ShippedFiles.all[$0]!)) })
    let unchanged = Set(names.filter { files[$0] == ShippedFiles.all[$0] }.map { String($0.dropLast(9)) })
    let wrong = Set(found.filter { $0.severity == .error }.map(\.path))
    let broken = Set(names.filter { wrong.contains(shown($0)) }.map { String($0.dropLast(9)) })
    let (compiled, problems) = CompiledTemplates.compile(
      own: set, shipped: shipped, unchanged: unchanged, broken: broken, model: model, words: keys)
    findings += problems
    return compiled
  }

  /// The words of the interface in each language: what a language lacks is said in English.
  mutating func words(_ languages: [String]) -> [String: Words] {
    let english = words(of: "en") ?? Words(language: "en", texts: [:])
    var all = ["en": english]
    for language in languages {
      // A region's words are its language's where it has none of its own: pt-br speaks pt.
      let base = String(language.prefix { $0 != "-" })
      let own = words(of: language) ?? words(of: base)
      if own == nil {
        findings.append(
          Diagnostic(
            .warning, "no-words", path: shown("languages/\(language).yaml"),
            "there are no words of the interface in '\(language)': its pages speak English; copy languages/en.yaml and translate it"
          ))
      }
      if let own, language != "en" { tellMissing(of: own, language, english) }
      // A language always has its own name: in the menu its readers look for that.
      let isItsOwn = own?.language == language && own?.keys.contains("languages_name") == true
      let name = isItsOwn ? [:] : ["languages_name": LanguageTag.ownName(of: language)]
      all[language] = Words(language: language, texts: name).filled(from: own ?? english).filled(from: english)
    }
    return all
  }

  /// What a language that is not shipped has yet to say.
  private mutating func tellMissing(of words: Words, _ language: String, _ english: Words) {
    let missing = Set(english.keys).subtracting(words.keys).sorted()
    guard !missing.isEmpty, words.language == language else { return }
    let some = missing.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
    let more = missing.count > 3 ? " and \(missing.count - 3) more" : ""
    findings.append(
      Diagnostic(
        .warning, "no-words", path: shown("languages/\(language).yaml"),
        "the words of the interface in '\(language)' lack \(some)\(more): pages say that in English"))
  }

  /// A folder's own words, and the shipped ones of that language for those that it does not have.
  private mutating func words(of language: String) -> Words? {
    let name = "languages/\(language).yaml"
    guard let source = text(name) else { return nil }
    let (words, found) = Words.read(source, language: language)
    findings += found
    guard own.contains(name), let shipped = ShippedFiles.all[name] else { return words }
    return words.filled(from: Words.read(SourceText(path: name, bytes: shipped), language: language).0)
  }

  /// Vocabularies that ship with the program or stand in the folder, such as countries.
  mutating func vocabularySources() -> [(name: String, source: SourceText)] {
    names(in: "vocabularies/", ending: ".yaml").compactMap { name in
      text(name).map { (String(name.dropFirst("vocabularies/".count).dropLast(5)), $0) }
    }
  }

  /// Style sheets, scripts and pictures, by their path under `assets/`, with the search client under `assets/search/`.
  func assets() -> [(name: String, bytes: [UInt8])] {
    names(in: "assets/", ending: "").map { (String($0.dropFirst("assets/".count)), files[$0]!) }
  }
}
