/// What names a context offers: known when templates are compiled, so that an unknown name is a finding at its line.
///
/// A shape is known by its identity: make each once, and share it by its values.
package final class Shape: Sendable {
  package indirect enum Kind: Sendable {
    /// Escaped wherever it is shown; in a section it is true when it is not empty, and `{{.}}` is the text.
    case text
    /// Well-formed HTML of the generator's own making, shown with three braces.
    case html
    /// For sections only; it opens no context of its own.
    case flag
    case list(Shape)
    case object(Shape)
    /// A list whose entries have the shape that this member belongs to: a menu in a menu.
    case listOfItself
  }

  package let names: [String]
  package let kinds: [Kind]
  private let places: [String: Int]

  package init(_ members: [(name: String, kind: Kind)]) {
    names = members.map(\.name)
    kinds = members.map(\.kind)
    var places: [String: Int] = [:]
    for (place, member) in members.enumerated() {
      precondition(places.updateValue(place, forKey: member.name) == nil, "'\(member.name)' stands twice in a shape")
    }
    self.places = places
  }

  /// An entry of a list of texts: `{{#names}}{{.}}{{/names}}`.
  package static let text = Shape([(".", .text)])

  /// Where a member stands in ``Values/slots``.
  package func place(of name: String) -> Int? { places[name] }
}
