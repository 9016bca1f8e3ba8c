import Foundation
import Synchronization
import Testing
import Text

@testable import Search

/// A store with room for a given number of bytes.
private final class Shelf: ByteStore {
  private let bytes = Mutex<[UInt8]>([])
  private let room: Int

  init(room: Int) { self.room = room }

  var count: Int { bytes.withLock(\.count) }

  func append(_ more: [UInt8]) -> Range<Int>? {
    bytes.withLock {
      guard $0.count + more.count <= room else { return nil }
      $0 += more
      return $0.count - more.count..<$0.count
    }
  }

  func bytes(in range: Range<Int>) -> [UInt8] { bytes.withLock { Array($0[range]) } }
}

/// Returns the settings of a small collection, with two types, a hierarchy and a synonym.
private func settings() -> SearchSettings {
  SearchSettings(
    language: "en", types: ["case", "lesson"],
    facets: [
      FacetField(
        id: "places", label: "Where",
        values: [
          .init(id: "KEN", label: "Kenya", broader: ["AFR"]), .init(id: "AFR", label: "Africa"),
          .init(id: "PER", label: "Peru"),
        ])
    ],
    synonyms: [SynonymSet(forms: ["gender-based violence", "GBV", "VBG"]), SynonymSet(forms: ["never said", "NS"])])
}

private func record(_ id: String, _ title: String, _ body: String, prior: Double = 1, places: [String] = []) -> SearchRecord {
  SearchRecord(
    id: id, type: String(id.prefix { $0 != "/" }), url: id + ".html", title: title, prior: prior,
    fields: [(3, title), (1, body)], excerpt: body, facts: [("year", [FactValue(label: "2009")])], facets: [("places", places)])
}

private let records = [
  record("lesson/market", "Markets calm", "Market days calm a town. \u{2028} A market calms."),
  record("case/patrol", "Firewood patrol", "Patrols walked with women who gathered firewood; GBV fell.", places: ["KEN"]),
  record("case/violence", "Referral", "Survivors of gender-based violence found care.", places: ["PER", "KEN"]),
]

private func index(_ records: [SearchRecord] = records, _ settings: SearchSettings = settings()) async -> SearchIndex {
  var builder = SearchIndexBuilder(settings)
  builder.add(AnalyzedRecords(records))
  return await builder.index()
}

private func files(_ index: SearchIndex, width: Int = 1) async -> [IndexFile] {
  let files = await index.files(width: width)
  let shards = files.shards.map { $0.script() }
  return shards + files.leading(to: shards.map(\.hash))
}

/// Returns the bits of a writer in order.
private func shown(_ writer: BitWriter) -> String {
  writer.bytes.map { byte in
    let digits = String(byte, radix: 2)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }.joined()
}

@Suite struct `An index` {
  @Test func `has the same bytes at any width, however many records were analysed together`() async {
    var many: [SearchRecord] = []
    for number in 0..<3000 {
      many.append(record("case/n\(number)", "Case \(number % 97)", "word\(number % 701) shared text \(number)"))
    }
    let narrow = await files(await index(many), width: 1)
    let wide = await files(await index(many), width: 8)
    #expect(narrow.map(\.path) == wide.map(\.path))
    #expect(narrow.map { $0.bytes } == wide.map { $0.bytes })

    var builder = SearchIndexBuilder(settings(), isConcurrent: true)
    for record in many { builder.add(AnalyzedRecords([record])) }
    #expect(await files(await builder.index()).map { $0.bytes } == narrow.map { $0.bytes })
  }

  @Test(arguments: [0, 200, .max]) func `has the same bytes wherever postings and what is shown wait`(room: Int) async {
    let shelf = Shelf(room: room)
    var builder = SearchIndexBuilder(settings(), storing: shelf)
    for record in records { builder.add(AnalyzedRecords([record])) }
    #expect(await files(await builder.index()).map { $0.bytes } == (await files(await index())).map { $0.bytes })
    #expect(room == 0 ? shelf.count == 0 : shelf.count > 100)
  }

