import Testing

@testable import Knowledge

/// Returns the HTML of a body, with automatic links as `[name→record]`.
private func linked(_ markdown: String, _ entries: [(names: [String], record: String)], owner: String = "") -> String {
  let body = compiled(markdown, autolinks: entries, owner: owner).body
  var shown = body.shown
  for (i, reference) in body.references.enumerated() where reference.kind == .autolink {
    shown = shown.replacing("⟨link \(i)⟩", with: "[").replacing("⟨/link \(i)⟩", with: "→\(reference.target)]")
  }
  return shown.replacing("<p>", with: "").replacing("</p>\n", with: "")
}

struct AutolinkTests {
  private let names = [
    (names: ["protection", "Schutz"], record: "term/protection"), (names: ["protection cluster", "PC"], record: "org/cluster"),
    (names: ["WHO"], record: "org/who"), (names: ["don't"], record: "term/dont"), (names: ["État"], record: "term/etat"),
    (names: ["حماية"], record: "term/himaya"), (names: ["保护"], record: "term/baohu"), (names: ["ΑΓΟΡΑ"], record: "term/agora"),
    (names: ["C++"], record: "term/cpp"),
  ]

  @Test(arguments: [
    ("Protection and protection.", "[Protection→term/protection] and protection."),
    ("The Protection\nCluster and protection", "The [Protection\nCluster→org/cluster] and [protection→term/protection]"),
    ("overprotection protections protection_x", "overprotection protections protection_x"),
    ("who WHO Who", "who [WHO→org/who] Who"), ("pc PCs PC", "pc PCs [PC→org/cluster]"),
    ("état l'ÉTAT", "[état→term/etat] l'ÉTAT"), ("étatique", "étatique"), ("Don’t", "[Don’t→term/dont]"),
    ("ال حماية، حماية", "ال [حماية→term/himaya]، حماية"), ("الحماية", "الحماية"), ("我们保护平民", "我们[保护→term/baohu]平民"),
    ("αγορά αγορα", "αγορά αγορα"), ("ΑΓΟΡΑ", "[ΑΓΟΡΑ→term/agora]"), ("(C++)", "([C++→term/cpp])"),
    ("pro*tection* **protection**", "pro<em>tection</em> <strong>[protection→term/protection]</strong>"),
    ("a &amp; protection", "a &amp; [protection→term/protection]"),
    ("Schutz, protection", "[Schutz→term/protection], protection"),
  ])
  func `the first use of each record's names is linked, the longest of them, between whole words`(
    markdown: String, expected: String
  ) {
    #expect(linked(markdown, names) == expected)
  }

  @Test func `nothing is linked in headings, links, code and the words of images`() {
    let markdown =
      "## protection\n\n`protection` [protection](a.md) [[b|protection]] ![protection](c.png) <d@protection.org>\n\n    protection\n"
    #expect(!compiled(markdown, autolinks: names).body.references.contains { $0.kind == .autolink })
  }

  @Test func `a record's own names are not linked, nor shorter names within them`() {
    #expect(linked("protection cluster", names, owner: "org/cluster") == "protection cluster")
  }

  @Test func `an automatic link stands where its name was written`() {
    let markdown = "> é &amp; one\n> *two* \\* Protection\n> cluster"
    let bytes = Array(markdown.utf8)
    let reference = compiled(markdown, autolinks: names).body.references[0]
    #expect(String(decoding: bytes[reference.range], as: UTF8.self) == "Protection\n> cluster")
  }

  @Test func `the first of two records with one name has it, and an acronym beside a word its own`() {
    let entries = [
      (names: ["aid", "AID"], record: "a/one"), (names: ["AID"], record: "a/two"), (names: ["Aid"], record: "a/three"),
    ]
    #expect(linked("AID", entries) == "[AID→a/one]")
    #expect(linked("US us", [(names: ["US"], record: "a/us"), (names: ["us"], record: "a/we")]) == "[US→a/us] [us→a/we]")
  }

  /// With one pass for each name, this would not end in time.
  @Test(.timeLimit(.minutes(1))) func `ten thousand names are found in one pass`() {
    let entries = (0..<10_000).map { (names: ["name \($0) of many", "other\($0)"], record: "term/t\($0)") }
    let table = AutolinkTable(entries: entries)
    let text = Array((0..<10_000).map { "so name \($0) of many, other\($0)x" }.joined(separator: " ").utf8)
    var found = 0
    table.forEachMatch(in: text, 0..<text.count) { _, record in
      #expect(record == found)
      found += 1
    }
    #expect(found == 10_000)
  }
}
