import Knowledge
import Text

/// Gathers what an edition hides, to look for it in copies.
///
/// It asks the content and the edition alone, and none of the code that makes pages: a page that
/// tells too much is seen too.
struct Hiding {
  private let vocabularies: Vocabularies
  private var texts = HiddenTexts()
  private var shownTerms: Set<TermID> = []

  /// - Parameters:
  ///   - all: All records, as they are written.
  ///   - unreadable: Pages of no record.
  ///   - bodies: The bodies of what is shown, by the id of the record, as they are written.
  ///   - theme: The templates, words and assets.
  static func texts(
    of all: [Record], unreadable: [ParsedPage], shown: CompiledContent, bodies: [String: [ArraySlice<UInt8>]],
    groundwork: Groundwork, theme: [[UInt8]]
  ) -> HiddenTexts {
    var hiding = Hiding(groundwork.vocabularies)
    for source in [groundwork.base.settingsSource, groundwork.base.modelSource] { hiding.texts.show(Array(source.bytes)) }
    for text in theme { hiding.texts.show(text) }
    let slugs = Set(shown.visible.records.map(\.slug))
    for (record, compiled) in zip(shown.visible.records, shown.compiled) { hiding.show(record, compiled, slugs) }
    for text in bodies.values.flatMap(\.self) { hiding.texts.show(Array(text), hasWords: false) }
    // The pages of withdrawn records have their addresses still.
    for withdrawal in shown.visible.withdrawn { hiding.texts.show(Array(withdrawal.id.utf8)) }
    hiding.showTerms()
    for record in all { hiding.hide(record, isShown: bodies[record.id] != nil) }
    for page in unreadable {
      let origin = HiddenTexts.Origin(name: page.source.path, path: page.source.path)
      // Keys and signs of YAML would make phrases of no text.
      hiding.texts.hide(Array(page.source.bytes[page.extent]), of: origin, hasPhrases: false)
    }
    return hiding.texts
  }

  private init(_ vocabularies: Vocabularies) { self.vocabularies = vocabularies }

  private mutating func show(_ record: Record, _ compiled: CompiledRecord, _ slugs: Set<String>) {
    // A translation has the words of links to hidden records too.
    var record = record
    for index in record.texts.indices {
      record.texts[index].edgeTexts = record.texts[index].edgeTexts.mapValues {
        $0.filter { slugs.contains(Self.slug($0.target)) }
      }
    }
    for text in Self.strings(of: record, terms: { shownTerms.insert($0) }) { texts.show(text) }
    for text in compiled.texts {
      for body in [text.body] + text.fields.map(\.body) {
        texts.show(Self.html(of: body))
        for section in body.text { texts.show(Array(section.text.utf8)) }
        for link in body.references {
          if link.isUnknown { texts.show(Array(link.words.utf8)) }
          if slugs.contains(Self.slug(link.target)), let locator = link.locator { texts.show(Array(locator.utf8)) }
        }
        for file in body.files { texts.show(Array("\(file.path) \(file.alternative) \(file.title)".utf8)) }
      }
    }
  }

  /// The HTML of a body with a blank in each hole: a link may begin inside a word.
  private static func html(of body: CompiledBody) -> [UInt8] {
    var html = body.html
    for hole in body.holes.reversed() { html.insert(UInt8(ascii: " "), at: min(hole.offset, html.count)) }
    return html
  }

  /// The slug in a name such as `case/night-patrol` or `../cases/night-patrol.md`.
  private static func slug(_ target: String) -> String {
    String(target.split(separator: "/").last?.prefix { $0 != "." } ?? "")
  }

  /// A term is shown with its broader ones. A term that no record has is nobody's secret.
  private mutating func showTerms() {
    for (number, vocabulary) in vocabularies.all.enumerated() {
      for index in vocabulary.terms.indices where shownTerms.contains(TermID(vocabulary: number, term: index)) {
        for term in vocabulary.lineage(of: index) { shownTerms.insert(TermID(vocabulary: number, term: term)) }
      }
    }
    for term in shownTerms { for text in names(of: term) { texts.show(Array(text.utf8)) } }
  }

  /// - Parameter isShown: True if a part of the record is shown. Of its body only words are looked
  ///   for: those of comments and of sections that are cut.
  private mutating func hide(_ record: Record, isShown: Bool) {
    let origin = HiddenTexts.Origin(name: record.id, path: record.source.path)
    var terms: Set<TermID> = []
    for text in Self.strings(of: record, terms: { terms.insert($0) }) { texts.hide(text, of: origin) }
    for text in record.texts { texts.hide(Array(text.body.bytes), of: origin, hasPhrases: !isShown) }
    for term in terms.subtracting(shownTerms).sorted() {
      for text in names(of: term) { texts.hide(Array(text.utf8), of: origin) }
    }
  }

  private func names(of term: TermID) -> [String] {
    let term = vocabularies[term]
    return [term.id] + (term.label.all + term.definition.all).map(\.text) + term.also.values.flatMap(\.self)
  }

  /// All texts of a record but the bodies.
  private static func strings(of record: Record, terms: (TermID) -> Void) -> [[UInt8]] {
    var found: [[UInt8]] = [Array(record.slug.utf8)]
    func collect(_ value: Value) {
      switch value {
      case .text(let text), .url(let text): found.append(Array(text.utf8))
      case .markdown(let text): found.append(Array(text.bytes))
      case .file(let file): found.append(Array(file.path.utf8))
      case .term(let term): terms(term)
      case .reference(let reference):
        found.append(Array((reference.target + (reference.part.map { "#" + $0 } ?? "")).utf8))
        for value in reference.fields { if let value { collect(value) } }
      case .record(let entry): for value in entry.values { if let value { collect(value) } }
      case .list(let values): for value in values { collect(value) }
      case .number, .boolean, .date, .datetime, .duration, .period, .language: break
      }
    }
    for text in record.texts {
      found.append(Array(text.title.utf8))
      for name in text.also.values.flatMap(\.self) { found.append(Array(name.utf8)) }
      for value in text.values.values { collect(value) }
      for links in text.edgeTexts.values { for link in links { collect(.reference(link)) } }
    }
    for value in record.values { if let value { collect(value) } }
    return found
  }
}

extension HiddenTexts {
  /// Reads a knowledge base and returns what an edition of it hides.
  static func read(_ options: BuildOptions) async throws(BuildFailure) -> HiddenTexts {
    let groundwork = try Groundwork.read(options)
    let choice = try EditionChoice(options, groundwork.settings)
    let stages = Stages(groundwork: groundwork, options: options, memory: NoMemory())
    let content = try await stages.screened(Timings())
    let all = content.assembly.records + content.withheld
    let unreadable = content.unreadable.values.flatMap(\.self)
    let (visible, _) = await stages.show(content, in: choice)
    let bodies = Dictionary(
      visible.records.map { ($0.id, $0.texts.map(\.body.bytes)) }, uniquingKeysWith: { first, _ in first })
    let (shown, _) = await stages.compile(visible, in: choice, into: nil)
    let own = [options.content + "/templates"] + (options.templates.map { [$0] } ?? [])
    var theme = Array(ShippedFiles.all.values)
    for folder in own where FileSystem.kindFollowingLinks(of: folder) == .folder {
      for path in (try? FileSystem.everything(below: folder)) ?? [] {
        if let bytes = try? FileSystem.read(folder + "/" + path) { theme.append(bytes) }
      }
    }
    return Hiding.texts(of: all, unreadable: unreadable, shown: shown, bodies: bodies, groundwork: groundwork, theme: theme)
  }
}
