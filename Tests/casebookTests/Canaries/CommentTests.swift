import Testing

/// What a writer believes hidden is hidden: comments, and pages that other tools would keep back, are in no byte of a site with feeds
/// and data for search engines, and of no export.
struct CommentTests {
  private static let comments = [
    "a <!-- zqxva --> b", "a %%zqxvb%% b", "<!-- zqxvc\n\nzqxvd -->", "%%\nzqxve\n%%", "> <!-- zqxvf -->\n> x",
    "- a <!--zqxvg-->\n- %%zqxvh%%",
    "| a <!-- zqxvi --> | b |\n|---|---|\n| %%zqxvj%% | c |", "## Head <!-- zqxvk --> %%zqxvl%%",
    "x[^1]\n\n[^1]: y <!-- zqxvm -->",
    "[w <!-- zqxvn -->](https://example.org)", "**a <!-- zqxvo --> b**", "> [!note] T <!-- zqxvp -->\n> %%zqxvq%%",
    "![x %%zqxvr%%](../media/a.gif)",
  ]

  private func base() throws -> Program {
    let program = try Program()
    try program.write(
      "title: Base <!-- zqxv1 -->\ndescription: \"D %%zqxv2%%\"\nbase_url: https://example.org/\nlanguages: [en, fr]\n",
      to: "Content/casebook.yaml")
    try program.write(
      "types:\n  note:\n    folder: notes\n    label: Note <!-- zqxv3 -->\n    fields: {text: {kind: text, search: 2}, more: {kind: markdown}, kind: {kind: term, from: [kinds], facet: true}, parts: {kind: record, many: true, fields: {text: {kind: text}}}}\n  entry: {folder: entries, page: list}\n",
      to: "Content/model.yaml")
    try program.write(
      "terms: [{id: red, label: \"Red <!-- zqxv4 -->\", definition: \"D %%zqxv5%%\"}]\n", to: "Content/vocabularies/kinds.yaml")
    try program.write("GIF89a", to: "Content/media/a.gif")
    let body = Self.comments.joined(separator: "\n\n")
    let fields =
      "summary: \"S <!-- zqxv6 --> %%zqxv7%%\"\ntext: \"T <!-- zqxv8 -->\"\nmore: \"M <!-- zqxv9 --> %%zqxv0%%\"\nkind: red\nparts: [{text: \"P %%zqxvs%%\"}]\n"
    for name in ["notes/a.md", "notes/a.fr.md"] {
      let own = name.contains(".fr.") ? "text: \"T <!-- zqxv8 -->\"\nsummary: \"S %%zqxv7%%\"\n" : fields
      try program.write("---\ntitle: \"A <!-- zqxvt -->\"\n\(own)---\n\n\(body)\n", to: "Content/" + name)
    }
    try program.write("- {slug: e, title: \"E %%zqxvu%%\", body: \"B <!-- zqxvv -->\"}\n", to: "Content/entries/all.yaml")
    for (number, key) in ["draft: true", "published: false", "publish: no", "Draft: yes", "private: true"].enumerated() {
      try program.write("---\ntitle: Zqxvw\n\(key)\n---\n\nZqxvx.\n", to: "Content/notes/held\(number).md")
      try program.write("---\ntitle: Zqxvy\n---\n\nZqxvz.\n", to: "Content/notes/held\(number).fr.md")
    }
    return program
  }

  @Test func `comments and pages that are kept back are in no output`() throws {
    let program = try base()
    let build = try program.run("\"$casebook\" build --output Site")
    #expect(build.code == 1, "what is kept back by a key of other tools is an error")
    for (name, bytes) in try program.files("Site") { #expect(CanarySearch.forms(in: bytes) == [], "\(name)") }
    for file in [
      "feed.xml", "fr/feed.xml", "sitemap.xml", "data/note.csv", "data/entry.csv", "notes/a.html", "fr/notes/a.html",
    ] {
      #expect(program.bytes("Site/" + file) != nil, "\(file)")
    }
    for target in ["elasticsearch", "opensearch", "meilisearch", "typesense"] {
      let bulk = try program.run("\"$casebook\" export bulk --target \(target)")
      #expect(!bulk.out.isEmpty && CanarySearch.forms(in: bulk.out) == [], "\(target)")
    }
    let told = String(decoding: build.error, as: UTF8.self)
    #expect(told.contains("[hidden-comment]") && told.contains("[draft-key]"))
  }
}