  @Test func `ends with its entry, and each file says whose content it has`() async throws {
    let files = await files(await index())
    #expect(files.last?.path == "search/en/index.js")
    for file in files.dropLast() {
      let parts = try #require(file.path.wholeMatch(of: #/search/en/([a-z])/(\d+)-([0-9a-f]{6})\.js/#))
      let call = "casebook.shard(\"\(parts.3)\",\"en/\(parts.1)\(parts.2)\","
      #expect(String(decoding: file.bytes, as: UTF8.self).hasPrefix(call))
    }
  }

  @Test func `has an entry with another name for itself when anything in it is other`() async {
    let original = await files(await index())
    let changes: [(inout SearchRecord) -> Void] = [
      { $0.excerpt += "!" }, { $0.fields[1].text += " Again." }, { $0.fields[1].weight = 2 }, { $0.prior = 2 },
      { $0.facets[0].values = ["PER"] }, { $0.title += "!" }, { $0.facts[0].values = [FactValue(label: "2010")] },
    ]
    for change in changes {
      var changed = records
      change(&changed[0])
      #expect(await files(await index(changed)).last?.hash != original.last?.hash)
    }
    #expect(await files(await index()).map(\.path) == original.map(\.path))
  }

  @Test func `names a file anew only if what is in it has changed`() async {
    let before = await files(await index())
    var changed = records
    changed[1].excerpt += " One sentence more."
    let after = await files(await index(changed))
    let same = Dictionary(uniqueKeysWithValues: before.map { ($0.path, $0.bytes) })
    let new = after.filter { same[$0.path] != $0.bytes }
    #expect(new.map { $0.path.split(separator: "/")[2].prefix(1) } == ["d", "m", "i"])
    #expect(new.dropLast().allSatisfy { same[$0.path] == nil })
  }

  @Test func `numbers records by type, then by prior and first facet`() async {
    #expect(await index().order == [1, 2, 0])
    #expect(await index().groups.map(\.type) == ["case", "lesson"])
  }

  @Test func `has a group for each prior of a type, so that each record is ranked by its own`() async {
    let two = [
      record("case/a", "One", "x", prior: 0.5), record("case/b", "Two", "x", prior: 2),
      record("case/c", "Three", "x", prior: 2),
    ]
    let groups = await index(two).groups
    #expect(groups.map(\.prior) == [0.5, 2])
    #expect(groups.map(\.first) == [0, 1])
  }

  /// A weight takes five bits: 32 × weight ÷ (weight + saturation), for a record of mean length and
  /// a saturation of 1.2.
  @Test(arguments: [(1.0, "", "01101"), (30, "", "11100"), (10_000, "", "11101"), (1, "other", "11110"), (1, "own", "11111")])
  func `weighs a word up to 29, another name 30 and a name 31`(weight: Double, name: String, bits: String) async {
    let only = SearchRecord(
      id: "case/a", type: "case", url: "a.html", title: "a", prior: 1, fields: [(weight, "market")],
      names: name == "own" ? ["Market"] : [], otherNames: name == "other" ? ["Market"] : [], excerpt: "", facts: [], facets: [])
    let index = await index([only], SearchSettings(language: "en", types: ["case"], facets: [], synonyms: []))
    var encoder = TermEncoder(index, TermEncoder.Scales(index), 0..<1)
    encoder.append(0)
    // One posting; one set of forms, the first form; record 0 in a code of parameter 0; all weights
    // kept.
    let before = "010" + "1" + "1" + "00000" + "0" + "0"
    #expect(shown(encoder.postings).hasPrefix(before + bits))
  }

  @Test func `cuts excerpts between words, and escapes what a script cannot hold`() async {
    let text = String(repeating: "abcdefghi ", count: 200) + "\u{2028}\"\\"
    var fragment: [UInt8] = []
    FragmentWriter.append(record("case/x", "\u{2028}\u{1}\"", text), excerptLength: 105, to: &fragment)
    let json = String(decoding: fragment, as: UTF8.self)
    #expect(json.contains("\"\\u2028\\u0001\\\"\""))
    #expect(json.contains("abcdefghi\","))
    #expect(!json.contains("abcdefghi ,"))
  }

