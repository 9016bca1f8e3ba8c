import Knowledge
import Testing

@testable import Publication

/// The census counts the records of each value of a facet.
struct CensusTests {
  private func counts(_ facet: String, _ notes: KeyValuePairs<String, String>) throws -> [String] {
    let site = try SmallSite(
      """
      -- casebook.yaml --
      title: Small
      -- model.yaml --
      types:
        note:
          folder: notes
          fields:
            kinds: {kind: term, from: [kinds], many: true, facet: true}
            when: {kind: period, facet: true}
            done: {kind: boolean, facet: true}
            to: {kind: reference, to: [note], many: true, facet: true}
      -- vocabularies/kinds.yaml --
      terms: [{id: hot}, {id: soup, broader: hot}, {id: cold}]

      """ + notes.map { "-- notes/\($0).md --\n---\ntitle: \($0)\n\($1)\n---\n" }.joined()
    ).site
    let place = try #require(site.facets.firstIndex { site.graph.model.types[0].index(of: facet) == $0.fields.first?.field })
    return site.census.entries[place].map { "\($0.value.id(in: site.graph)) \($0.records.count)" }
  }

  @Test func `a record counts once for a value, however often it says it`() throws {
    #expect(try counts("kinds", ["a": "kinds: [cold, cold]", "b": "kinds: [cold]"]) == ["cold 2"])
  }

  @Test func `a record counts for its term and for each broader one, once`() throws {
    #expect(
      try counts("kinds", ["a": "kinds: [soup, hot]", "b": "kinds: [soup]", "c": "kinds: [hot]"]) == ["hot 3", "soup 2"])
  }

  @Test func `a period counts for each of its years`() throws {
    #expect(
      try counts("when", ["a": "when: 2009/2011", "b": "when: {start: 2011}", "c": "when: {end: 2010}"]) == [
        "2009 1", "2010 2", "2011 2",
      ])
  }

  @Test func `flags and records are values too`() throws {
    #expect(try counts("done", ["a": "done: true", "b": "done: false", "c": "done: true"]) == ["false 1", "true 2"])
    #expect(try counts("to", ["a": "to: [b, c, b]", "b": "to: [c]", "c": ""]) == ["b 1", "c 2"])
  }
}
