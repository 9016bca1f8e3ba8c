import Knowledge
import Templates

/// The fields of a record and what leads to it, in the parts of a page: in each, fields in the
/// model's order, and inverses after them.
struct PageParts {
  private(set) var cautions: [Values] = []
  private(set) var facts: [Values] = []
  private(set) var ways: [Values] = []
  private(set) var leads = Rows()
  private(set) var asides = Rows()
  private(set) var main = Rows()
  private(set) var ends = Rows()

  mutating func add(_ node: Values, at placement: Placement, isListOfTexts: Bool = false) {
    switch placement.part {
    case .caution: cautions.append(node)
    case .facts: facts.append(node)
    case .ways: ways.append(node)
    case .lead: leads.add(node, placement.form, isListOfTexts)
    case .aside: asides.add(node, placement.form, false)
    case .main: main.add(node, placement.form, isListOfTexts)
    case .end: ends.add(node, placement.form, isListOfTexts)
    case .nowhere: break
    }
  }

  /// Fields one under the other; those that belong together stand in one row.
  struct Rows {
    private enum Kind { case facts, texts, other }

    private var rows: [(kind: Kind, fields: [Values])] = []

    mutating func add(_ node: Values, _ form: Placement.Form, _ isListOfTexts: Bool) {
      let kind: Kind = form == .fact ? .facts : isListOfTexts ? .texts : .other
      if kind != .other, rows.last?.kind == kind {
        rows[rows.count - 1].fields.append(node)
      } else {
        rows.append((kind, [node]))
      }
    }

    var isEmpty: Bool { rows.isEmpty }

    var slot: Slot {
      .list(
        rows.map { kind, fields in
          Values(PageShapes.row, [.list(fields), .flag(kind == .facts), .flag(kind == .texts && fields.count > 1)])
        })
    }
  }
}

extension ShownField {
  /// The longest text that is a short value though the model does not say so, in characters.
  private static let shortest = 60

  /// The placement of the field on the page of a record that has this value. A heading with one
  /// word under it says less than a fact.
  func placement(of value: Value?, _ node: Values) -> Placement {
    guard field.mayBeFact, placement.part != .nowhere else { return placement }
    let isShort =
      switch field.kind {
      case .text:
        value?.elements.allSatisfy { element in
          if case .text(let text) = element {
            text.unicodeScalars.count <= Self.shortest && !text.contains("\n")
          } else {
            false
          }
        } ?? false
      default: node.items.allSatisfy { !$0.isImage }
      }
    return isShort ? .fact : placement
  }

  var isListOfTexts: Bool { field.many && (field.kind == .text || field.kind == .record && placement.form == .list) }
}

extension Values {
  fileprivate var items: [Values] { if case .list(let items) = self[NodeMember.items] { items } else { [] } }
  fileprivate var isImage: Bool { if case .flag(true) = self[NodeMember.isImage] { true } else { false } }
}
