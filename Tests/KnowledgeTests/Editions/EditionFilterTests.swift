import Testing
import Text

@testable import Knowledge

/// An edition shows some parts of a record and leaves out the others as if nobody had written them.
struct EditionFilterTests {
  private static let base = """
    -- casebook.yaml --
    title: Small
    editions:
      open: {shows: [public]}
      team: {shows: [public, restricted], status: [review, published], consent: [given]}
    -- model.yaml --
    types:
      note:
        folder: notes
        fields:
          told: {kind: text}
          phone: {kind: text, only: [team]}
          consent: {kind: text, many: true, role: consent}
          voices:
            kind: record
            many: true
            key: id
            fields: {id: {kind: text}, consent: {kind: text, role: consent}, secret: {kind: text, only: [open]}}
          links: {kind: reference, to: [note], many: true, fields: {why: {kind: text, only: [team]}}}

    """

  private func base(_ fields: String, edition: String, body: String = "") -> SmallBase {
    SmallBase(Self.base + "-- notes/a.md --\n---\ntitle: A\n\(fields)\n---\n\n\(body)\n", edition: edition)
  }

  @Test(arguments: [
    ("sensitivity: public", true, false), ("sensitivity: public\nconsent: [given]", true, true),
    ("sensitivity: restricted\nconsent: [given]", false, true), ("sensitivity: confidential\nconsent: [given]", false, false),
    ("consent: [given]", false, false), ("sensitivity: public\nconsent: [refused]", true, false),
    ("sensitivity: public\nconsent: [given, refused]", true, false),
    ("sensitivity: public\nconsent: [given]\nstatus: draft", false, false),
    ("sensitivity: public\nconsent: [given]\nstatus: review", false, true),
    ("sensitivity: public\nconsent: [given]\nstatus: superseded", true, false),
    ("sensitivity: public\nconsent: [given]\nstatus: withdrawn", false, false),
    ("sensitivity: public\nconsent: [given]\nonly: [team]", false, true),
    ("sensitivity: public\nconsent: [given]\nonly: [open]", true, false),
    ("sensitivity: public\nconsent: [given]\nonly: [open, team]", true, true),
  ])
  func `a record is shown where its sensitivity, status, consent and editions allow it`(
    fields: String, isOpen: Bool, isInTeam: Bool
  ) {
    for (edition, isShown) in [("open", isOpen), ("team", isInTeam)] {
      let base = base(fields, edition: edition)
      #expect((base["note/a"] != nil) == isShown, "\(edition)")
      #expect(base.visible.withheld == (isShown ? [] : ["note/a"]), "\(edition)")
    }
  }

  @Test(arguments: [
    ("", true), ("status: draft", false), ("status: review", false), ("status: withdrawn", false),
    ("sensitivity: restricted", true),
    ("sensitivity: confidential", false),
  ])
  func `without editions all is shown but drafts, what was withdrawn, and the strictest`(field: String, isShown: Bool) {
    let base = SmallBase(
      """
      -- model.yaml --
      types: {note: {folder: notes}}
      -- notes/a.md --
      ---
      title: A
      \(field)
      ---
      """, edition: "none")
    #expect((base["note/a"] != nil) == isShown)
  }

  @Test(arguments: [("public", 1), ("restricted", 0), ("confidential", 0)])
  func `a withdrawn record is told only where it would have been shown`(sensitivity: String, count: Int) {
    let base = base("sensitivity: \(sensitivity)\nstatus: withdrawn", edition: "open")
    #expect(base.visible.withdrawn.count == count)
    #expect(base["note/a"] == nil && base.visible.withheld == ["note/a"])
  }

  private static let shown = "sensitivity: public\nconsent: [given]\ntold: said\n"

  @Test(arguments: [
    ("phone: 'x'", "phone", "", "\"x\""), ("links: [{to: a, why: so}]", "links", "[→ a {}]", "[→ a {why: \"so\"}]"),
    (
      "voices: [{id: x, consent: given, secret: s}]", "voices", "[{id: \"x\", consent: \"given\", secret: \"s\"}]",
      "[{id: \"x\", consent: \"given\"}]"
    ),
    (
      "voices: [{id: x, consent: refused}, {id: y, consent: given}]", "voices",
      "[{id: \"x\", consent: \"refused\"}, {id: \"y\", consent: \"given\"}]", "[{id: \"y\", consent: \"given\"}]"
    ),
    ("voices: [{id: x}]", "voices", "[{id: \"x\"}]", ""), ("redact: [told]", "told", "", ""),
    ("redact: [{part: told, only: [team]}]", "told", "", "\"said\""),
    ("redact: [{part: told, only: [open]}]", "told", "\"said\"", ""), ("redact: [told]", "redact", "", ""),
    ("only: [open, team]", "only", "", ""),
  ])
  func `fields and entries for other editions are cut, and so are the words that cut them`(
    fields: String, field: String, open: String, team: String
  ) {
    #expect(base(Self.shown + fields, edition: "open").shown("note/a", field) == open)
    #expect(base(Self.shown + fields, edition: "team").shown("note/a", field) == team)
  }

  @Test func `a keyed entry that is cut is known as withheld, so that nobody hears of it`() {
    let base = base(Self.shown + "voices: [{id: x}, {id: y, consent: given}]", edition: "team", body: "[[a#x]] [[a#y]]")
    #expect(base["note/a"]?.withheldParts == ["x"])
    #expect(base.findings == [])
  }

  @Test func `a redacted section is cut with all below it, and links to it are left out in silence`() {
    let body = "[[a#names]] [[a#one]]\n\n## Names\n\nBo\n\n### One\n\nAl\n\n## Other\n\nText\n"
    let base = base(Self.shown + "redact: [\"#names\"]", edition: "open", body: body)
    #expect(base.findings == [])
    let compiled = base.graph.compiled[0].texts[0].body
    #expect(compiled.headings.map(\.anchor) == ["other"])
    #expect(compiled.withheldAnchors == ["names", "one"])
    #expect(!compiled.shown.contains("Bo") && !compiled.shown.contains("Al") && compiled.shown.contains("Text"))
  }

  @Test func `where a section to cut is not found, nothing of the text is shown`() {
    let base = base(Self.shown + "redact: [\"#nmaes\"]", edition: "open", body: "## Names\n\nBo\n")
    #expect(
      base.findings == [
        "notes/a.md:8:1: error: 'redact' names the section 'nmaes', which is not in this text; the whole text is left out [unknown-redaction]"
      ])
    #expect(base.graph.compiled[0].texts[0].body.shown == "")
  }

  @Test func `a translation is cut like its original`() throws {
    let base = SmallBase(
      """
      -- casebook.yaml --
      title: Small
      languages: [en, fr]
      editions: {open: {shows: [public]}}
      -- model.yaml --
      types: {note: {folder: notes, fields: {told: {kind: text}}}}
      -- notes/a.md --
      ---
      title: A
      sensitivity: public
      told: said
      also: [X]
      redact: [told, also]
      ---
      -- notes/a.fr.md --
      ---
      title: A
      told: dit
      also: [Y]
      ---
      """, edition: "open")
    let record = try #require(base["note/a"])
    #expect(record.texts.allSatisfy { text in text.values.keys.allSatisfy { $0 == CommonField.title.rawValue } })
    #expect(record.texts.allSatisfy { $0.also.isEmpty })
  }
}
