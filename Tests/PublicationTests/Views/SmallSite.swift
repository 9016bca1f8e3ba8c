import Foundation
import Knowledge
import Text

@testable import Publication

/// A knowledge base in one literal, with `-- path --` before each file. It is read as the program
/// reads a folder.
struct SmallSite {
  let site: Site
  let shapes: PageShapes

  /// - Parameter reversed: reads the files in the opposite order, which must not change the result.
  init(_ literal: String, reversed: Bool = false, baseURL: String? = nil, release: String = "1") throws {
    var files: [(path: String, text: String)] = []
    for line in literal.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("-- "), line.hasSuffix(" --") {
        files.append((String(line.dropFirst(3).dropLast(3)), ""))
      } else if !files.isEmpty {
        files[files.count - 1].text += line + "\n"
      }
    }
    if reversed { files.reverse() }
    func source(_ path: String) -> SourceText {
      SourceText(path: path, bytes: Array((files.first { $0.path == path }?.text ?? "").utf8))
    }
    let (model, modelFindings) = Model.read(source("model.yaml"))
    let (settings, settingsFindings) = Settings.read(source("casebook.yaml"))
    var findings = modelFindings + settingsFindings
    let vocabularies = Vocabularies(
      files.filter { $0.path.hasPrefix("vocabularies/") }.sorted { $0.path < $1.path }.map { file in
        let (vocabulary, found) = Vocabulary.read(source(file.path), name: String(file.path.dropFirst(13).dropLast(5)))
        findings += found
        return vocabulary
      })
    let parser = PageParser(model: model, vocabularies: vocabularies, settings: settings)
    var pages: [ParsedPage] = []
    for file in files {
      guard let place = PagePath(path: file.path, model: model, languages: settings.languages) else { continue }
      let (parsed, found) = parser.parse(source(file.path), at: place)
      pages += parsed
      findings += found
    }
    let assembly = Assembler.assemble(pages, model: model, settings: settings)
    let filter = EditionFilter(model: model, vocabularies: vocabularies, settings: settings, edition: settings.editions.first)
    let visible = filter.filter(assembly)
    let compiled = visible.records.map { record in
      CompiledRecord(texts: record.texts.map { _ in CompiledText(body: CompiledBody(), fields: [:]) })
    }
    let linker = Linker(visible, compiled: compiled, model: model)
    let (graph, links) = linker.graph(
      of: [linker.links(of: visible.records.indices)], settings: settings, vocabularies: vocabularies)
    findings += assembly.findings + links
    if let error = findings.first(where: { $0.severity == .error }) { throw Mistake(finding: error) }
    let words = Dictionary(uniqueKeysWithValues: settings.languages.map { ($0, Words(language: $0, texts: Self.words)) })
    site = Site(
      graph: graph, paths: SitePaths.plan(graph).0, counts: Site.Counts(graph),
      options: Site.Options(baseURL: baseURL, release: release, edition: nil, styles: [], scripts: []), words: words,
      files: [:])
    shapes = PageShapes(model: model, words: Array(Self.words.keys).sorted())
  }

  struct Mistake: Error { let finding: Diagnostic }

  /// The tests have words of their own, so that a better word in a language file breaks no test.
  private static let words = [
    "figure_rows_columns": "{0} by {1}: {2} records", "figure_most": "Most: {0} ({1}).", "figure_gaps": "{0} of {1} have none.",
    "figure_basis": "{0}: {1}, for {2} of {3}.", "figure_part": "{0}: {1}", "figure_rest": "{0} of {1} are shown here.",
    "figure_titles": "Titles", "figure_without": "Not shown: {0}.", "map_lead": "{0}: {1}, in {2} places.",
    "map_note": "No position.",
    "relations_lead": "{0}: {1}. {2}: {3}. Links: {4}.", "timeline_lead": "{0}: {1}, from {2} to {3}.", "total": "Total",
    "gap": "none",
    "count": "Number", "undated": "No date", "see_all": "See all", "list_separator": ", ", "label_end": ": ",
    "other_letters": "Other",
    "no_records": "Nothing yet.", "linked": "linked", "neighbourhood_title": "Links", "open_period": "since {0}",
    "until_period": "until {0}",
    "circa": "about {0}",
  ]

  func nodes(of view: Int, in language: String) -> NodeBuilder {
    NodeBuilder(
      site: site, languageValues: LanguageValues(site, shapes, language: language), language: language,
      path: site.path(of: .view(view), in: language))
  }

  func draw(_ id: String, in language: String = "en") -> Drawn {
    let place = site.graph.settings.views.firstIndex { $0.id == id }!
    let drawing = ViewPage(nodes: nodes(of: place, in: language), view: site.graph.settings.views[place]).draw()
    return Drawn(
      lead: drawing.lead, figure: String(decoding: drawing.figure, as: UTF8.self),
      table: String(decoding: drawing.table, as: UTF8.self),
      note: drawing.note)
  }

  struct Drawn: Equatable {
    var lead: String
    var figure: String
    var table: String
    var note: String
  }

  func neighbourhood(of record: String, in language: String = "en") -> String {
    let id = site.graph.names.record(record)!
    let nodes = NodeBuilder(
      site: site, languageValues: LanguageValues(site, shapes, language: language), language: language,
      path: site.paths.address(of: id, in: language).path)
    return String(decoding: Neighbourhood(site: site, id: id, nodes: nodes).svg(), as: UTF8.self)
  }
}

