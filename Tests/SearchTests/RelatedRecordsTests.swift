import Testing

@testable import Search

private func source(_ ids: [UInt32], pinned: [UInt32] = [], vetoed: [UInt32] = []) -> RelationSource {
  RelationSource(features: ids.map { RelationFeature(kind: 1, id: $0) }, pinned: pinned, vetoed: vetoed)
}

@Suite struct `Related records` {
  @Test func `share the most, and rare things count for more`() {
    let sources = [source([1, 2]), source([1, 2]), source([1]), source([1]), source([3])]
    let related = RelatedRecords(sources).related(to: 0..<5)
    #expect(related[0].map(\.record) == [1, 2, 3])
    #expect(related[0][0].reasons.map(\.id) == [2, 1])
    #expect(related[4].isEmpty)
  }

  @Test func `are pinned first and never those with a veto, whichever of both has it`() {
    let sources = [source([1], pinned: [3], vetoed: [1]), source([1]), source([1], vetoed: [0]), source([9]), source([1])]
    let related = RelatedRecords(sources).related(to: 0..<5)
    #expect(related[0].map(\.record) == [3, 4])
    #expect(related[0].map(\.isPinned) == [true, false])
    #expect(!related[2].map(\.record).contains(0))
  }

  @Test func `are the same however the work is cut`() {
    let sources = (UInt32(0)..<200).map { number in source([number % 7, number % 11 + 20, number % 13 + 40]) }
    let related = RelatedRecords(sources)
    #expect(related.related(to: 0..<200) == related.related(to: 0..<77) + related.related(to: 77..<200))
  }

  @Test func `stay within groups`() {
    var sources = [source([1]), source([1]), source([1])]
    sources[1].group = 5
    sources[2].group = nil
    #expect(RelatedRecords(sources).related(to: 0..<3).map(\.count) == [0, 0, 0])
  }

  @Test func `telling words are those that few records have`() async {
    var builder = SearchIndexBuilder(SearchSettings(language: "en"))
    builder.add(
      AnalyzedRecords(
        ["market town market", "market day", "town day", "day"].map {
          SearchRecord(id: "case/x", type: "case", url: "", title: "", fields: [(1, $0)])
        }))
    let words = await builder.index().tellingWords(1)
    #expect(words.words(of: 0).map { words.names[Int($0.term)] } == ["market"])
  }
}
