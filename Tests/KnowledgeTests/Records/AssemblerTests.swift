import Testing
import Text

@testable import Knowledge

/// Pages with one id become one record: the original, its translations, and the strictest
/// sensitivity of them all.
struct AssemblerTests {
  private static let base = """
    -- casebook.yaml --
    title: Small
    languages: [en, fr, es]
    editions: {open: {shows: [public]}, team: {shows: [public, restricted]}}
    -- model.yaml --
    types:
      note:
        folder: notes
        fields:
          size: {kind: integer}
          told: {kind: text}
          long: {kind: markdown}
          steps: {kind: record, many: true, key: id, fields: {id: {kind: text}, name: {kind: text}, size: {kind: integer}}}
      term: {folder: terms, sensitivity: restricted}

    """

  private func page(_ path: String, _ fields: String) -> String { "-- \(path) --\n---\n\(fields)\n---\n\nText of \(path).\n" }

  private func assembled(_ pages: String...) -> SmallBase { SmallBase(Self.base + pages.joined()) }

  @Test func `a record has its original first, then translations in the order of the languages`() throws {
    let base = assembled(
      page("notes/a.es.md", "title: Es"), page("notes/a.fr.md", "title: Fr"),
      page("notes/a.md", "title: En\nsensitivity: public"))
    let record = try #require(base["note/a"])
    #expect(record.texts.map(\.language) == ["en", "fr", "es"])
    #expect(record.texts.map(\.title) == ["En", "Fr", "Es"])
    #expect(base.findings == [])
  }

  @Test func `a record may be written in another language than the default one`() throws {
    let base = assembled(page("notes/a.fr.md", "title: Fr\nsensitivity: public"))
    #expect(base["note/a"]?.originalLanguage == "fr")
    #expect(base.findings == [])
  }

