import Foundation
import FoundationXML
import Knowledge
import Testing
import Text

@testable import Publication

/// The complete files for machines: their content, its order, and how it is escaped.
struct DataFilesTests {
  private static let literal = """
    -- casebook.yaml --
    title: {en: "Small & <good>", fr: Petit}
    description: {en: "Notes & more", fr: Fiches}
    publisher: Field Office
    licence: CC BY 4.0
    languages: [en, fr]
    -- model.yaml --
    types:
      note:
        folder: notes
        fields:
          size: {kind: integer}
          share: {kind: number}
          kinds: {kind: term, from: [kinds], many: true}
          when: {kind: period}
          told: {kind: text}
          links: {kind: reference, to: [note], many: true, fields: {why: {kind: text}}}
          steps: {kind: record, many: true, fields: {name: {kind: text}, long: {kind: duration}}}
      term: {folder: terms, page: list}
    -- vocabularies/kinds.yaml --
    terms: [{id: hot, label: Hot}, {id: cold, label: Cold}]
    -- notes/a.md --
    ---
    title: "One, \\"two\\""
    summary: "Short & sweet"
    updated: 2017-10-03
    size: -3
    share: 0.5
    kinds: [cold, hot]
    when: {start: circa 2009, circa: true}
    told: "=1+1"
    links: [{to: b, why: so}, c]
    steps: [{name: x, long: 45 min}]
    ---
    -- notes/a.fr.md --
    ---
    title: Un
    summary: Bref
    ---
    -- notes/b.md --
    ---
    title: Two
    updated: 2018
    told: "-a"
    aliases: [old-b]
    ---
    -- notes/c.md --
    ---
    title: Three
    ---
    -- terms/t.md --
    ---
    title: Term
    updated: 2019
    ---

    """

  private static func files(baseURL: String? = "https://example.org/a/") throws -> [String: String] {
    let site = try SmallSite(literal, baseURL: baseURL, release: "2024.1").site
    return Dictionary(
      uniqueKeysWithValues: DataFiles(site: site).all().map { ($0.path, String(decoding: $0.bytes() ?? [], as: UTF8.self)) })
  }

