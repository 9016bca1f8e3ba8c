import Testing
import Text

@testable import Knowledge

/// casebook.yaml becomes settings; each mistake in it is a finding at its place.
struct SettingsReaderTests {
  private func read(_ text: String) -> (settings: Settings, findings: [String]) {
    let (settings, findings) = Settings.read(SourceText(path: "s", bytes: Array(text.utf8)))
    return (settings, findings.map { String($0.description.dropFirst(2)) })
  }

  @Test func `a title is enough, and the rest follows`() {
    let (settings, findings) = read("title: Small\n")
    #expect(findings == [])
    #expect(settings.title == Labels(any: "Small"))
    #expect(settings.languages == ["en"] && settings.defaultLanguage == "en")
    #expect(settings.sensitivities == ["public", "restricted", "confidential"])
    #expect(settings.editions.isEmpty && settings.views.isEmpty && settings.navigation.isEmpty && settings.baseURL == nil)
    #expect(settings.isTrustworthy)
  }

  @Test func `the first language is the default unless another is named`() {
    #expect(read("title: A\nlanguages: [fr, en]\n").settings.defaultLanguage == "fr")
    #expect(read("title: A\nlanguages: [fr, en]\ndefault_language: en\n").settings.defaultLanguage == "en")
  }

  @Test func `a base URL ends in a stroke`() {
    #expect(read("title: A\nbase_url: https://example.org/a\n").settings.baseURL == "https://example.org/a/")
    #expect(read("title: A\nbase_url: https://example.org/a/\n").settings.baseURL == "https://example.org/a/")
  }

  @Test func `an edition shows the least sensitive and what is published, unless it says more`() {
    let edition = read("title: A\neditions: {open: {}}\n").settings.editions[0]
    #expect(edition.name == "open" && edition.shows == ["public"] && edition.consent == nil)
    #expect(edition.statuses == ["published", "superseded"])
  }

  @Test func `an edition never shows the strictest sensitivity, even where it says so`() {
    let (settings, _) = read("title: A\neditions: {all: {shows: [public, restricted, confidential]}}\n")
    #expect(settings.editions[0].shows == ["public", "restricted"])
  }

  @Test(
    arguments: [
      ("{consent: [given]}", ["given"]), ("{consent: given}", ["given"]), ("{consent: []}", []), ("{consent: }", []),
      ("{}", nil),
    ] as [(String, Set<String>?)])
  func `consent with nothing behind it takes none, and without the key none is asked for`(edition: String, taken: Set<String>?)
  {
    #expect(read("title: A\neditions: {open: \(edition)}\n").settings.editions[0].consent == taken)
  }

  @Test func `the first edition is the default one`() {
    let (settings, _) = read("title: A\neditions: {open: {}, team: {shows: [public, restricted]}}\n")
    #expect(settings.edition(nil)?.name == "open")
    #expect(settings.edition("team")?.shows == ["public", "restricted"])
    #expect(settings.edition("none") == nil)
  }

  @Test func `a view has all that casebook.yaml says of it`() throws {
    let (settings, findings) = read(
      """
      title: A
      views:
        - {id: one, kind: matrix, type: note, label: {en: One}, rows: a, columns: b}
        - {id: two, kind: list, type: note, filter: {a: [x, y], b: z}, group: a, sort: b}
      """)
    #expect(findings == [])
    #expect(settings.views.map(\.kind) == [.matrix, .list])
    #expect(settings.views[0].rows == "a" && settings.views[0].columns == "b" && settings.views[0].label["en"] == "One")
    #expect(settings.views[1].label == Labels(any: "two"))
    #expect(settings.views[1].filter.map { "\($0.field)=\($0.values)" } == ["a=[\"x\", \"y\"]", "b=[\"z\"]"])
  }

  @Test(arguments: [
    ("", "1:1: error: casebook.yaml must have a title; this file is empty [empty-file]"),
    ("description: A", "1:1: error: casebook.yaml must have a title [missing-key]"),
    ("title: A\ntilte: B", "2:1: error: casebook.yaml has no key 'tilte'; did you mean 'title'? [unknown-key]"),
    (
      "title: A\nlanguages: [en, EN]",
      "2:17: error: 'EN' is not a language code such as en, fr or pt-br (lower case) [invalid-language]"
    ),
    ("title: A\nlanguages: [en, en]", "2:17: error: 'en' stands twice in 'languages'; once is enough [invalid-language]"),
    (
      "title: A\nlanguages: [en, fr]\ndefault_language: fre",
      "3:19: error: 'default_language' is one of 'languages'; did you mean 'fr'? [unknown-value]"
    ),
    (
      "title: A\nbase_url: example.org",
      "2:11: error: a base URL must be a web address such as https://example.org/records/ [invalid-url]"
    ),
    (
      "title: A\neditions: {open: {shows: [pubic]}}",
      "2:27: error: there is no sensitivity 'pubic'; did you mean 'public'? [unknown-value]"
    ),
    (
      "title: A\neditions: {open: {status: [publishd]}}",
      "2:28: error: there is no status 'publishd'; did you mean 'published'? [unknown-value]"
    ),
    (
      "title: A\neditions: {open: {show: [public]}}",
      "2:19: error: an edition has no key 'show'; did you mean 'shows'? [unknown-key]"
    ),
    ("title: A\nviews: {id: x}", "2:8: error: 'views' must be a list [wrong-kind]"),
    ("title: A\nviews: [{id: x, kind: list}]", "2:9: error: a view must have an id, a kind and a type [missing-key]"),
    (
      "title: A\nviews: [{id: x, kind: lists, type: note}]",
      "2:23: error: there is no kind of view 'lists'; did you mean 'list'? [unknown-value]"
    ),
  ])
  func `what settings get wrong is said at its place`(text: String, finding: String) {
    #expect(read(text).findings == [finding])
  }

  @Test(arguments: ["index", "search", "404", "con", "My view", "a_b", "é"])
  func `a view has a name that can be a page`(id: String) {
    let (settings, findings) = read("title: A\nviews: [{id: \"\(id)\", kind: list, type: note}]")
    #expect(settings.views.isEmpty)
    #expect(findings.count == 1 && findings[0].hasPrefix("2:9: error: a view's id becomes the name of its page"), "\(findings)")
  }

  @Test(arguments: [
    ("title: A\neditions: {open: {shows: [pubic]}}", false), ("title: A\neditions: {open: {show: [public]}}", false),
    ("title: A\nedition: {open: {}}", false), ("title: [A", false), ("", false), ("title: A\ntitle: B", false),
    ("title: A\nlanguages: [English]", true), ("title: A\nviews: 1", true), ("title: A", true),
  ])
  func `settings are trusted only where it is certain who may see what`(text: String, isTrustworthy: Bool) {
    #expect(read(text).settings.isTrustworthy == isTrustworthy)
  }

  @Test(arguments: [
    ("https://example.org/", true), ("http://a.b/c/", true), ("HTTPS://example.org/", false), ("https://", false),
    ("ftp://example.org/", false), ("https://example.org/?a", false), ("https://example.org/#a", false),
    ("https://example.org/a b", false), ("https://example.org/\"", false), ("https://exämple.org/", false),
  ])
  func `a base URL is a plain web address`(url: String, isGood: Bool) {
    #expect((Settings.problem(withBaseURL: url) == nil) == isGood)
  }
}
