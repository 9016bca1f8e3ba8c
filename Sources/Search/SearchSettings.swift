/// The settings of an index: every number that shapes its results or its size.
package struct SearchSettings: Sendable {
  /// The language as a BCP 47 tag. It chooses the stemmer and the folder, `search/<language>/`.
  package var language: String
  /// The order in which types are numbered and grouped. Types that are not listed follow in the
  /// order in which they come.
  package var types: [String]
  /// The labels of types in results, for types whose label is not their name.
  package var typeLabels: [String: String] = [:]
  package var facets: [FacetField]
  package var synonyms: [SynonymSet]

  /// k₁ of BM25: a high value lets further occurrences of a word count for longer.
  package var saturation = 1.2
  /// b of BM25, from 0 to 1: the share of a record's length in the weight of its words.
  package var lengthWeight = 0.7
  /// The shortest length that counts, as a share of the mean length. It keeps very short records
  /// from gaining too much.
  package var shortestLength = 0.4

  /// The length of an excerpt, in characters.
  package var excerptLength = 1000
  /// The number of records in a file of records.
  package var chunkRecords = 5
  /// The most hashes of record files that a query loads. If there are more files, neighbouring ones
  /// share a hash.
  package var chunkHashes = 4096
  /// The number of stems whose forms stand in the entry file, so that a query knows them before it
  /// loads any other file.
  package var commonStems = 1500
  /// A term in more records than this keeps only its best weights.
  package var fullWeights = 1024
  /// The number of weights that such a term keeps, and eight times the number that each of its
  /// forms keeps.
  package var bestWeights = 512
  /// A term in at most this many records keeps its positions, even if that is more than half of all
  /// records.
  package var alwaysWithPositions = 1000
  /// The size at which a file of postings is full, in bytes before base64.
  package var shardBytes = 10200
  /// The size at which a file of synonyms is full, in bytes. These files are smaller, because a
  /// word loads one even if the reader does not mean the synonym.
  package var synonymBytes = 4700
  /// The number of words in a file of the spelling dictionary.
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
