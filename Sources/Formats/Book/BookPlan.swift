import Knowledge
import Publication
import Text

/// A file of a book that is read.
struct BookChapter: Sendable {
  enum Kind: Sendable {
    case title
    case contents
    case record(RecordID)
    /// A list of links to records of one type, under headings or under none.
    case links(type: Int, [(label: String, records: [RecordID])])
    /// Some of the records of a type that share pages.
    case list(type: Int, [RecordID])
    case view(Int)
    /// The terms of a facet, each with links to its records.
    case terms(facet: Int)
  }

  var kind: Kind
  var path: String
  var title: String
}

/// A line of a book's contents.
struct BookEntry: Sendable {
  var title: String
  /// The language of the title, if it is not the book's.
  var language: String?
  /// nil for a heading without a page.
  var path: String?
  var entries: [BookEntry] = []

  /// The page that the line leads to, or the first one below it.
  var target: String? { path ?? entries.lazy.compactMap(\.target).first }
}

/// The files of a book that are read, in their order, and its contents.
struct BookPlan: Sendable {
  private(set) var chapters: [BookChapter] = []
  private(set) var contents: [BookEntry] = []
  /// The path of the first page that is neither title nor contents.
  let start: String?
  /// The path of the first page of the index of terms.
  let terms: String?

  private let slice: Slice
  private let site: Site
  private let paths: BookPaths
  private let groups: [(label: String, records: [RecordID])]

  /// - Parameter groups: the records of the type that readers come for, in its groups, as the home
  ///   page has them.
  init(
    _ parts: BookParts, _ paths: BookPaths, _ slice: Slice, of site: Site, groups: [(label: String, records: [RecordID])]
  ) {
    (self.paths, self.slice, self.site, self.groups) = (paths, slice, site, groups)
    let terms = paths.facets.keys.sorted()
    self.terms = terms.first.flatMap { paths.facets[$0] }
    start = parts.parts.lazy.compactMap { Self.target(of: $0, paths) }.first
    let words = site.words(in: slice.language)
    add(.title, BookPaths.title, words("book_about"))
    add(.contents, BookPaths.contents, words("book_contents"))
    contents = [BookEntry(title: words("book_about"), path: BookPaths.title)]
    for part in parts.parts { add(part) }
    guard let first = terms.first else { return }
    let entries = terms.map { facet in
      BookEntry(title: site.label(site.facets[facet], in: slice.language), path: paths.facets[facet])
    }
    for (facet, entry) in zip(terms, entries) { add(.terms(facet: facet), entry.path!, entry.title) }
    contents.append(BookEntry(title: words("book_terms"), path: paths.facets[first], entries: entries))
  }

  private static func target(of part: BookParts.Part, _ paths: BookPaths) -> String? {
    switch part {
    case .record(let id): paths.records[id.index]
    case .type(let type, _), .list(let type, _): paths.types[type]
    case .view(let view): paths.views[view]
    }
  }

  private mutating func add(_ kind: BookChapter.Kind, _ path: String, _ title: String) {
    chapters.append(BookChapter(kind: kind, path: path, title: title))
  }

  private func plural(_ type: Int) -> String { site.label(site.graph.model.types[type].plural, in: slice.language) }

  private mutating func add(_ part: BookParts.Part) {
    switch part {
    case .record(let id): contents.append(add(id))
    case .view(let view):
      let title = site.label(site.graph.settings.views[view].label, in: slice.language)
      add(.view(view), paths.views[view]!, title)
      contents.append(BookEntry(title: title, path: paths.views[view]))
    case .type(let type, let records):
      let shown = Set(records)
      let grouped = groups.map { ($0.label, $0.records.filter(shown.contains)) }.filter { !$0.1.isEmpty }
      let isGrouped = grouped.count > 1 && grouped.reduce(0) { $0 + $1.1.count } == records.count
      let groups = isGrouped ? grouped : [("", records)]
      add(.links(type: type, groups), paths.types[type]!, plural(type))
      var entry = BookEntry(title: plural(type), path: paths.types[type])
      for (label, records) in groups {
        let entries = records.map { add($0) }
        entry.entries += isGrouped ? [BookEntry(title: label, entries: entries)] : entries
      }
      contents.append(entry)
    case .list(let type, let records):
      var entry = BookEntry(title: plural(type), path: paths.types[type])
      let pages = stride(from: 0, to: records.count, by: BookPaths.listPage).map {
        Array(records[$0..<min(records.count, $0 + BookPaths.listPage)])
      }
      for (place, members) in pages.enumerated() {
        let path = paths.records[members[0].index]!
        let title = pages.count > 1 ? "\(plural(type)) (\(place + 1))" : plural(type)
        add(.list(type: type, members), path, title)
        if pages.count > 1 { entry.entries.append(BookEntry(title: title, path: path)) }
      }
      contents.append(entry)
    }
  }

  private mutating func add(_ id: RecordID) -> BookEntry {
    let text = site.graph.records[id.index].bestText(in: slice.language)
    let path = paths.records[id.index]!
    add(.record(id), path, text.title)
    return BookEntry(title: text.title, language: text.language == slice.language ? nil : text.language, path: path)
  }
}
