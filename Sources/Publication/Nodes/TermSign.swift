import Knowledge
import Templates

/// The parts of a term's appearance beside its label: the shape before it, and its step.
struct TermSign {
  /// The name of a shape; absent if the term has none.
  var mark = Slot.absent
  /// A bar for each step of the vocabulary; absent if it is not ordered or has too many steps to
  /// count at a glance.
  var bars = Slot.absent
  /// The words `2 of 4`; absent if the vocabulary is not ordered.
  var scale = Slot.absent

  /// The most bars that readers tell apart.
  static let mostBars = 10
}

extension Site {
  func sign(of term: TermID, in language: String) -> TermSign {
    var sign = TermSign()
    if let mark = graph.vocabularies.mark(of: term) { sign.mark = .text(mark.rawValue) }
    guard let (step, count) = graph.vocabularies.step(of: term) else { return sign }
    sign.scale = .text(words(in: language)("js_scale", String(step), String(count)))
    guard count <= TermSign.mostBars else { return sign }
    sign.bars = .list((1...count).map { Values(PageShapes.bar, [.flag($0 <= step)]) })
    return sign
  }
}
