import Foundation
import Text

/// Language tags as people write them in file names: `fr`, `FR`, `pt-BR`, `pt_br` (BCP 47).
package enum LanguageTag {
  /// The tag in lower case, with hyphens.
  package static func plain(_ tag: some StringProtocol) -> String { tag.lowercased().replacing("_", with: "-") }

  /// True if two tags are equal apart from capitals, hyphens and underscores.
  package static func isSame(_ a: some StringProtocol, _ b: some StringProtocol) -> Bool {
    a.utf8.count == b.utf8.count
      && zip(a.utf8, b.utf8).allSatisfy { a, b in a == b || folded(a) == folded(b) }
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x41...0x5A: byte | 0x20
    case UInt8(ascii: "_"): UInt8(ascii: "-")
    default: byte
    }
  }

  /// True for a language, with an optional script, region or variant. Of the languages with three
  /// letters, only those for which the program has words for dates and numbers count: of all of
  /// them, hundreds are also words of English, such as `new`.
  package static func isKnown(_ tag: some StringProtocol) -> Bool {
    let parts = plain(tag).utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard tag.utf8.count <= 35, let first = parts.first, languages.contains(String(Substring(first))) else { return false }
    return parts.dropFirst().allSatisfy { part in
      (2...8).contains(part.count) && part.allSatisfy { (48...57).contains($0) || (97...122).contains($0) }
    }
  }

  /// The name of a language in that language, such as *português (Brasil)*; the tag if the name is
  /// not known.
  package static func ownName(of tag: String) -> String {
    let name = Locale(identifier: tag).localizedString(forIdentifier: tag) ?? tag
    return name.prefix(1).uppercased() + name.dropFirst()
  }

  private static let languages: Set<String> = {
    let short = Locale.LanguageCode.isoLanguageCodes.map(\.identifier).filter { $0.utf8.count == 2 }
    let long = Locale.availableIdentifiers.compactMap { Locale(identifier: $0).language.languageCode?.identifier }
    return Set(short + long).filter { (2...3).contains($0.utf8.count) }
  }()
}

extension LanguageTag {
  /// Reports a language that the settings do not have, in words that are given by language.
  static func unknown(
    _ written: String, _ range: Range<Int>, _ what: String, _ source: SourceText, _ languages: [String]
  ) -> Diagnostic {
    let same = languages.first { isSame($0, written) }
    let nearest = same ?? nearestName(to: written, among: languages)
    return source.finding(
      .error, "unknown-language", range,
      "\(what) is given for '\(written.prefix(60))', and 'languages' in casebook.yaml (\(languages.joined(separator: ", "))) has no such language",
      suggestion: nearest, edit: same.map { Edit(range, $0) })
  }
}
