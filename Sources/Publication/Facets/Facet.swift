package import Knowledge

/// The facets by which readers narrow lists, search and browse pages. Fields with the same name and
/// the same vocabularies are one facet, in all types.
package struct Facet: Sendable {
  package enum Values: Sendable {
    /// Terms of these vocabularies.
    case terms
    /// Records, which have pages of their own.
    case records
    /// Years of a period or a date.
    case years
    /// The texts of the field.
    case texts
  }
  /// The field's name; `type-field` if another facet has that name already.
  package let id: String
  package var label: Labels
  package var values: Values
  /// The types with this facet, and its field in each.
  package var fields: [(type: Int, field: Int)]
  /// The folder of its pages in each language.
  package let folder: String

  init(id: String, label: Labels, values: Values, fields: [(type: Int, field: Int)]) {
    self.id = id
    self.label = label
    self.values = values
    self.fields = fields
    folder = OutputName.file(for: "by-" + id, longest: PathNames.longestFolder)
  }

  package func field(ofType type: Int) -> Int? { fields.first { $0.type == type }?.field }

  package static func facets(of model: Model) -> [Facet] {
    var facets: [Facet] = []
    var keys: [(name: String, vocabularies: [String], kind: Values)] = []
    for (typeIndex, type) in model.types.enumerated() {
      for (index, field) in type.fields.enumerated() where field.isFacet {
        let values: Values =
          switch field.kind {
          case .term: .terms
          case .reference: .records
          case .period, .date, .datetime: .years
          default: .texts
          }
        if let known = keys.firstIndex(where: {
          $0.name == field.name && $0.vocabularies == field.vocabularies && $0.kind == values
        }) {
          facets[known].fields.append((typeIndex, index))
          continue
        }
        let isTaken = keys.contains { $0.name == field.name }
        keys.append((field.name, field.vocabularies, values))
        facets.append(
          Facet(
            id: isTaken ? type.name + "-" + field.name : field.name, label: field.label, values: values,
            fields: [(typeIndex, index)]))
      }
    }
    return facets
  }

  /// The facet's label, with its type's label if two facets have the same one.
  func label(in language: String, among facets: [Facet], of model: Model, default defaultLanguage: String) -> String {
    let own = label.text(in: language, default: defaultLanguage) ?? id
    guard facets.contains(where: { $0.id != id && ($0.label.text(in: language, default: defaultLanguage) ?? $0.id) == own })
    else { return own }
    let type = model.types[fields[0].type].label.text(in: language, default: defaultLanguage) ?? ""
    return own + " (" + type + ")"
  }
}
