import Knowledge
import Rendering
import SearchIndex

extension Site {
  /// Ranks the records that have something to do with each other. Placeholder until `RelatedRecords` is there.
  func withRelated(_ analyzed: [AnalyzedRecord], width: Int) async -> Site { self }
}
