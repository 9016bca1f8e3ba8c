import Knowledge
import Templates

/// The texts that pages show of a record's type.
///
/// This is a class, and so is each of its fields, because each page reads all of them.
final class TypeTexts: Sendable {
  let label: String
  let plural: String
  let folder: String
  /// The path of the type's index.
  let index: String
  /// The fields that pages show: the type's own, and the summary.
  let fields: [ShownField]

  init(_ site: Site, type place: Int, language: String) {
    let type = site.graph.model.types[place]
    label = site.label(type.label, in: language)
    plural = site.label(type.plural, in: language)
    folder = type.folder
    index = site.paths.index(ofType: place, in: language)
    fields = type.fields.enumerated().compactMap { place, field in
      ShownField.Part(field, at: place).map { ShownField(field, at: place, $0, label: site.label(field.label, in: language)) }
    }
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

  init(_ field: Field, at place: Int, _ part: Part, label: String) {
    (self.place, self.field, self.part) = (place, field, part)
    blank = NodeBuilder.blank(field, label: .text(label))
  }
}