  @Test func `of nothing is an index too`() async {
    let files = await files(await index([]))
    #expect(files.last?.path == "search/en/index.js")
  }

  @Test func `keeps no synonym that occurs nowhere`() async {
    let text = await files(await index()).map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
    #expect(text.contains("\"gbv\",0,1"))
    #expect(text.contains("[\"gender-based violence\",\"GBV\",\"VBG\"]"))
    #expect(!text.contains("never said"))
  }
}

@Suite struct `Codes` {
  @Test func `front coding says what a word shares with the one before`() {
    var coder = FrontCoder()
    var texts = Texts()
    for word in ["abandon", "abandoned", "abandonment", "abba", "née", "nées", "𐴀𐴁", "𐴀𐴂"] { texts.append(Array(word.utf8)) }
    for word in 0..<texts.count { coder.append(texts.bytes.span, texts.range(word)) }
    #expect(String(decoding: coder.text, as: UTF8.self) == "AabandonHedHmentCbaAnéeDsA𐴀𐴁C𐴂")
  }

  @Test(arguments: [(1, "1"), (2, "010"), (5, "00101")])
  func `gamma codes are as Elias wrote them`(number: Int, expected: String) {
    #expect(bits { $0.appendGamma(number) }.hasPrefix(expected))
  }

  @Test(arguments: [(0, 0, "0"), (5, 1, "11" + "0" + "1"), (40, 0, String(repeating: "1", count: 40) + "0")])
  func `Rice codes are ones, a zero and the low bits`(number: Int, parameter: Int, expected: String) {
    #expect(bits { $0.appendRice(number, parameter: parameter) }.hasPrefix(expected))
  }

  @Test func `words compare as UTF-16 does`() {
    var texts = Texts()
    for text in ["\u{FB00}", "𐴀", "a", "𐴀"] { texts.append(Array(text.utf8)) }
    #expect(texts.compare(1, 0) < 0)
    #expect(texts.compare(0, 2) > 0)
    #expect(texts.areEqual(1, 3))
    #expect(texts.order { $0 > $1 } == [2, 3, 1, 0])
  }

  @Test func `bits are the same whatever pieces they come in`() {
    #expect(bits { for _ in 0..<90 { $0.append(5, bits: 3) } } == String(repeating: "101", count: 90) + "00")
    #expect(bits { for _ in 0..<5 { $0.append(.max, bits: 32) } } == String(repeating: "1", count: 160))
    var writer = BitWriter()
    for _ in 0..<13 { writer.append(1, bits: 1) }
    #expect(writer.byteCount == 1)
    writer.align()
    #expect(writer.byteCount == 2)
  }

  @Test(arguments: ["", "a", "abcdefgh", "abcdefghi", "abcdefgh\"\\", "é 'quoted' \u{2028}\u{2029}", "1234567\u{2028}\u{1F}8"])
  func `JSON is what a parser reads the text from again`(text: String) throws {
    for padding in 0..<9 {
      let whole = String(repeating: "-", count: padding) + text + text
      var bytes: [UInt8] = []
      bytes.appendJSON(whole)
      #expect(try JSONDecoder().decode(String.self, from: Data(bytes)) == whole)
      #expect(!String(decoding: bytes, as: UTF8.self).unicodeScalars.contains { [0x1F, 0x2028, 0x2029].contains($0.value) })
    }
  }

  @Test func `base64 is that of others, without padding`() {
    for count in 0..<12 {
      let data = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 83 + 7) }
      var bytes: [UInt8] = []
      bytes.appendBase64(data)
      #expect(String(decoding: bytes, as: UTF8.self) == "\"" + Data(data).base64EncodedString().filter { $0 != "=" } + "\"")
    }
  }

  private func bits(_ write: (inout BitWriter) -> Void) -> String {
    var writer = BitWriter()
    write(&writer)
    writer.align()
    return shown(writer)
  }
}
