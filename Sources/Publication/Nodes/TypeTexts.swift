import Knowledge
import Templates

/// The texts that pages show of a record's type.
///
/// This is a class, and so is each of its fields, because each page reads all of them.
final class TypeTexts: Sendable {
  let label: String
  let plural: String
  let folder: String
  /// The fields that pages show: the type's own, and the summary.
  let fields: [ShownField]

  init(_ site: Site, type index: Int, language: String) {
    let type = site.graph.model.types[index]
    label = site.label(type.label, in: language)
    plural = site.label(type.plural, in: language)
    folder = type.folder
    let marks = type.markFields
    fields = type.fields.enumerated().compactMap { index, field in
      // Other fields of every type have parts of their own on a page.
      guard !field.isCommon || index == CommonField.summary.rawValue else { return nil }
      return ShownField(
        field, at: index, isMark: marks.contains(index), label: site.label(field.label, in: language))
    }
  }
}

/// The texts that pages show of a field of records.
final class ShownField: Sendable {
  /// The field's position in the type.
  let index: Int
  let field: Field
  /// Templates show the summary, and fields that are for writers alone, by their names.
  let placement: Placement
  /// The texts of the field without values.
  let blank: Values

  init(_ field: Field, at index: Int, isMark: Bool, label: String) {
    (self.index, self.field) = (index, field)
    // A mark stands beside the title already.
    placement = field.isCommon || isMark && field.show == nil ? .nowhere : field.placement
    var blank = NodeBuilder.blank(field, label: .text(label))
    NodeBuilder.set(placement.form, of: &blank)
    self.blank = blank
  }
}
