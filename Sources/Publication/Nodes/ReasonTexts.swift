import Knowledge
import Templates

/// The reasons why records are related, in words of one language: "same framework: X", "both:
/// Mali". Each text is made once, since the pages of both records show a common link.
///
/// This is a class because it is read for each related record: each read of a structure would
/// retain all its members.
final class ReasonTexts: Sendable {
  private let writer: ReasonWriter
  /// By number, as in ``RelatedEntries``; empty if the texts are made on request.
  private let links: [Values]
  private let terms: [Values]
  private let linked: Values
  private let pinned: Values

  /// - Parameter isWhole: false if only a few pages will be made.
  init(_ site: Site, language: String, isWhole: Bool) {
    let writer = ReasonWriter(site: site, words: site.words(in: language), language: language)
    self.writer = writer
    linked = Values(text: writer.words("linked"))
    pinned = Values(text: writer.words("pinned"))
    links = isWhole ? site.related.links.map { Values(text: writer.text($0)) } : []
    terms = isWhole ? site.related.terms.map { Values(text: writer.text($0)) } : []
  }

  /// Returns the first of the reasons. All words that both records use are one reason, which comes
  /// last.
  func first(_ most: Int, of reasons: ArraySlice<RelatedEntries.NumberedReason>) -> [Values] {
    var texts: [Values] = []
    texts.reserveCapacity(most)
    var similar: [String] = []
    for reason in reasons {
      switch reason {
      case .word(let number): similar.append(writer.site.related.word(number))
      case _ where texts.count == most: break
      case .pinned: texts.append(pinned)
      case .linked: texts.append(linked)
      case .link(let number):
        texts.append(links.isEmpty ? Values(text: writer.text(writer.site.related.links[Int(number)])) : links[Int(number)])
      case .term(let number):
        texts.append(terms.isEmpty ? Values(text: writer.text(writer.site.related.terms[Int(number)])) : terms[Int(number)])
      }
    }
    if !similar.isEmpty, texts.count < most {
      texts.append(Values(text: writer.words("similar_words", similar.joined(separator: writer.words("list_separator")))))
    }
    return texts
  }
}

/// Writes the common features of two records.
private struct ReasonWriter {
  let site: Site
  let words: Words
  let language: String

  func text(_ link: RelatedEntry.Link) -> String {
    let field = site.graph.field(link.field)
    let label = link.isInverse ? field.inverse?.label ?? site.graph.type(of: link.record).label : field.label
    return words("same_link", site.label(label, in: language), site.graph.records[link.record.index].title(in: language))
  }

  func text(_ term: TermID) -> String {
    words("same_value", site.label(site.graph.vocabularies.label(of: term), in: language))
  }
}