  @Test func `two files of one language are a finding at the second, which is left out`() throws {
    let base = assembled(
      page("notes/a.md", "title: One\nsensitivity: public"), page("notes/a.en.md", "title: Two\nsensitivity: public"))
    #expect(base["note/a"]?.texts.map(\.title) == ["One"])
    #expect(
      base.findings == [
        "notes/a.en.md:1:1: error: 'note/a' is already in notes/a.md (in en); a record has one file for each language [duplicate-id]"
      ])
  }

  @Test func `a translation says texts, other names and the body, and the rest is the original's`() throws {
    let base = assembled(
      page("notes/a.md", "title: En\nsensitivity: public\nsize: 3\ntold: said\nlong: Long\nalso: [X]"),
      page("notes/a.fr.md", "title: Fr\ntold: dit\nlong: Longue\nalso: [Y]"))
    let record = try #require(base["note/a"])
    let place = try #require(base.model.types[0].index(of: "told"))
    #expect(base.findings == [])
    #expect(record.texts[1].values[place]?.texts == ["dit"] && record.values[place]?.texts == ["said"])
    #expect(record.texts.map(\.also) == [["": ["X"]], ["": ["Y"]]])
    #expect(base.shown("note/a", "size") == "3")
  }

  @Test func `a translation says what links say, and neither adds a link nor changes its terms`() throws {
    let near = "near: {kind: reference, to: [note], many: true, fields: {why: {kind: text}, far: {kind: integer}}}"
    let link = Self.base.replacing("told: {kind: text}", with: "told: {kind: text}\n      \(near)")
    let base = SmallBase(
      link + page("notes/a.md", "title: En\nsensitivity: public\nnear: [{to: b, why: Same road, far: 3}, c]")
        + page("notes/b.md", "title: B\nsensitivity: public") + page("notes/c.md", "title: C\nsensitivity: public")
        + page("notes/a.fr.md", "title: Fr\nnear: [{to: b, why: Même route, far: 4}, {to: d, why: Loin}]"))
    let record = try #require(base["note/a"])
    let place = try #require(base.model.types[0].index(of: "near"))
    #expect(record.texts[1].edgeTexts[place]?.map(\.target) == ["b"])
    #expect(record.texts[1].edgeTexts[place]?.first?.fields.map { $0?.texts ?? [] } == [["Même route"], []])
    #expect(base.edges("near") == ["note/a → note/b", "note/a → note/c"])
    #expect(
      base.findings.filter { $0.hasSuffix("[not-translatable]") }.map { $0.replacing(/:\d+:\d+:/, with: ":") } == [
        "notes/a.fr.md: error: a translation holds the texts of a link; 'far' is the original's [not-translatable]",
        "notes/a.fr.md: error: a translation gives the texts of links that the original has; its 'near' does not link 'd' [not-translatable]",
      ])
  }

  @Test func `a translation without a title has the original's`() throws {
    let base = assembled(page("notes/a.md", "title: En\nsensitivity: public"), page("notes/a.fr.md", "told: dit"))
    #expect(base["note/a"]?.texts.map(\.title) == ["En", "En"])
  }

  @Test(arguments: ["size: 4", "related: [b]", "updated: 2017", "aliases: [c]", "owner: X"])
  func `what belongs to the original is a finding in a translation`(field: String) {
    let name = field.prefix { $0 != ":" }
    let base = assembled(
      page("notes/a.md", "title: En\nsensitivity: public"), page("notes/b.md", "title: B\nsensitivity: public"),
      page("notes/a.fr.md", "title: Fr\n\(field)"))
    let message =
      "notes/a.fr.md:3:\(name.count + 3): error: a translation can set title, summary, texts, 'also' and the body; '\(name)' belongs to the original [not-translatable]"
    #expect(base.findings == [message])
    #expect(base["note/a"]?.texts.count == 2, "the translation is shown all the same")
  }

  @Test(arguments: ["only: [team]", "redact: [told]", "status: draft"])
  func `a translation that tries to hide something is not shown`(field: String) {
    let base = assembled(page("notes/a.md", "title: En\nsensitivity: public"), page("notes/a.fr.md", "title: Fr\n\(field)"))
    #expect(base.findings.count == 1 && base.findings[0].hasSuffix("[not-translatable]"))
    #expect(base["note/a"]?.texts.map(\.language) == ["en"])
  }

  @Test(arguments: [
    ("public", "restricted", "restricted"), ("restricted", "public", "restricted"), ("public", "public", "public"),
    ("confidential", "restricted", "confidential"),
  ])
  func `the stricter sensitivity of an original and a translation wins`(original: String, translation: String, wins: String) {
    let base = assembled(
      page("notes/a.md", "title: En\nsensitivity: \(original)"), page("notes/a.fr.md", "title: Fr\nsensitivity: \(translation)")
    )
    #expect(base["note/a"]?.sensitivity == wins)
  }

  @Test(arguments: [
    ("", "restricted"), ("sensitivity: public", "restricted"), ("sensitivity: confidential", "confidential"),
  ])
  func `a type's sensitivity holds for records that say nothing stricter`(field: String, wins: String) {
    let base = assembled(page("terms/a.md", "title: A\n\(field)"))
    #expect(base["term/a"]?.sensitivity == wins)
    #expect(base.findings == [])
  }

  @Test func `a sensitivity that is not there is none, in the original and in a translation`() {
    let base = assembled(
      page("notes/a.md", "title: En\nsensitivity: pubic"), page("notes/b.md", "title: En\nsensitivity: public"),
      page("notes/b.fr.md", "title: Fr\nsensitivity: secrte"), page("notes/c.md", "title: En"))
    #expect(base.graph.records.map(\.sensitivity) == [nil, nil, nil])
    #expect(
      base.findings == [
        "notes/a.md:3:14: error: there is no sensitivity 'pubic'; did you mean 'public'? [unknown-sensitivity]",
        "notes/b.fr.md:3:14: error: there is no sensitivity 'secrte' [unknown-sensitivity]",
        "notes/c.md:1:1: error: a record must state its sensitivity (public, restricted, confidential); without it, it is in no edition [missing-sensitivity]",
      ])
  }

  @Test(arguments: [
    ("", Status.Role.shown), ("status: review", Status.Role.draft), ("status: publishd", Status.Role.draft),
    ("status: withdrawn", Status.Role.withdrawn),
  ])
  func `a record is published unless it says so, and a draft where it says nothing that is known`(
    field: String, role: Status.Role
  ) throws {
    let record = try #require(assembled(page("notes/a.md", "title: A\nsensitivity: public\n\(field)"))["note/a"])
    #expect(Settings().role(ofStatus: record.status) == role)
  }

  @Test func `a translation is stale when the original is no longer the text that it was made from`() throws {
    let original = page("notes/a.md", "title: En\nsensitivity: public")
    let text = Array(original.utf8.dropFirst("-- notes/a.md --\n".utf8.count))
    // A file in a literal ends with the line break that separates it from the next one.
    let hash = contentHash(text[...])
    let fresh = assembled(original, page("notes/a.fr.md", "title: Fr\ntranslation: {of: \(hash), by: machine}"))
    #expect(fresh.findings == [])
    #expect(fresh["note/a"]?.texts[1].translation?.isStale == false)
    #expect(fresh["note/a"]?.texts[1].translation?.isMachineMade == true)

    let stale = assembled(original, page("notes/a.fr.md", "title: Fr\ntranslation: {of: 0123456789ab, reviewed: 2017}"))
    #expect(
      stale.findings == [
        "notes/a.fr.md:3:14: warning: the original has changed since this was translated; bring the text up to date and set 'of: \(hash)' [stale-translation]"
      ])
    #expect(stale["note/a"]?.texts[1].translation?.isStale == true)
    #expect(stale["note/a"]?.texts[1].translation?.reviewed?.iso == "2017")
  }

  @Test func `a content hash is the same with every kind of line end`() {
    let texts = ["a\nb\n\nc", "a\r\nb\r\n\r\nc", "a\rb\r\rc"]
    #expect(Set(texts.map { contentHash(Array($0.utf8)[...]) }).count == 1)
    #expect(contentHash(Array("a\nb".utf8)[...]) != contentHash(Array("a\n\nb".utf8)[...]))
    #expect(contentHash([]) == "e3b0c44298fc", "the first twelve digits of the SHA-256 of nothing")
  }

  @Test func `keyed entries keep the original's order and numbers, and take the texts of the same key`() throws {
    let base = assembled(
      page("notes/a.md", "title: En\nsensitivity: public\nsteps: [{id: x, name: One, size: 1}, {id: y, name: Two}]"),
      page("notes/a.fr.md", "title: Fr\nsteps: [{id: y, name: Deux}, {id: x, name: Un, size: 9}, {id: z, name: Trois}]"))
    let field = try #require(base.model.types[0].fields.last)
    let place = base.model.types[0].fields.count - 1
    #expect(
      base["note/a"]?.texts[1].values[place]?.shown(field, base.vocabularies)
        == "[{id: \"x\", name: \"Un\", size: 1}, {id: \"y\", name: \"Deux\"}]")
  }

  @Test(arguments: [("sensitivity: restricted", true), ("told: said", false)])
  func `a translation that cannot be read hides the record where it may have said something stricter`(
    said: String, isHidden: Bool
  ) {
    let base = assembled(page("notes/a.md", "title: En\nsensitivity: public"), page("notes/a.fr.md", "title: [\n\(said)"))
    #expect((base["note/a"] == nil) == isHidden)
    #expect(base.visible.withheld == (isHidden ? ["note/a"] : []))
  }

  @Test(arguments: [
    (
      "only: [tema]",
      "there is no edition 'tema'; without it, this record is in no edition; did you mean 'team'? [unknown-edition]"
    ),
    (
      "redact: [{part: told, only: [tema]}]",
      "there is no edition 'tema'; without it, this record is in no edition; did you mean 'team'? [unknown-edition]"
    ),
    (
      "redact: [tolt]",
      "'redact' must name a field other than the title, or a section such as '#names'; 'tolt' is neither, so this record is in no edition; did you mean 'told'? [unknown-redaction]"
    ),
    (
      "redact: [title]",
      "'redact' must name a field other than the title, or a section such as '#names'; 'title' is neither, so this record is in no edition [unknown-redaction]"
    ),
  ])
  func `a name that is not there hides the record which it was to protect`(field: String, message: String) {
    let base = assembled(page("notes/a.md", "title: A\nsensitivity: public\n\(field)"))
    #expect(base.findings.count == 1 && base.findings[0].hasSuffix("error: " + message), "\(base.findings)")
    #expect(base["note/a"] == nil)
  }

  @Test func `records are in the order of their ids, whatever the order of their files`() {
    let base = assembled(
      page("terms/a.md", "title: A"), page("notes/b.md", "title: B\nsensitivity: public"),
      page("notes/a-b.md", "title: AB\nsensitivity: public"), page("notes/a.md", "title: A\nsensitivity: public"))
    #expect(base.graph.records.map(\.id) == ["note/a", "note/a-b", "note/b", "term/a"])
    let reversed = Assembler.assemble(base.pages.reversed(), model: base.model, settings: base.settings)
    #expect(reversed.records.map(\.id) == base.graph.records.map(\.id))
  }
}
