import Knowledge
import Publication
import Templates
import Text

/// Makes the pages of a book.
struct BookPages: Sendable {
  let plan: BookPlan
  let slice: Slice
  let renderer: PageRenderer
  /// The values that all files of the book show.
  let common: Values

  private var site: Site { renderer.site }
  private var language: String { slice.language }
  private var isRightToLeft: Bool { site.words(in: language).direction == "rtl" }

  func html(of chapter: BookChapter) -> BookMarkup {
    var book = common
    book["title"] = .text(chapter.title)
    book["type"] = .text(Self.type(of: chapter.kind))
    var template = "chapter"
    switch chapter.kind {
    case .title: template = "title"
    case .contents:
      template = "contents"
      book["contents"] = .list(BookContents.values(plan.contents, from: chapter.path))
      for (name, target) in [("start", plan.start), ("terms", plan.terms)] {
        if let target { book[name] = .text(relative(target, from: chapter.path)) }
      }
    case .record(let id): book["content"] = content(renderer.render(page(.record(id), chapter)))
    case .view(let view): book["content"] = content(renderer.render(page(.view(view), chapter)))
    case .list(let type, let records):
      book["content"] = content(renderer.renderList(of: type, records, in: language, at: chapter.path))
    case .links(_, let groups):
      template = "links"
      book["groups"] = .list(groups.map { group($0.label, $0.records, at: chapter.path) })
      book["count"] = .text(String(groups.reduce(0) { $0 + $1.records.count }))
    case .terms(let facet):
      template = "links"
      book["groups"] = .list(terms(facet, at: chapter.path))
    }
    return BookMarkup(renderer.renderBook(template, book, in: language, at: chapter.path), isRightToLeft: isRightToLeft)
  }

  private func page(_ kind: PageKind, _ chapter: BookChapter) -> PagePlan {
    PagePlan(kind: kind, language: language, path: chapter.path)
  }

  /// Without the links that lead out of the book.
  private func content(_ html: [UInt8]) -> Slot { .html(ArticleMarkup(prefix: "").fitted(html)) }

  private func relative(_ path: String, from origin: String) -> String {
    var bytes: [UInt8] = []
    bytes.appendRelativeURL(from: origin, to: path, fragment: nil)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func type(of kind: BookChapter.Kind) -> String {
    switch kind {
    case .title: "frontmatter titlepage"
    case .contents: "frontmatter"
    case .record, .view, .list: "bodymatter chapter"
    case .links: "bodymatter part"
    case .terms: "backmatter index"
    }
  }

  private func group(_ label: String, _ records: [RecordID], at path: String) -> Values {
    Values(
      PageShapes.bookGroup,
      [
        .text(label), .absent, .absent, .flag(true), .list(renderer.entries(records, in: language, at: path)), .absent,
      ])
  }

  /// The terms of a facet that records of the book have, each with these records, and the broader
  /// terms above them.
  private func terms(_ facet: Int, at path: String) -> [Values] {
    var records: [FacetValue: [RecordID]] = [:]
    for id in slice.records { for value in site.values(of: id, facet: facet) { records[value, default: []].append(id) } }
    let shown = Set(slice.records)
    return site.census.entries[facet].enumerated().compactMap { place, entry in
      guard entry.records.contains(where: shown.contains) else { return nil }
      let entries = renderer.entries(records[entry.value] ?? [], in: language, at: path)
      return Values(
        PageShapes.bookGroup,
        [
          .text(site.label(entry.value, in: language)), .text(BookPaths.anchor(ofTerm: place)), .text(String(entry.level)),
          .flag(!entries.isEmpty), .list(entries), .absent,
        ])
    }
  }
}

/// The contents of a book for a template.
struct BookContents {
  /// The path of the file that shows them.
  private let origin: String
  private var count = 0
  /// The place of each page in the order of reading: two lines that lead to one page have one
  /// number.
  private var numbers: [String: Int] = [:]

  /// - Parameter origin: the path of the file that shows the contents.
  static func values(_ entries: [BookEntry], from origin: String) -> [Values] {
    var contents = BookContents(origin: origin)
    return contents.values(entries)
  }

  private init(origin: String) { self.origin = origin }

  private mutating func values(_ entries: [BookEntry]) -> [Values] {
    entries.compactMap { entry in
      guard let target = entry.target else { return nil }
      count += 1
      let id = "line-\(count)"
      let number = numbers[target] ?? numbers.count + 1
      numbers[target] = number
      let inner = values(entry.entries)
      var url: [UInt8] = []
      url.appendRelativeURL(from: origin, to: target, fragment: nil)
      let text = String(decoding: url, as: UTF8.self)
      return Values(
        PageShapes.bookEntry,
        [
          .text(entry.title), entry.language.map(Slot.text) ?? .absent,
          entry.language.map { .text(Words.direction(of: $0)) } ?? .absent,
          entry.path == nil ? .absent : .text(text), .text(text), .text(id), .text(String(number)), .flag(!inner.isEmpty),
          .list(inner),
        ])
    }
  }
}
