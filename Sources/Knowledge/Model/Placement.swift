/// The part of a record's page that shows a field, and the form in which it does so.
///
/// The word that the model says for a field means a part (`caution`, `lead`, `facts`, `aside`,
/// `ways`, `end`), or a form in the main part (`text`, `table`, `list`).
package struct Placement: Hashable, Sendable {
  package enum Part: Sendable {
    /// Before everything else: what a reader has to know in order to take no harm.
    case caution
    /// Before the facts and the body.
    case lead
    /// The panel of short values, before the body.
    case facts
    /// In the margin beside the body.
    case aside
    /// After the body.
    case main
    /// The rows of links that lead on.
    case ways
    /// After everything that the record says, such as its sources.
    case end
    case nowhere
  }

  package enum Form: Sendable {
    /// A label with a short value.
    case fact
    /// Paragraphs under a heading; for entries, a numbered part each; for links, each with its
    /// summary.
    case text
    case table, list
    /// Links as a numbered list, each with its locator in the source.
    case sources
  }

  package var part: Part
  package var form: Form

  private init(_ part: Part, _ form: Form) { (self.part, self.form) = (part, form) }

  init(_ show: Field.Show, usually form: Form) {
    self =
      switch show {
      case .caution: Placement(.caution, form)
      case .lead: Placement(.lead, form)
      case .facts: Placement(.facts, .fact)
      case .aside: Placement(.aside, form)
      case .text: Placement(.main, .text)
      case .table: Placement(.main, .table)
      case .list: Placement(.main, form == .sources ? form : .list)
      case .ways: Placement(.ways, .fact)
      case .end: Placement(.end, form)
      case .nowhere: Placement(.nowhere, form)
      }
  }

  package static let fact = Placement(.facts, .fact)
  package static let nowhere = Placement(.nowhere, .text)
}

extension Field {
  /// The part and the form of the field on a page of its record.
  package var placement: Placement {
    // A text that leads into a page needs no heading of its own: its label begins it.
    let isLead = show == .lead && kind == .text && !many
    return Placement(show ?? usualShow, usually: isLead ? .fact : usualForm)
  }

  /// True if short values of the field stand among the facts: the model does not say where they
  /// stand, and its bounds permit longer ones.
  package var mayBeFact: Bool { show == nil && (kind == .text && usualShow != .facts || kind == .file) }

  /// The placement of a field about which the model says nothing.
  package var usualShow: Show {
    switch kind {
    case .text: many || (max ?? 1000) > Field.longestFact ? .text : .facts
    case .markdown, .file: .text
    case .record: isTabular ? .table : .text
    case .reference: role == "citation" ? .end : many || !fields.isEmpty ? .list : .facts
    case .integer, .number, .boolean, .date, .datetime, .duration, .period, .url, .language, .term: .facts
    }
  }

  private var usualForm: Placement.Form {
    switch kind {
    case .text, .markdown, .file: usualShow == .facts ? .fact : .text
    case .record: isTabular ? .table : .text
    case .reference: role == "citation" ? .sources : usualShow == .facts ? .fact : .list
    case .integer, .number, .boolean, .date, .datetime, .duration, .period, .url, .language, .term: .fact
    }
  }

  /// The words that the model may say for a field of this kind.
  package var possibleShows: [Show] { Show.allCases.filter(canBeShown) }

  private func canBeShown(_ show: Show) -> Bool {
    switch show {
    case .caution, .lead, .text, .aside, .end, .nowhere: true
    case .facts: kind != .markdown && kind != .record
    case .list: kind == .reference || many && (kind != .record || isShort)
    case .table: kind == .reference || kind == .record && !fields.contains { $0.kind == .record && !$0.isHidden }
    case .ways: [.reference, .term, .url, .file].contains(kind)
    }
  }

  /// True if an entry of the field fits a line.
  private var isShort: Bool { !fields.contains { [.markdown, .record].contains($0.kind) && !$0.isHidden } }

  /// True if the field's entries are rows of a table: at least two columns, and none for long
  /// texts.
  private var isTabular: Bool {
    let columns = shownFields
    return columns.count > 1
      && columns.allSatisfy { column in
        switch column.kind {
        case .markdown, .record, .file: false
        case .text: column.max ?? 0 <= Field.longestFact
        default: true
        }
      }
  }

  /// The nested fields that a page shows.
  package var shownFields: [Field] { fields.filter { !$0.isHidden && $0.name != key } }
}

extension Field {
  /// The greatest `max` of texts that are short values, in characters.
  static let longestFact = 200.0
}

extension Field.Inverse {
  /// Links that say something of their own are a list; those that do not are a row.
  package func placement(saysMore: Bool) -> Placement { Placement(show ?? (saysMore ? .list : .ways), usually: .list) }
}
