import Foundation
import Knowledge
import Publication
import Text

extension KiwixBook {
  /// An entry that tells a library of the book.
  package struct Metadata: Sendable {
    package var name: String
    package var type: String
    package var bytes: [UInt8]
  }

  /// - Parameters:
  ///   - icon: a PNG of 48 by 48 pixels.
  ///   - counter: the number of entries by MIME type.
  package func metadata(icon: [UInt8], counter: String) -> [Metadata] {
    let settings = site.graph.settings
    let language = site.paths.defaultLanguage
    let title = site.label(settings.title, in: language).line
    let publisher = site.label(settings.publisher, in: language).line
    let description = site.label(settings.description, in: language).line
    let isLong = description.count > Self.longestDescription
    let has = { (kind: String) in counter.contains(kind + "/") ? "yes" : "no" }
    let texts: [(String, String?)] = [
      ("Counter", counter),
      ("Creator", publisher.isEmpty ? title : publisher),
      ("Date", date),
      ("Description", (description.isEmpty ? title : description).cut(to: Self.longestDescription)),
      ("Flavour", site.options.edition),
      ("Language", site.paths.languages.map(Self.code).joined(separator: ",")),
      ("License", settings.licence.isEmpty ? nil : settings.licence),
      ("LongDescription", isLong ? description.cut(to: 4000) : nil),
      ("Name", name),
      ("Publisher", publisher.isEmpty ? title : publisher),
      ("Scraper", "casebook " + Generator.version),
      ("Source", site.options.baseURL),
      ("Tags", "_pictures:\(has("image"));_videos:\(has("video"));_ftindex:no"),
      ("Title", title.cut(to: 30)),
    ]
    return [Metadata(name: "Illustration_48x48@1", type: "image/png", bytes: icon)]
      + texts.compactMap { name, text in text.map { Metadata(name: name, type: "text/plain", bytes: Array($0.utf8)) } }
  }

  private static let longestDescription = 80

  /// The name that all releases of a book share, by which libraries find the newer one.
  private var name: String {
    let title = site.label(site.graph.settings.title, in: site.paths.defaultLanguage)
    let languages = site.paths.languages
    return [OutputName.file(for: title), languages.count == 1 ? languages[0] : "mul", site.options.edition ?? "all"]
      .joined(separator: "_").lowercased()
  }

  /// The day of the release if its name begins with one, or else of the last update.
  private var date: String {
    let release = site.options.release.split(separator: " ").first.flatMap { PartialDate(String($0)) }
    let updates = site.graph.records.flatMap { record in
      [CommonField.updated, .last_reviewed].compactMap { if case .date(let date)? = record[$0] { date } else { nil } }
    }
    let date = release ?? updates.max() ?? PartialDate(year: 1980)
    return PartialDate(year: date.year, month: date.month ?? 1, day: date.day ?? 1).iso
  }

  /// The code of a language in ISO 639-3.
  private static func code(of language: String) -> String {
    Locale.Language(identifier: language).languageCode?.identifier(.alpha3) ?? "und"
  }
}

extension String {
  fileprivate var line: String { split(whereSeparator: \.isNewline).joined(separator: " ") }

  /// Returns the text, or whole words of it with an ellipsis, at most so many characters.
  func cut(to most: Int) -> String {
    guard let end = index(startIndex, offsetBy: most, limitedBy: endIndex), end < endIndex else { return self }
    let start = self[..<index(before: end)]
    let isWhole = self[start.endIndex].isWhitespace
    var words = isWhole ? start : start.lastIndex(of: " ").map { start[..<$0] } ?? start
    if words.count <= most / 2 { words = start }
    while let last = words.last, last.isWhitespace || last == "…" { words.removeLast() }
    return words + "…"
  }
}
