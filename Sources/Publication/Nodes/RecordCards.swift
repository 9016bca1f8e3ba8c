package import Knowledge
import Templates

/// The texts that links and lists show of a record in one language.
///
/// This is a class because every link reads it: each read of a structure would retain all its
/// members.
final class RecordCard: Sendable {
  /// The type's position in the model.
  let type: Int
  let title: String
  /// The title in the form that pages show.
  let shownTitle: Slot
  /// Empty if the record has no summary.
  let summary: Slot
  /// The language of title and summary, if it is not the page's.
  let foreign: String?
  let typeLabel: Slot
  let typeName: Slot
  /// The record's required terms with a single value, by which readers judge it, such as an outcome
  /// or a confidence.
  let marks: Slot
  /// Usually the place and the time: the first facet with several terms, and the first period or
  /// date.
  let facts: Slot
  let updated: Slot
  let isMachineMade: Bool
  let isSuperseded: Bool

  init(
    type: Int, title: String, summary: String, foreign: String?, typeLabel: Slot, typeName: Slot, marks: Slot, facts: Slot,
    updated: Slot, isMachineMade: Bool, isSuperseded: Bool
  ) {
    self.type = type
    self.title = title
    shownTitle = .shown(title)
    self.summary = .shown(summary)
    self.foreign = foreign
    self.typeLabel = typeLabel
    self.typeName = typeName
    self.marks = marks
    self.facts = facts
    self.updated = updated
    self.isMachineMade = isMachineMade
    self.isSuperseded = isSuperseded
  }

  var language: Slot { foreign.map(Slot.text) ?? .absent }
  var direction: Slot { foreign.map { .text(Words.direction(of: $0)) } ?? .absent }

  /// Returns the record as an entry of a list.
  func entry(_ id: String, url: Slot) -> Values {
    Values(
      PageShapes.entry,
      [
        .text(id), shownTitle, url, summary, typeLabel, typeName, language, direction, marks, facts, updated,
        .flag(isMachineMade), .flag(isSuperseded), .absent,
      ])
  }
}

/// The cards of all records in one language, each made once: a record is shown on some hundred
/// pages.
///
/// Without cards, a third of a page's time went into finding the title in its language and the
/// marks for each link.
final class RecordCards: Sendable {
  /// Empty if cards are made on request.
  private let cards: [RecordCard]
  private let maker: CardMaker

  /// - Parameter isWhole: false if only a few pages will be made.
  init(_ site: Site, language: String, isWhole: Bool) {
    let maker = CardMaker(site, language)
    cards = isWhole ? site.graph.records.indices.map { maker.card(RecordID($0)) } : []
    self.maker = maker
  }

  subscript(id: RecordID) -> RecordCard { cards.isEmpty ? maker.card(id) : cards[id.index] }
}

private struct CardMaker: Sendable {
  /// The values that all records of a type have in common.
  private struct TypeParts: Sendable {
    var label: Slot
    var name: Slot
    var marks: [Int]
    var facts: [Int]
  }

  let site: Site
  private let language: String
  private let texts: ValueText
  private let separator: String
  private let types: [TypeParts]

  init(_ site: Site, _ language: String) {
    self.site = site
    self.language = language
    texts = ValueText(site: site, language: language)
    separator = texts.words("list_separator")
    types = site.graph.model.types.map { type in
      TypeParts(
        label: .shown(site.label(type.label, in: language)), name: .shown(type.name),
        marks: type.markFields, facts: site.hitFacts(of: type))
    }
  }

  func card(_ id: RecordID) -> RecordCard {
    let record = site.graph[id]
    let index = record.bestTextIndex(in: language)
    let text = record.texts[index]
    let parts = types[record.type]
    return RecordCard(
      type: record.type, title: text.title, summary: site.summary(of: record, textAt: index) ?? "",
      foreign: text.language == language ? nil : text.language, typeLabel: parts.label, typeName: parts.name,
      marks: .list(parts.marks.compactMap { mark(record, $0) }),
      facts: .list(parts.facts.compactMap { fact(record, $0) }),
      updated: { if case .date(let date)? = record[.updated] { .text(texts.dates.text(date)) } else { .absent } }(),
      isMachineMade: text.translation?.isMachineMade ?? false,
      isSuperseded: site.graph.settings.role(ofStatus: record.status) == .superseded)
  }

  private func mark(_ record: Record, _ index: Int) -> Values? {
    guard case .term(let term)? = record.values[index] else { return nil }
    let field = site.graph.model.types[record.type].fields[index]
    let known = site.graph.vocabularies[term]
    let sign = site.sign(of: term, in: language)
    return Values(
      PageShapes.mark,
      [
        .shown(field.name), .shown(site.label(field.label, in: language)), .shown(known.id),
        .shown(site.label(known.label, in: language)), sign.bars, sign.scale, sign.mark,
      ])
  }

  private func fact(_ record: Record, _ index: Int) -> Values? {
    guard let value = record.values[index] else { return nil }
    let text = value.elements.prefix(4).compactMap(texts.text).joined(separator: separator)
    guard !text.isEmpty else { return nil }
    let field = site.graph.model.types[record.type].fields[index]
    return Values(
      PageShapes.fact,
      [
        .shown(field.name), .shown(site.label(field.label, in: language)), .absent, .shown(text), .absent, .absent, .absent,
        .absent,
      ])
  }
}

extension Site {
  /// Returns a record's summary.
  package func summary(of id: RecordID, in language: String) -> String? {
    let record = graph[id]
    return summary(of: record, textAt: record.bestTextIndex(in: language))
  }

  func summary(of record: Record, textAt index: Int) -> String? {
    let own = record.texts[index].values[CommonField.summary.rawValue]
    if case .text(let summary)? = own ?? (index == 0 ? record[.summary] : nil) { return summary }
    return nil
  }
}
