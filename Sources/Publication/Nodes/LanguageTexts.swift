import Knowledge
import Templates
import Text

/// The texts that pages of a language show of all records, types and fields, and of the reasons for
/// related records.
package final class LanguageTexts: Sendable {
  let cards: RecordCards
  let types: [TypeTexts]
  let reasons: ReasonTexts

  /// - Parameters:
  ///   - site: It must have the links, terms and words that reasons name, but not yet the related
  ///     records.
  ///   - isWhole: true if all pages will be made, and not a few of them.
  package init(_ site: Site, language: String, isWhole: Bool = true) {
    cards = RecordCards(site, language: language, isWhole: isWhole)
    types = site.graph.model.types.indices.map { TypeTexts(site, type: $0, language: language) }
    reasons = ReasonTexts(site, language: language, isWhole: isWhole)
  }
}
