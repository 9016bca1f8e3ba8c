import Foundation
import Knowledge
package import Text

/// The words of the interface in one language: `Templates/languages/fr.yaml`.
///
/// This is an immutable class, for the same reason as ``ContentGraph``.
package final class Words: Sendable {
  package let language: String
  package let direction: String
  /// The text between a number and its parts.
  let decimalSeparator: String
  /// The text between groups of three digits.
  private let groupingSeparator: String
  package let keys: [String]
  private let texts: [String: String]

  package init(language: String, texts: [String: String]) {
    self.language = language
    direction = Self.direction(of: language)
    // Content has the same digits in every language; Arabic with these digits has a comma.
    let locale = Locale(identifier: language)
    let separator = locale.decimalSeparator ?? "."
    decimalSeparator = separator == "\u{66B}" ? "," : separator
    let grouping = locale.groupingSeparator ?? ","
    groupingSeparator = grouping == "\u{66C}" ? "." : grouping
    self.texts = texts
    keys = texts.keys.sorted { $0.precedesInBytes($1) }
  }

  /// Reads a flat mapping `key: text`.
  package static func read(_ source: SourceText, language: String) -> (Words, [Diagnostic]) {
    let (pairs, findings) = FlatMapping.read(source)
    return (Words(language: language, texts: Dictionary(pairs, uniquingKeysWith: { first, _ in first })), findings)
  }

  /// Returns the same words, with another language's word if one is missing.
  package func filled(from other: Words) -> Words {
    Words(language: language, texts: other.texts.merging(texts) { _, own in own })
  }

  /// Returns a number as it was typed, with the decimal separator of the language and digits in
  /// groups of three. One of four digits, such as a year, has no groups.
  func text(_ number: Number) -> String {
    let text = number.text.replacing(".", with: decimalSeparator)
    let sign = number.text.prefix { !$0.isNumber && $0 != "." }
    let whole = number.text.dropFirst(sign.count).prefix { $0.isNumber }
    guard whole.count > 4, !number.text.contains(where: { $0.isLetter }) else { return text }
    var grouped = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { grouped += groupingSeparator }
      grouped.append(digit)
    }
    return sign + grouped + text.dropFirst(sign.count + whole.count)
  }

  /// Returns the word, with `{0}`, `{1}` replaced. A key that does not exist is shown itself, so
  /// that authors see it.
  package func callAsFunction(_ key: String, _ arguments: String...) -> String {
    let text = texts[key] ?? key
    return arguments.isEmpty ? text : Self.filled(text, arguments)
  }

  /// Replaces in one pass, without a search in the replacements: a title may hold a `{1}` of its
  /// own.
  private static func filled(_ text: String, _ arguments: [String]) -> String {
    let bytes = text.utf8.span
    var filled: [UInt8] = []
    filled.reserveCapacity(arguments.reduce(bytes.count) { $0 + $1.utf8.count })
    var start = 0
    var brace = 0
    while true {
      brace = bytes.firstOffset(from: brace) { $0.bytes(equalTo: UInt8(ascii: "{")) }
      guard brace + 2 < bytes.count else { break }
      if bytes[brace + 2] == UInt8(ascii: "}"), case let index = Int(bytes[brace + 1]) - 48, arguments.indices.contains(index) {
        filled.append(bytes, start..<brace)
        filled.append(contentsOf: arguments[index].utf8)
        start = brace + 3
      }
      brace += 1
    }
    filled.append(bytes, start..<bytes.count)
    return String(decoding: filled, as: UTF8.self)
  }

  /// A script with the words for other scripts: those whose keys begin with `js_`, without that
  /// prefix.
  package var script: [UInt8] {
    var json = JSONWriter(inElement: true)
    json.object { for key in keys where key.hasPrefix("js_") { $0.member(String(key.dropFirst(3)), self(key)) } }
    return Array("globalThis.casebookWords = ".utf8) + json.bytes + Array(";\n".utf8)
  }

  package static func direction(of language: String) -> String {
    let subtags = language.lowercased().split(separator: "-")
    for script in subtags.dropFirst() {
      switch script {
      case "latn", "cyrl": return "ltr"
      case "arab", "hebr", "thaa", "syrc", "nkoo": return "rtl"
      default: continue
      }
    }
    return switch subtags.first {
    case "ar", "ckb", "dv", "fa", "he", "ku", "nqo", "pnb", "prs", "ps", "rhg", "sd", "syr", "ug", "ur", "yi": "rtl"
    default: "ltr"
    }
  }
}