  @Test func `sitemap, feeds and search descriptions are for sites with an address`() throws {
    let data = ["data/graph.json", "data/note.csv", "data/term.csv"]
    #expect(try Self.files(baseURL: nil).keys.sorted() == data)
    #expect(
      try Self.files().keys.sorted()
        == data + ["feed.xml", "fr/feed.xml", "fr/opensearch.xml", "opensearch.xml", "sitemap.xml"])
  }

  @Test func `the sitemap has each page once with the day of its record, and no page that repeats another`() throws {
    let sitemap = try #require(try Self.files()["sitemap.xml"])
    #expect(
      sitemap.hasPrefix(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"))
    #expect(sitemap.hasSuffix("</urlset>\n"))
    let addresses = sitemap.matches(of: /<loc>https:\/\/example\.org\/a\/([^<]*)<\/loc>/).map { String($0.1) }
    #expect(addresses.count == Set(addresses).count)
    #expect(
      addresses.filter { $0.contains("notes/") } == [
        "notes/index.html", "notes/a.html", "notes/c.html", "notes/b.html", "fr/notes/index.html", "fr/notes/a.html",
      ])
    #expect(!addresses.contains { $0.contains("search") || $0.contains("404") || $0.contains("old-b") })
    #expect(sitemap.contains("notes/a.html</loc><lastmod>2017-10-03</lastmod></url>\n"))
    #expect(sitemap.contains("notes/b.html</loc><lastmod>2018</lastmod></url>\n"))
    #expect(sitemap.contains("notes/c.html</loc></url>\n"))
  }

  @Test func `the feed has what was updated, the latest first, and never the time of the clock`() throws {
    #expect(
      try Self.files()["feed.xml"] == """
        <?xml version="1.0" encoding="UTF-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
        <title>Small &amp; &lt;good&gt;</title>
        <id>https://example.org/a/feed.xml</id>
        <updated>2018-01-01T00:00:00Z</updated>
        <author><name>Field Office</name>
        </author>
        <link rel="self" href="https://example.org/a/feed.xml" />
        <entry>
        <title>Two</title>
        <id>https://example.org/a/notes/b.html</id>
        <updated>2018-01-01T00:00:00Z</updated>
        <link href="https://example.org/a/notes/b.html" />
        </entry>
        <entry>
        <title>One, &quot;two&quot;</title>
        <id>https://example.org/a/notes/a.html</id>
        <updated>2017-10-03T00:00:00Z</updated>
        <link href="https://example.org/a/notes/a.html" />
        <summary>Short &amp; sweet</summary>
        </entry>
        </feed>

        """)
  }

  @Test func `the feed of another language has that language's texts and pages`() throws {
    let feed = try #require(try Self.files()["fr/feed.xml"])
    #expect(feed.contains("xml:lang=\"fr\">\n<title>Petit</title>\n<id>https://example.org/a/fr/feed.xml</id>"))
    #expect(feed.contains("<title>Un</title>\n<id>https://example.org/a/fr/notes/a.html</id>"))
    #expect(feed.contains("<summary>Bref</summary>"))
  }

  @Test func `a feed without a publisher has the site as its author, since Atom needs one`() throws {
    let site = try SmallSite(Self.literal.replacing("publisher: Field Office\n", with: ""), baseURL: "https://example.org/")
      .site
    let feed = try #require(DataFiles(site: site).all().first { $0.path == "feed.xml" })
    #expect(String(decoding: feed.bytes() ?? [], as: UTF8.self).contains("<author><name>Small &amp; &lt;good&gt;</name>"))
  }

  @Test func `the description of the search leads to the search page, with the words where no server sees them`() throws {
    #expect(
      try Self.files()["opensearch.xml"] == """
        <?xml version="1.0" encoding="UTF-8"?>
        <OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
        <ShortName>Small &amp; &lt;good&gt;</ShortName>
        <Description>Notes &amp; more</Description>
        <InputEncoding>UTF-8</InputEncoding>
        <Url type="text/html" template="https://example.org/a/search.html#q={searchTerms}" />
        </OpenSearchDescription>

        """)
  }

  @Test func `a short name has at most sixteen letters`() throws {
    let literal = Self.literal.replacing("title: {en: \"Small & <good>\", fr: Petit}", with: "title: A title that is long")
    let site = try SmallSite(literal, baseURL: "https://example.org/").site
    let file = try #require(DataFiles(site: site).all().first { $0.path == "opensearch.xml" })
    #expect(String(decoding: file.bytes() ?? [], as: UTF8.self).contains("<ShortName>A title that is </ShortName>"))
  }

  @Test func `each XML file is well-formed`() throws {
    for (path, text) in try Self.files() where path.hasSuffix(".xml") {
      #expect(XMLParser(data: Data(text.utf8)).parse(), "\(path)")
    }
  }

  @Test func `a table has a row a record, is UTF-8 for spreadsheets, and runs nothing`() throws {
    #expect(
      try Self.files()["data/note.csv"]
        == "\u{FEFF}id,title,url,summary,updated,last_reviewed,also,size,share,kinds,when,told,links\r\n"
        + "note/a,\"One, \"\"two\"\"\",notes/a.html,Short & sweet,2017-10-03,,,-3,0.5,cold; hot,2009~/..,\"'=1+1\",b; c\r\n"
        + "note/b,Two,notes/b.html,,2018,,,,,,,\"'-a\",\r\n" + "note/c,Three,notes/c.html,,,,,,,,,,\r\n")
  }

  @Test func `the graph has every record with its fields, and every relation with what it says`() throws {
    let graph = try #require(try Self.files()["data/graph.json"])
    let object = try #require(try JSONSerialization.jsonObject(with: Data(graph.utf8)) as? [String: Any])
    #expect(object["title"] as? String == "Small & <good>" && object["release"] as? String == "2024.1")
    #expect(object["licence"] as? String == "CC BY 4.0" && object["languages"] as? [String] == ["en", "fr"])
    #expect(
      graph.split(separator: "\n").filter { $0.contains("\"note/a\"") }.map { String($0.trimmingPrefix(",")) } == [
        #"{"id":"note/a","type":"note","language":"en","titles":{"en":"One, \"two\"","fr":"Un"},"url":"notes/a.html","#
          + #""fields":{"summary":"Short & sweet","updated":"2017-10-03","size":-3,"share":0.5,"kinds":["cold","hot"],"#
          + #""when":"2009~/..","told":"=1+1","steps":[{"name":"x","long":"PT45M"}]}},"#,
        #"{"from":"note/a","to":"note/b","field":"links","why":"so"},"#,
        #"{"from":"note/a","to":"note/c","field":"links"}]}"#,
      ])
  }
}
