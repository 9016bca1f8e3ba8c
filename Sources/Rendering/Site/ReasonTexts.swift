import Knowledge
import Templates

/// Why records are related, in words of one language: "same framework: X", "both: Mali". Made once, since each link that two
/// records share is told on the pages of both.
struct ReasonTexts: Sendable {
  private let site: Site
  private let words: Words
  private let language: String
  /// By number, as ``RelatedEntries`` has them; empty where they are made when they are asked for.
  private var links: [Values] = []
  private var terms: [Values] = []
  private let linked: Values
  private let pinned: Values

  /// - Parameter isWhole: whether all pages will be made, and not a few of them.
  init(_ site: Site, language: String, isWhole: Bool) {
    self.site = site
    self.language = language
    words = site.words(in: language)
    linked = Values(text: words("linked"))
    pinned = Values(text: words("pinned"))
    guard isWhole else { return }
    links = site.related.links.map(text)
    terms = site.related.terms.map(text)
  }

  /// The first of some reasons. Words that both use are one, and come last.
  func first(_ most: Int, of reasons: ArraySlice<RelatedEntries.NumberedReason>) -> [Values] {
    var texts: [Values] = []
    texts.reserveCapacity(most)
    var similar: [String] = []
    for reason in reasons {
      switch reason {
      case .word(let number): similar.append(site.related.word(number))
      case _ where texts.count == most: break
      case .pinned: texts.append(pinned)
      case .linked: texts.append(linked)
      case .link(let number): texts.append(links.isEmpty ? text(site.related.links[Int(number)]) : links[Int(number)])
      case .term(let number): texts.append(terms.isEmpty ? text(site.related.terms[Int(number)]) : terms[Int(number)])
      }
    }
    if !similar.isEmpty, texts.count < most {
      texts.append(Values(text: words("similar_words", similar.joined(separator: words("list_separator")))))
    }
    return texts
  }

  private func text(_ link: RelatedEntry.Link) -> Values {
    let field = site.graph.field(link.field)
    let label = link.isInverse ? field.inverse?.label ?? site.graph.type(of: link.record).label : field.label
    return Values(
      text: words("same_link", site.label(label, in: language), site.graph.records[link.record.index].title(in: language)))
  }

  private func text(_ term: TermID) -> Values {
    Values(text: words("same_value", site.label(site.graph.vocabularies.label(of: term), in: language)))
  }
}
