import Knowledge
import Templates

/// The texts that pages show of a record's type.
///
/// This is a class, and so is each of its fields, because each page reads all of them.
final class TypeTexts: Sendable {
  let label: String
  let plural: String
  let folder: String
  /// The folder of the type's pages.
  let pages: PageFolder
  /// The path of the type's index.
  let index: String
  /// The fields that pages show: the type's own, and the summary.
  let fields: [ShownField]

  /// - Parameters:
  ///   - termPages: by facet, the pages of its values, percent-encoded.
  ///   - texts: receives the texts that many pages show; nil if each page makes its own.
  init(_ site: Site, type place: Int, language: String, termPages: [[FacetValue: String]], in texts: inout CommonTexts?) {
    let type = site.graph.model.types[place]
    label = site.label(type.label, in: language)
    plural = site.label(type.plural, in: language)
    folder = type.folder
    pages = PageFolder(of: site.paths.root(of: language) + type.folder + "/")
    index = site.paths.index(ofType: place, in: language)
    var fields: [ShownField] = []
    for (field, declared) in type.fields.enumerated() {
      guard let part = ShownField.Part(declared, at: field) else { continue }
      let facet = site.facetPlaces[FieldPath(type: place, field: field)]
      fields.append(
        ShownField(
          site, declared, at: field, part, language, facet: facet, pages: facet.map { termPages[$0] } ?? [:], in: &texts))
    }
    self.fields = fields
  }
}

/// The texts that pages show of a field of records.
final class ShownField: Sendable {
  /// The group of fields in which a page shows the field.
  enum Part: Sendable {
    case facts, texts, entries, links, none

    /// nil if the field has a place of its own on the page.
    init?(_ field: Field, at place: Int) {
      if field.isCommon {
        guard place == CommonField.summary.rawValue else { return nil }
        self = .none
        return
      }
      if field.isHidden {
        self = .none
        return
      }
      switch field.kind {
      case .text: self = field.many || (field.max ?? 1000) > 200 ? .texts : .facts
      case .markdown: self = .texts
      case .record: self = .entries
      case .reference: self = .links
      default: self = .facts
      }
    }
  }

  /// The field's position in the type.
  let place: Int
  let field: Field
  let part: Part
  /// The texts of the field without values.
  let blank: Values
  /// The terms in use, in the form for pages in sibling folders of the facets' folders.
  let terms: [TermID: Values]

  init(
    _ site: Site, _ field: Field, at place: Int, _ part: Part, _ language: String, facet: Int?, pages: [FacetValue: String],
    in texts: inout CommonTexts?
  ) {
    (self.place, self.field, self.part) = (place, field, part)
    func shown(_ text: String) -> Slot { texts?.add(text) ?? .text(text) }
    blank = NodeBuilder.blank(field, label: shown(site.label(field.label, in: language)))
    var terms: [TermID: Values] = [:]
    if let facet, texts != nil {
      let folder = PageFolder(of: site.paths.root(of: language) + site.facets[facet].folder + "-/")
      for (value, page) in pages {
        guard case .term(let term) = value else { continue }
        var url: [UInt8] = []
        url.appendRelativeURL(from: folder, toEncoded: page)
        let known = site.graph.vocabularies[term]
        terms[term] = NodeBuilder.term(
          id: shown(known.id), shown(site.label(known.label, in: language)), site.sign(of: term, in: language),
          url: texts?.add(escaped: url) ?? .absent)
      }
    }
    self.terms = terms
  }
}
