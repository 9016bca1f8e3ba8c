import Knowledge
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

  @Test func `say all similar words together, after the other reasons`() {
    #expect(entries[0].map(\.id.index) == [2, 1])
    #expect(entries[0][0].reasons.last == .similarWords(["town", "market"]))
    #expect(entries[0][0].reasons.count == 2)
    #expect((0..<4).map { entries.hasEntries(RecordID($0)) } == [true, false, true, false])
  }

  @Test func `follow records to new places, and name none that is gone`() {
    let moved = entries.moved(to: [RecordID(1), nil, RecordID(0)], count: 3)
    #expect(moved.map { $0.map(\.id.index) } == [[1], [0], []])
    #expect(moved[1][0].reasons == [.similarWords(["town", "market"])])
  }
}
