/// Finds the steps of scales that only hidden records have.
///
/// A page says `2 of 4`. The 4 must not count a step that only a hidden record has, since what an
/// edition leaves out was never there; but it counts a step that no record has at all, or the
/// highest step in use would look like the highest there is.
package struct HiddenSteps: Sendable {
  /// By type, the fields whose values may be terms of an ordered vocabulary.
  private let fieldIndexes: [[Int]]
  private let vocabularies: Vocabularies

  package init(_ model: Model, _ vocabularies: Vocabularies) {
    func mayHold(_ field: Field) -> Bool {
      field.fields.contains(where: mayHold)
        || field.vocabularies.contains {
          vocabularies.index(of: $0).map { vocabularies.all[$0].isOrdered } ?? false
        }
    }
    fieldIndexes = model.types.map { type in type.fields.indices.filter { mayHold(type.fields[$0]) } }
    self.vocabularies = vocabularies
  }

  /// - Parameters:
  ///   - all: The records before the edition was applied.
  ///   - visible: The same records as far as the edition shows them.
  package func among(_ all: [[Record]], visible: [Record]) -> Set<TermID> {
    guard fieldIndexes.contains(where: { !$0.isEmpty }) else { return [] }
    var hidden: Set<TermID> = []
    for record in all.joined() { note(record, in: &hidden) }
    guard !hidden.isEmpty else { return [] }
    var shown: Set<TermID> = []
    for record in visible { note(record, in: &shown) }
    return hidden.subtracting(shown)
  }

  private func note(_ record: Record, in terms: inout Set<TermID>) {
    for index in fieldIndexes[record.type] { note(record.values[index], in: &terms) }
  }

  private func note(_ value: Value?, in terms: inout Set<TermID>) {
    for element in value?.elements ?? [] {
      switch element {
      case .term(let id): if vocabularies.all[Int(id.vocabulary)].isOrdered { terms.insert(id) }
      case .record(let entry): for value in entry.values { note(value, in: &terms) }
      case .reference(let reference): for value in reference.fields { note(value, in: &terms) }
      default: break
      }
    }
  }
}
