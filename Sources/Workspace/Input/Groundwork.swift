import Formats
package import Knowledge
import Publication
import Text

/// All of a knowledge base except its records: what is needed to read the records and to make
/// pages.
package struct Groundwork: Sendable {
  /// Identifies one reading. Results that were made with the same groundwork refer to the same
  /// fields and terms.
  final class Identity: Sendable {}

  let identity = Identity()
  package var settings: Settings
  /// The input of the checks that run before any record is read.
  var base: Check.Base
  /// The sources of the content folder's own vocabularies.
  var vocabularySources: [SourceText]
  /// The content folder's own words and templates.
  var ownTexts: [SourceText]
  package var model: Model
  package var vocabularies: Vocabularies
  /// The words of the interface in the languages that are built.
  var words: [String: Words]
  /// The templates; nil if they cannot be used.
  var templates: CompiledTemplates?
  /// The folder of ``templates``; some forms of publication compile further templates from it.
  private var templateFolder: TemplateFolder
  var assets: AssetFiles
  var findings: [Diagnostic]
  /// True if an error concerns the model, or the rules for what an edition may show: no build may
  /// start from that.
  var isUnbuildable: Bool

  static func read(_ options: BuildOptions) throws(BuildFailure) -> Groundwork {
    var templates = try TemplateFolder(options.templates, content: options.content)
    var folder = try ContentFolder(options.content)
    let settingsSource = try folder.required("casebook.yaml")
    let modelSource = try folder.required("model.yaml")
    let (settings, settingsFindings) = Settings.read(settingsSource)
    let (model, modelFindings) = Model.read(modelSource)
    let own = folder.vocabularySources()
    let (vocabularies, vocabularyFindings) = vocabularies(own, and: &templates, languages: settings.languages)
    let base = Check.Base(
      model: model, modelSource: modelSource, settings: settings, settingsSource: settingsSource, vocabularies: vocabularies)
    var findings = settingsFindings + modelFindings + vocabularyFindings + Check.all.findings(of: base)
    findings += [settingsSource, modelSource].flatMap { LabelChecks.findings(in: $0, languages: settings.languages) }
    // The command refuses a choice that names no language of the content.
    let chosen = options.chosenLanguages?.filter(settings.languages.contains) ?? []
    let languages = chosen.isEmpty ? settings.languages : chosen
    let words = templates.words(languages)
    let assets = templates.assets().filter {
      settings.offersOfflineCopy || !["offline.js", "offline-worker.js"].contains($0.name)
    }
    let compiled = templates.templates(for: model, words: words["en"]!.keys)
    let style = templates.style()
    return Groundwork(
      settings: settings, base: base, vocabularySources: own.map(\.source), ownTexts: templates.own,
      model: model, vocabularies: vocabularies,
      words: words, templates: compiled, templateFolder: templates,
      assets: AssetFiles(assets, words: languages.map { words[$0]! }, style: style),
      // Notes are for people who check; a build leaves them out.
      findings: (findings + folder.findings + templates.findings).filter { options.seesEverything || $0.severity != .note },
      isUnbuildable: !settings.isTrustworthy || modelFindings.contains { $0.severity == .error })
  }

  /// Compiles the templates for forms in which records stand one after the other.
  func articleTemplates() -> CompiledTemplates? {
    var folder = templateFolder
    return folder.articleTemplates(for: model, words: words["en"]!.keys)
  }

  /// The theme's picture for libraries of books.
  var icon: [UInt8] { templateFolder.icon }

  /// Compiles the templates for books, with what is wrong with them.
  func bookTemplates() -> (CompiledTemplates?, [Diagnostic]) {
    var folder = templateFolder
    return folder.bookTemplates(for: model, words: words["en"]!.keys)
  }

  /// The style sheets of a book.
  func bookStyles() -> (shared: [UInt8], own: [UInt8]?) {
    var folder = templateFolder
    return folder.bookStyles()
  }

  /// The style sheet and the script of a document with everything in it. Headings of records are
  /// one level lower there than on pages of their own, in sheets as in the HTML.
  func documentAssets() -> SingleFile.Assets {
    var folder = templateFolder
    var (style, script): ([UInt8], [UInt8]) = ([], [])
    for (name, bytes) in folder.documentAssets() {
      if name.hasSuffix(".js") {
        script += bytes + [0x0A]
      } else {
        let isOfRecords = ["assets/casebook.css", "assets/record.css"].contains(name)
        style += isOfRecords ? HeadingLevels.lowered(bytes) : bytes
        if name == "assets/record.css", let own = folder.style() { style += HeadingLevels.lowered(own) + [0x0A] }
      }
    }
    return SingleFile.Assets(style: style, script: script)
  }

  /// Reads the content's own vocabularies, and those of the program whose names the content does
  /// not use.
  static func vocabularies(
    _ own: [(name: String, source: SourceText)], and templates: inout TemplateFolder, languages: [String]
  ) -> (Vocabularies, [Diagnostic]) {
    var sources = own
    let own = Set(sources.map(\.name))
    let labels = sources.flatMap { LabelChecks.findings(in: $0.source, languages: languages) }
    sources += templates.vocabularySources().filter { !own.contains($0.name) }
    sources.sort { $0.name.precedesInBytes($1.name) }
    let read = sources.map { Vocabulary.read($0.source, name: $0.name) }
    return (Vocabularies(read.map(\.0)), read.flatMap(\.1) + labels)
  }
}
