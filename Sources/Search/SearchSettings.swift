/// What the index is built with: every number that shapes results or sizes stands here.
package struct SearchSettings: Sendable {
  /// BCP 47: chooses the stemmer and the folder, `search/<language>/`.
  package var language: String
  /// In the order in which types are numbered and grouped; types that are not named follow in the order they come.
  package var types: [String]
  /// What hits of a type are called, where that is not its name.
  package var typeLabels: [String: String] = [:]
  package var facets: [FacetField]
  package var synonyms: [SynonymSet]

  /// BM25's saturation: how fast further occurrences of a word stop counting.
  package var saturation = 1.2
  /// BM25's length weight: how much a long record must say more to weigh the same.
  package var lengthWeight = 0.7
  /// Records shorter than this share of the mean count as that long, so that thin ones gain nothing by it.
  package var shortestLength = 0.4

  /// Characters of a record's excerpt that are kept.
  package var excerptLength = 1000
  /// Records in one chunk.
  package var chunkRecords = 5
  /// Hashes of record files that a query may have to fetch: beyond as many files, neighbours have one hash together.
  package var chunkHashes = 4096
  /// Stems whose forms stand in the entry file, so that they are known before any shard.
  package var commonStems = 1500
  /// Words in more records than this keep their weights for the best of them only.
  package var fullWeights = 1024
  package var bestWeights = 512
  /// Words in no more records than this keep their positions, however few records there are.
  package var alwaysPlaced = 1000
  /// Bytes at which a file of postings is full, before base64.
  package var shardBytes = 10200
  /// Bytes at which a file of synonyms is full: a word leads to one whether or not it is meant so.
  package var synonymBytes = 4700
  /// Words in one slice for spelling.
  package var sliceWords = 800

  package init(
    language: String, types: [String] = [], facets: [FacetField] = [], synonyms: [SynonymSet] = []
  ) {
    self.language = language
    self.types = types
    self.facets = facets
    self.synonyms = synonyms
  }
}
