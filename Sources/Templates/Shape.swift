/// The names and kinds of the values in a context. They are known when templates are compiled, so
/// an unknown name is a finding at its line.
///
/// Shapes are compared by identity: make each once, and share it among its values.
package final class Shape: Sendable {
  package indirect enum Kind: Sendable {
    /// A text. It is always escaped; a section over it is shown if it is not empty, and `{{.}}` is
    /// the text.
    case text
    /// Well-formed HTML that the generator made itself, shown with three braces.
    case html
    /// A Boolean for sections; it opens no context.
    case flag
    case list(Shape)
    case object(Shape)
    /// A list whose entries have the shape that contains this member: a menu in a menu.
    case listOfItself
  }

  package let names: [String]
  package let kinds: [Kind]
  private let indexes: [String: Int]

  package init(_ members: [(name: String, kind: Kind)]) {
    names = members.map(\.name)
    kinds = members.map(\.kind)
    var indexes: [String: Int] = [:]
    for (index, member) in members.enumerated() {
      precondition(indexes.updateValue(index, forKey: member.name) == nil, "'\(member.name)' stands twice in a shape")
    }
    self.indexes = indexes
  }

  /// The shape of an entry in a list of texts: `{{#names}}{{.}}{{/names}}`.
  package static let text = Shape([(".", .text)])

  /// The index of a member in ``Values/slots``.
  package func index(of name: String) -> Int? { indexes[name] }
}
