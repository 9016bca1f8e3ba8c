import Knowledge
import Templates
import Testing

@testable import Rendering

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
        reasons.first(most, of: [.word(1), .pinned, .linked, .word(0)]).map {
          if case .text(let text) = $0[0] { text } else { "" }
        }
      }
      #expect(texts(3).count == 3)
      #expect(texts(3).last?.contains("town") == site.words(in: "en").keys.contains("similar_words"))
      #expect(texts(2) == Array(texts(3).prefix(2)))
    }
  }

  @Test func `follow records to new places, and name none that is gone`() {
    let moved = entries.moved(to: [RecordID(1), nil, RecordID(0)], count: 3)
    #expect(moved.map { $0.map(\.id.index) } == [[1], [0], []])
    #expect(moved[1][0].reasons == [.word(1), .word(0)])
  }
}
