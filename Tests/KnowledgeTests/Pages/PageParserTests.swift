import Testing
import Text

@testable import Knowledge

/// A file becomes pages. The parser finds the end of the front matter, the record, the language,
/// and the reasons to hide the page.
struct PageParserTests {
  private func split(_ text: String) -> String {
    let source = SourceText(path: "a.md", bytes: Array(text.utf8))
    switch FrontMatter.split(source) {
    case .success(let parts):
      return "\(source.string(parts.yaml).debugDescription) \(source.string(parts.body).debugDescription)"
    case .failure(let refusal): return "\(refusal.finding.start.line):\(refusal.finding.start.column) \(refusal.finding.code)"
    }
  }

  @Test(arguments: [
    ("---\ntitle: A\n---\nText\n", #""title: A\n" "Text\n""#), ("---\n---\n", #""" """#),
    ("---\ntitle: A\n---", #""title: A\n" """#),
    ("---\r\ntitle: A\r\n---\r\nText", #""title: A\r\n" "Text""#), ("---\rtitle: A\r---\rText", #""title: A\r" "Text""#),
    ("\u{FEFF}---\ntitle: A\n---\nText", #""title: A\n" "Text""#), ("--- \t\ntitle: A\n---  \nText", #""title: A\n" "Text""#),
    ("---\ntitle: A\n...\nText", #""title: A\n" "Text""#), ("---\na: ----\n---\nText\n---\n", #""a: ----\n" "Text\n---\n""#),
    ("", "1:1 empty-file"), (" \n\t\r\n", "1:1 empty-file"), ("\u{FEFF}", "1:1 empty-file"), ("# A\n", "1:1 no-front-matter"),
    (" ---\ntitle: A\n---\n", "1:1 no-front-matter"), ("--\ntitle: A\n--\n", "1:1 no-front-matter"),
    ("----\ntitle: A\n----\n", "1:1 no-front-matter"), ("\n---\ntitle: A\n---\n", "1:1 no-front-matter"),
    ("+++\ntitle = 1\n+++\n", "1:1 toml-front-matter"), ("---\ntitle: A\n", "1:1 unclosed-front-matter"),
    ("---\ntitle: A\n ---\n", "1:1 unclosed-front-matter"),
  ])
  func `front matter stands between the first line and the next one of three dashes`(text: String, expected: String) {
    #expect(split(text) == expected)
  }

  @Test(arguments: [(Limits.frontMatter, true), (Limits.frontMatter + 1, false)])
  func `front matter may be at most 64 KiB long`(length: Int, isRead: Bool) {
    let yaml = "a: " + String(repeating: "x", count: length - 4) + "\n"
    #expect(split("---\n\(yaml)---\n").hasSuffix("front-matter-too-long") == !isRead)
  }

  @Test(arguments: [
    ("notes/x.md", "note x"), ("notes/x.fr.md", "note x fr"), ("notes/x.y.md", "note x.y"), ("notes/x.y.fr.md", "note x.y fr"),
    ("notes/.fr.md", "note .fr"), ("notes/all.yaml", "note all list"), ("notes/cafe\u{301}.md", "note café"),
    ("notes/x.es.md", "note x.es"), ("notes/x.txt", "none"), ("notes/x/y.md", "none"), ("others/x.md", "none"),
    ("x.md", "none"),
    ("notes/x.yml", "none"), ("notes/x.MD", "none"),
  ])
  func `a path says the type, the name and the language of a page`(path: String, expected: String) {
    let model = Model.read(SourceText(path: "m", bytes: Array("types:\n  note: {folder: notes}\n".utf8))).0
    let place = PagePath(path: path, model: model, languages: ["en", "fr"])
    let shown = place.map {
      (["note", $0.name] + ($0.language.map { [$0] } ?? []) + ($0.form == .list ? ["list"] : [])).joined(separator: " ")
    }
    #expect(shown ?? "none" == expected)
  }

  private static let model = """
    -- casebook.yaml --
    title: Small
    editions: {open: {shows: [public]}, team: {shows: [public, restricted]}}
    -- model.yaml --
    types:
      note:
        folder: notes
        fields:
          size: {kind: integer}
          consent: {kind: text, role: consent}
      entry: {folder: entries, page: list, sensitivity: public}

    """

  @Test(arguments: [
    "sensitivty: restricted", "sensitivity: public\nsensitivity: restricted", "sensitivity: [public]",
    "sensitivity: public\nonly: []",
    "sensitivity: public\nonly: {team}", "sensitivity: public\nredcat: [size]", "sensitivity: public\nredact: [[size]]",
    "sensitivity: public\nstatus: [draft]", "sensitivity: public\nconsent: [no]", "sensitivity: public\nconsent: a\nconsent: b",
  ])
  func `what was meant to hide a record and is written wrongly hides it`(fields: String) {
    let base = SmallBase(Self.model + "-- notes/a.md --\n---\ntitle: A\n\(fields)\n---\n")
    #expect(base.findings.count >= 1)
    #expect(base["note/a"] == nil, "\(base.findings)")
    #expect(base.visible.withheld == ["note/a"])
  }

  @Test func `a value that is wrong and hides nothing leaves the record readable`() {
    let base = SmallBase(Self.model + "-- notes/a.md --\n---\ntitle: A\nsensitivity: public\nsize: many\n---\n")
    #expect(base.findings.count == 1)
    #expect(base.shown("note/a", "title") == "\"A\"")
    #expect(base.shown("note/a", "size") == "")
  }

  @Test func `a list holds records with their bodies, and what is wrong with one hides no other`() {
    let base = SmallBase(
      Self.model + """
        -- entries/all.yaml --
        - slug: one
          title: One
          body: |
            A *text*
        - title: No name
        - slug: ../two
          title: Two
        - slug: three
          title: Three
        """)
    #expect(base.graph.records.map(\.id) == ["entry/one", "entry/three"])
    #expect(String(decoding: base["entry/one"]!.texts[0].body.bytes, as: UTF8.self) == "A *text*\n")
    #expect(
      base.findings == [
        "entries/all.yaml:5:3: error: a record in a list must have a 'slug' [missing-field]",
        "entries/all.yaml:6:9: error: a record's name must not be empty, begin with a dot or contain '..' [invalid-slug]",
      ])
  }

  @Test(arguments: [
    ("", "the file is empty; it holds a list of records [empty-file]"),
    ("slug: one", "this file holds a list of records ('- slug: …'), not a mapping [wrong-kind]"),
  ])
  func `a file of records is a list`(text: String, message: String) {
    #expect(SmallBase(Self.model + "-- entries/all.yaml --\n\(text)").findings == ["entries/all.yaml:1:1: error: " + message])
  }

  @Test func `redactions may be short`() {
    let base = SmallBase(
      Self.model
        + "-- notes/a.md --\n---\ntitle: A\nsensitivity: public\nredact: [size, {part: \"#names\", only: [team]}]\n---\n")
    #expect(base.findings == [])
    #expect(base.shown("note/a", "redact") == "[{part: \"size\"}, {part: \"#names\", only: [\"team\"]}]")
  }
}
