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
  /// Links from pages in the folder of the record's own page, and from pages in sibling folders;
  /// absent if each page makes its own.
  let near: Slot
  let far: Slot
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
    type: Int, title: String, shownTitle: Slot, summary: Slot, near: Slot, far: Slot, foreign: String?, typeLabel: Slot,
    typeName: Slot, marks: Slot,
    facts: Slot, updated: Slot, isMachineMade: Bool, isSuperseded: Bool
  ) {
    self.type = type
    self.title = title
    self.shownTitle = shownTitle
    self.summary = summary
    self.near = near
    self.far = far
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

  /// - Parameter texts: receives the texts of the cards; nil if only a few pages will be made.
  init(_ site: Site, language: String, in texts: inout CommonTexts?) {
    var maker = CardMaker(site, language)
    cards = texts == nil ? [] : site.graph.records.indices.map { maker.card(RecordID($0), in: &texts) }
    self.maker = maker
  }

  subscript(id: RecordID) -> RecordCard {
    guard cards.isEmpty else { return cards[id.index] }
    var maker = maker
    var texts: CommonTexts?
    return maker.card(id, in: &texts)
  }
}

private struct CardMaker: Sendable {
  /// The values that all records of a type have in common.
  private struct TypeParts: Sendable {
    var label: Slot
    var name: Slot
    var marks: [Int]
    var facts: [Int]
    /// The folder of the type's records, and a sibling folder.
    var near: PageFolder
    var far: PageFolder
  }
  private struct MarkKey: Hashable {
    var type: Int
    var field: Int
    var term: TermID
  }

  let site: Site
  private let language: String
  private let texts: ValueText
  private let separator: String
  private let types: [TypeParts]
  private let languagePlace: Int
  /// The marks, each with its number among the common texts.
  private var marks: [MarkKey: (mark: Values, number: Int32)] = [:]

  init(_ site: Site, _ language: String) {
    self.site = site
    self.language = language
    languagePlace = site.paths.index(of: language)
    texts = ValueText(site: site, language: language)
    separator = texts.words("list_separator")
    types = site.graph.model.types.map { type in
      TypeParts(
        label: .text(site.label(type.label, in: language)), name: .text(type.name),
        marks: type.markFields,
        facts: site.hitFacts(of: type), near: PageFolder(of: site.paths.root(of: language) + type.folder + "/"),
        far: PageFolder(of: site.paths.root(of: language) + type.folder + "-/"))
    }
  }

  /// - Parameter common: receives the texts of the card; nil if the card keeps its own.
  mutating func card(_ id: RecordID, in common: inout CommonTexts?) -> RecordCard {
    func shown(_ text: String) -> Slot { common?.add(text) ?? .text(text) }
    let record = site.graph[id]
    let place = record.bestPlace(in: language)
    let text = record.texts[place]
    let parts = types[record.type]
    return RecordCard(
      type: record.type, title: text.title, shownTitle: shown(text.title),
      summary: shown(site.summary(of: record, textAt: place) ?? ""), near: url(of: id, from: parts.near, in: &common),
      far: url(of: id, from: parts.far, in: &common), foreign: text.language == language ? nil : text.language,
      typeLabel: parts.label, typeName: parts.name,
      marks: marks(record, parts.marks, in: &common),
      facts: .list(parts.facts.compactMap { fact(record, $0) }),
      updated: { if case .date(let date)? = record[.updated] { .text(texts.dates.text(date)) } else { .absent } }(),
      isMachineMade: text.translation?.isMachineMade ?? false,
      isSuperseded: site.graph.settings.role(ofStatus: record.status) == .superseded)
  }

  private func url(of id: RecordID, from folder: PageFolder, in common: inout CommonTexts?) -> Slot {
    guard common != nil else { return .absent }
    var url: [UInt8] = []
    site.paths.appendURL(of: id, part: nil, at: languagePlace, from: "", folder, to: &url)
    return common?.add(escaped: url) ?? .absent
  }

  private mutating func marks(_ record: Record, _ places: [Int], in common: inout CommonTexts?) -> Slot {
    var marks: [(mark: Values, number: Int32)] = []
    for place in places { if let mark = mark(record, place, in: &common) { marks.append(mark) } }
    return common?.add(list: marks.map(\.number)) ?? .list(marks.map(\.mark))
  }

  private mutating func mark(_ record: Record, _ place: Int, in common: inout CommonTexts?) -> (mark: Values, number: Int32)? {
    guard case .term(let term)? = record.values[place] else { return nil }
    let key = MarkKey(type: record.type, field: place, term: term)
    if let known = marks[key] { return known }
    let field = site.graph.model.types[record.type].fields[place]
    let known = site.graph.vocabularies[term]
    let sign = site.sign(of: term, in: language)
    let mark = Values(
      PageShapes.mark,
      [
        .text(field.name), .text(site.label(field.label, in: language)), .text(known.id),
        .text(site.label(known.label, in: language)), sign.bars, sign.scale, sign.mark,
      ])
    let numbered = (mark, common?.add(entry: mark) ?? 0)
    marks[key] = numbered
    return numbered
  }

  private func fact(_ record: Record, _ place: Int) -> Values? {
    guard let value = record.values[place] else { return nil }
    let text = value.elements.prefix(4).compactMap(texts.text).joined(separator: separator)
    guard !text.isEmpty else { return nil }
    let field = site.graph.model.types[record.type].fields[place]
    return Values(
      PageShapes.fact,
      [
        .text(field.name), .text(site.label(field.label, in: language)), .absent, .text(text), .absent, .absent, .absent,
        .absent,
      ])
  }
}

extension Site {
  /// Returns a record's summary.
  package func summary(of id: RecordID, in language: String) -> String? {
    let record = graph[id]
    return summary(of: record, textAt: record.bestPlace(in: language))
  }

  func summary(of record: Record, textAt place: Int) -> String? {
    let own = record.texts[place].values[CommonField.summary.rawValue]
    if case .text(let summary)? = own ?? (place == 0 ? record[.summary] : nil) { return summary }
    return nil
  }
}
