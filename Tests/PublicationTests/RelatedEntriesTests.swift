import Knowledge
import Templates
import Testing

@testable import Publication

@Suite struct `Related entries` {
  private let entries: RelatedEntries = {
    let links = [1, 2].map {
      RelatedEntry.Link(field: FieldPath(type: 0, field: 0), record: RecordID($0), isInverse: false)
    }
    var entries = RelatedEntries(links: links, words: ["market", "town"])
    entries.append([(RecordID(2), [.word(1), .link(0), .word(0)]), (RecordID(1), [.link(1)])])
    entries.append([])
    entries.append([(RecordID(0), [.linked])])
    return entries
  }()

  @Test func `are the nearest first, each with its reasons`() {
    #expect(entries[0].map(\.id.index) == [2, 1])
    #expect(entries[0].map { Array($0.reasons) } == [[.word(1), .link(0), .word(0)], [.link(1)]])
    #expect((0..<4).map { entries.hasEntries(RecordID($0)) } == [true, false, true, false])
  }

  @Test func `say all similar words together, after the other reasons`() throws {
    let site = try SmallSite(Recipes.many(3)).site.relating(entries)
    for isWhole in [true, false] {
      let reasons = ReasonTexts(site, language: "en", isWhole: isWhole)
      func texts(_ most: Int) -> [String] {
        reasons.first(most, of: [.word(1), .pinned, .linked, .word(0)]).map { text($0[0]) }
      }
      #expect(texts(3).count == 3)
      #expect(texts(3).last?.contains("town") == site.words(in: "en").keys.contains("similar_words"))
      #expect(texts(2) == Array(texts(3).prefix(2)))
    }
  }

  @Test func `say the same on pages that are made alone and on those that are made with all others`() throws {
    let small = try SmallSite(Recipes.many(3))
    let site = small.site.relating(entries)
    var told: [[String]] = []
    for isWhole in [true, false] {
      let languageValues = LanguageValues(site, small.shapes, language: "en", isWhole: isWhole)
      let path = site.paths.address(of: RecordID(0), in: "en").path
      let nodes = NodeBuilder(site: site, languageValues: languageValues, language: "en", path: path)
      let page = RecordPage(site: site, shapes: small.shapes, id: RecordID(0), nodes: nodes).values()
      guard case .later(let make) = page["related"], case .list(let related) = make() else {
        Issue.record("a record has no related ones")
        return
      }
      told.append(
        related.flatMap { entry in
          ["title", "url", "summary", "reason"].map { name in
            if case .later(let make) = entry[name] {
              text(make())
            } else {
              text(entry[name])
            }
          }
        })
    }
    #expect(told[0] == told[1])
    #expect(told[0].count == 8)
    #expect(told[0].filter(\.isEmpty).count <= 2)
  }

  /// Returns a value as a page shows it.
  private func text(_ slot: Slot) -> String {
    switch slot {
    case .text(let text): text
    case .escaped(let text): String(decoding: text, as: UTF8.self)
    default: ""
    }
  }

  @Test func `follow records to new places, and name none that is gone`() {
    let moved = entries.moved(to: [RecordID(1), nil, RecordID(0)], count: 3)
    #expect(moved.map { $0.map(\.id.index) } == [[1], [0], []])
    #expect(moved[1][0].reasons == [.word(1), .word(0)])
  }
}
