/// A check that the model requires for each record of a type.
package struct Rule: Sendable {
  package enum Test: Sendable {
    /// These fields have values.
    case require([String])
    /// The sum over a list's entries equals another field; with `each`, one sum for each entry:
    /// `sum: sessions.minutes, equals: minutes`.
    case sum(each: String?, path: [String], equals: String)
    /// The number of values, edges or inverse links is within bounds.
    case count(of: String, min: Int?, max: Int?)
    /// At least so many different readers have decided one of these things about the record.
    case readers(Int, decided: [String])
  }

  /// Conditions: the field must have one of the texts. All conditions must hold.
  package var when: [(field: String, values: [String])] = []
  package var test: Test
  package var message: Labels
  package var range: Range<Int>

  /// True if some records break the rule when this field is missing.
  func needs(_ field: String) -> Bool {
    if case .require(let fields) = test { fields.contains(field) } else { false }
  }

  /// The name of the rule in `waive`: its kind and field, such as `require-parts`.
  package var name: String {
    switch test {
    case .require(let fields): "require-" + fields.joined(separator: "-")
    case .sum(let each, let path, _): "sum-" + (each.map { $0 + "-" } ?? "") + path.joined(separator: "-")
    case .count(let field, _, _): "count-" + field
    case .readers: "readers"
    }
  }

  /// The parts of a rule that asks for readers.
  var readers: (least: Int, decided: [String])? {
    if case .readers(let least, let decided) = test { (least, decided) } else { nil }
  }
}
