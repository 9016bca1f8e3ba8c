import Knowledge
import Templates

/// Why records are related, in words of one language: "same framework: X", "both: Mali". Made once, since each link that two
/// records share is told on the pages of both.
///
/// A class, since each page asks it for some: as a structure, each time would retain all that it holds.
final class ReasonTexts: Sendable {
  private let site: Site
  private let words: Words
  private let language: String
  /// By number, as ``RelatedEntries`` has them; empty where they are made when they are asked for.
  private let links: [Values]
  private let terms: [Values]
  private let linked: Values
  private let pinned: Values

  /// - Parameter texts: where their texts go; nil where only a few pages will be made.
  init(_ site: Site, language: String, in texts: inout CommonTexts?) {
    self.site = site
    self.language = language
    let words = site.words(in: language)
    self.words = words
    linked = Values(text: words("linked"))
    pinned = Values(text: words("pinned"))
    func kept(_ text: String) -> Values { Values(.text, [texts?.add(text) ?? .text(text)]) }
    let wanted = texts == nil ? ([], []) : (site.related.links, site.related.terms)
    links = wanted.0.map { kept(Self.text($0, site, words, language)) }
    terms = wanted.1.map { kept(Self.text($0, site, words, language)) }
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
      case .link(let number):
        texts.append(
          links.isEmpty ? Values(text: Self.text(site.related.links[Int(number)], site, words, language)) : links[Int(number)])
      case .term(let number):
        texts.append(
          terms.isEmpty ? Values(text: Self.text(site.related.terms[Int(number)], site, words, language)) : terms[Int(number)])
      }
    }
    if !similar.isEmpty, texts.count < most {
      texts.append(Values(text: words("similar_words", similar.joined(separator: words("list_separator")))))
    }
    return texts
  }

  private static func text(_ link: RelatedEntry.Link, _ site: Site, _ words: Words, _ language: String) -> String {
    let field = site.graph.field(link.field)
    let label = link.isInverse ? field.inverse?.label ?? site.graph.type(of: link.record).label : field.label
    return words("same_link", site.label(label, in: language), site.graph.records[link.record.index].title(in: language))
  }

  private static func text(_ term: TermID, _ site: Site, _ words: Words, _ language: String) -> String {
    words("same_value", site.label(site.graph.vocabularies.label(of: term), in: language))
  }
}