/// A book of recipes, with nothing in it that the default content has: no case, no lesson, no
/// country.
enum Recipes {
  static let settings = """
    -- casebook.yaml --
    title: Recipes
    languages: [en, ar]
    views:
      - {id: taste, kind: matrix, type: recipe, rows: kinds, columns: verdict}
      - {id: sources, kind: matrix, type: recipe, rows: verdict, columns: kinds}
      - {id: when, kind: timeline, type: recipe, field: season}
      - {id: pantry, kind: relations, type: recipe, field: uses}
      - {id: soups, kind: list, type: recipe, filter: {kinds: [hot]}, group: verdict, sort: season}
      - {id: where, kind: map, type: recipe, field: origin}
    -- model.yaml --
    types:
      recipe:
        folder: recipes
        label: Recipe
        plural: Recipes
        fields:
          verdict: {kind: term, from: [verdicts], required: true, facet: true, label: Verdict}
          tried: {kind: term, from: [trials], required: true, facet: true, label: How we know}
          kinds: {kind: term, from: [kinds], many: true, facet: true, label: Kind}
          origin: {kind: term, from: [countries], many: true, facet: true, label: From}
          season: {kind: period, facet: true, label: Years}
          uses:
            kind: reference
            to: [thing]
            many: true
            label: Uses
            inverse: {name: used_in, label: Used in}
            fields: {part: {kind: term, from: [parts], label: Part}}
      thing:
        folder: things
        label: Thing
        plural: Things
    -- vocabularies/verdicts.yaml --
    terms: [{id: good, label: Good, mark: full}, {id: poor, label: Poor, mark: cross}]
    -- vocabularies/trials.yaml --
    terms: [{id: cooked, label: Cooked}, {id: told, label: Only told, mark: empty}]
    -- vocabularies/kinds.yaml --
    terms: [{id: hot, label: Hot}, {id: soup, label: Soup, broader: hot}, {id: cold, label: Cold}]
    -- vocabularies/parts.yaml --
    terms: [{id: main, label: Main}, {id: spice, label: "Spice & salt", mark: square}]
    -- vocabularies/countries.yaml --
    terms:
      - {id: "001", label: World}
      - {id: "002", label: Africa, broader: "001"}
      - {id: "202", label: Sub-Saharan Africa, broader: "002"}
      - {id: "014", label: Eastern Africa, broader: "202"}
      - {id: KEN, label: Kenya, broader: "014"}
      - {id: ETH, label: Ethiopia, broader: "014"}
      - {id: "150", label: Europe, broader: "001"}
      - {id: FRA, label: France, broader: "150"}

    """

  static let few =
    settings + """
      -- recipes/broth.md --
      ---
      title: Broth <for> "guests" & friends
      verdict: good
      tried: cooked
      kinds: [soup]
      origin: [KEN]
      season: 2004/2006
      uses: [{to: salt, part: spice}, {to: bones, part: main}, water]
      ---
      -- recipes/stew.md --
      ---
      title: Stew
      summary: Slow and long.
      verdict: poor
      tried: told
      kinds: [hot]
      origin: [KEN, FRA]
      season: {start: 2001}
      uses: [{to: salt, part: spice}]
      ---
      -- recipes/salad.md --
      ---
      title: Salad
      verdict: good
      tried: told
      kinds: [cold]
      origin: [FRA]
      season: circa 2005
      uses: [{to: salt, part: spice}]
      ---
      -- recipes/toast.md --
      ---
      title: Toast
      verdict: good
      tried: told
      kinds: [cold, hot]
      ---

      """ + thing("salt", "Salt") + thing("bones", "Bones") + thing("water", "Water")

  static func thing(_ slug: String, _ title: String) -> String { "-- things/\(slug).md --\n---\ntitle: \(title)\n---\n" }

  /// - Parameter count: the number of recipes; each uses three of as many ingredients.
  static func many(_ count: Int) -> String {
    var text = settings
    for i in 0..<count {
      text += """
        -- recipes/r\(i).md --
        ---
        title: Recipe number \(i) with a title of an ordinary length
        verdict: \(i % 3 == 0 ? "poor" : "good")
        tried: \(i % 7 == 0 ? "cooked" : "told")
        kinds: [\(i % 2 == 0 ? "soup" : "cold")]
        origin: [\(i % 5 == 0 ? "KEN" : "FRA")]
        season: \(1950 + i % 60)/\(1950 + i % 60 + i % 9)
        uses: [{to: t\(i), part: main}, t\((i + 1) % count), t\((i + 7) % count)]
        ---

        """
    }
    for i in 0..<count { text += thing("t\(i)", "Thing number \(i) of the pantry") }
    return text
  }
}
