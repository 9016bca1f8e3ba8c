/// A check that the model asks of each record of a type.
package struct Rule: Sendable {
  package enum Test: Sendable {
    /// These fields are there.
    case require([String])
    /// The sum over a list's entries equals another field: `sum: sessions.minutes, equals: minutes`; with `each`, once an entry.
    case sum(each: String?, path: [String], equals: String)
    /// The number of values, edges or links back.
    case count(of: String, min: Int?, max: Int?)
  }

  /// Field and the texts one of which it has; all must hold.
  package var when: [(field: String, values: [String])] = []
  package var test: Test
  package var message: Labels
  package var range: Range<Int>

  /// What `waive` calls it: the rule's kind and field, such as `require-parts`.
  package var name: String {
    switch test {
    case .require(let fields): "require-" + fields.joined(separator: "-")
    case .sum(let each, let path, _): "sum-" + (each.map { $0 + "-" } ?? "") + path.joined(separator: "-")
    case .count(let field, _, _): "count-" + field
    }
  }
}
