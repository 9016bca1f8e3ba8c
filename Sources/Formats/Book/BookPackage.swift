import Knowledge
import Publication
import Templates
import Text

/// The data that the package of a book says of the whole: its identifier, its date, its files.
struct BookPackage {
  let slice: Slice
  let site: Site
  /// The number of links that were followed from the records that were asked for.
  let depth: Int

  /// The same for each release of the same book: a library replaces the older one by the newer one.
  /// So it is made from the names of the book, not from its records.
  var identifier: String {
    let settings = site.graph.settings
    let names = [
      site.options.baseURL ?? "", site.label(settings.title, in: site.paths.defaultLanguage),
      site.label(settings.publisher, in: site.paths.defaultLanguage), site.options.edition ?? "", slice.language,
    ]
    let records = slice.roots.map { site.graph.records[$0.index].id }
    let text = (names + records + (records.isEmpty ? [] : ["\(depth)"])).joined(separator: "\n")
    var digits = Array(SHA256.digest(of: Array(text.utf8)).hexadecimal(bytes: 16))
    // RFC 9562: version 8, whose bits the maker chooses, and the variant of that document.
    digits[12] = "8"
    digits[16] = ["8", "9", "a", "b"][digits[16].hexDigitValue! & 3]
    let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
    return "urn:uuid:" + parts.joined(separator: "-")
  }

  /// The latest day that the release or a record of the book tells; never the clock's.
  var day: PartialDate? {
    let release = site.options.release.replacing(".", with: "-")
    let released = PartialDate(String(release.prefix(10))) ?? PartialDate(String(release.prefix(7))) ?? PartialDate(release)
    let dates = slice.records.flatMap { id in
      [CommonField.updated, .last_reviewed].compactMap { field in
        if case .date(let date)? = site.graph.records[id.index][field] { date } else { nil }
      }
    }
    return (dates + [released].compactMap(\.self)).max()
  }

  /// A book must tell a time; one that nobody knows is the first that archives can tell.
  var modified: String {
    guard let day else { return "1980-01-01T00:00:00Z" }
    func text(_ number: Int, _ count: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, count - digits.count)) + digits
    }
    return "\(text(day.year, 4))-\(text(day.month ?? 1, 2))-\(text(day.day ?? 1, 2))T00:00:00Z"
  }

  /// The values of all templates of the book.
  func common(hasOwnStyle: Bool, _ plan: BookPlan) -> Values {
    let language = slice.language
    let words = site.words(in: language)
    var book = Values(PageShapes.book)
    book["language"] = .text(language)
    book["direction"] = .text(words.direction)
    book["isRightToLeft"] = .flag(words.direction == "rtl")
    book["hasOwnStyle"] = .flag(hasOwnStyle)
    book["identifier"] = .text(identifier)
    book["modified"] = .text(modified)
    book["count"] = .text(String(slice.records.count))
    book["hasTerms"] = .flag(plan.terms != nil)
    let names = slice.roots.map { site.graph.records[$0.index].title(in: language) }
    if !names.isEmpty {
      book["taken"] = .text(words("book_taken", names.joined(separator: words("list_separator")), "\(slice.records.count)"))
    }
    if let day { book["date"] = .text(ValueText(site: site, language: language).text(.date(day)) ?? "") }
    if let base = site.options.baseURL { book["newer"] = .text(base + percentEncoded(site.paths.home(in: language))) }
    return book
  }

  /// The title of the book: that of the knowledge base, with the records that were asked for.
  var title: String {
    let heading = site.label(site.graph.settings.title, in: slice.language)
    let names = slice.roots.map { site.graph.records[$0.index].title(in: slice.language) }
    guard !names.isEmpty else { return heading }
    return names.joined(separator: site.words(in: slice.language)("list_separator")) + " · " + heading
  }

  /// The kinds of pictures that every reading system shows.
  static func mediaType(ofPicture path: String) -> String? {
    switch path.split(separator: ".").last?.lowercased() {
    case "png": "image/png"
    case "jpg", "jpeg": "image/jpeg"
    case "gif": "image/gif"
    case "webp": "image/webp"
    case "svg": "image/svg+xml"
    default: nil
    }
  }
}
