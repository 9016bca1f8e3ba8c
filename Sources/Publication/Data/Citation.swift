import Knowledge
import Text

/// The citation of a record of this knowledge base: in plain words, and for reference managers.
///
/// This is a class because the slots that show its forms are filled late and keep a reference to
/// it.
final class Citation: Sendable {
  private let title: String
  private let publisher: String
  private let container: String
  private let year: String
  private let address: String
  private let key: String
  private let release: String

  init(site: Site, id: RecordID, language: String) {
    let record = site.graph[id]
    title = record.title(in: language)
    container = site.label(site.graph.settings.title, in: language)
    publisher = site.label(site.graph.settings.publisher, in: language)
    release = site.options.release
    if case .date(let date)? = record[.updated] {
      year = String(date.year)
    } else {
      year = String(release.prefix(4)).filter(\.isNumber)
    }
    let path = site.paths.address(of: id, in: language).path
    address = site.options.baseURL.map { $0 + percentEncoded(path) } ?? path
    // Replaces characters that end the key of a BibTeX entry, such as a comma, or have another
    // meaning there.
    let id = record.id
    key =
      id.unicodeScalars.allSatisfy(\.isKeptInKeys)
      ? id : String(String.UnicodeScalarView(id.unicodeScalars.map { $0.isKeptInKeys ? $0 : "-" }))
  }

  private var isOnline: Bool { address.hasPrefix("http") }

  var plain: [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(256)
    if !publisher.isEmpty { text.append("", publisher, ". ") }
    if !year.isEmpty { text.append("(", year, "). ") }
    text.append("", title, ". ")
    text.append("", container, ".")
    if !release.isEmpty { text.append(" ", release, ".") }
    text.append(" ", address, "")
    return text
  }

  var bibTeX: [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(512)
    text.append("@misc{", key, ",\n  title = {")
    text.append(inBraces: title)
    if !publisher.isEmpty {
      text.append("},\n  author = {{")
      text.append(inBraces: publisher)
      text.append("}")
    }
    if !year.isEmpty { text.append("},\n  year = {", year, "") }
    text.append("},\n  howpublished = {")
    text.append(inBraces: container)
    if !release.isEmpty || !isOnline {
      text.append("},\n  note = {")
      text.append(inBraces: release)
      if !isOnline {
        if !release.isEmpty { text.append(", ") }
        text.append(inBraces: address)
      }
    }
    if isOnline { text.append("},\n  url = {", address, "") }
    text.append("},\n}")
    return text
  }

  var cslJSON: [UInt8] {
    var json = JSONWriter()
    json.object {
      $0.member("id", key)
      $0.member("type", "webpage")
      $0.member("title", title)
      $0.member("container-title", container)
      if !publisher.isEmpty {
        $0.key("author")
        $0.array { $0.object { $0.member("literal", publisher) } }
      }
      if let year = Int(year) {
        $0.key("issued")
        $0.object {
          $0.key("date-parts")
          $0.array { $0.array { $0.value(year) } }
        }
      }
      if !release.isEmpty { $0.member("version", release) }
      if isOnline { $0.member("URL", address) }
    }
    return json.bytes
  }

  var ris: [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(256)
    text.append("TY  - ELEC\nTI  - ", title.onOneLine, "\nT2  - ")
    text.append("", container.onOneLine, "\n")
    if !publisher.isEmpty { text.append("AU  - ", publisher.onOneLine, "\n") }
    if !year.isEmpty { text.append("PY  - ", year, "\n") }
    if !release.isEmpty { text.append("ET  - ", release.onOneLine, "\n") }
    if isOnline { text.append("UR  - ", address, "\n") }
    text.append("ER  - ")
    return text
  }
}

extension Unicode.Scalar {
  fileprivate var isKeptInKeys: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".": true
    default: !isASCII
    }
  }
}

extension String {
  /// Joins lines: a line of RIS is one field, so a second line would be another field.
  fileprivate var onOneLine: String {
    // Most texts are printable ASCII, which has no line ends.
    if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return self }
    return split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ before: StaticString, _ text: String, _ after: StaticString) {
    append(before)
    append(contentsOf: text.utf8)
    append(after)
  }

  /// Escapes the characters that have a meaning in TeX. Names are in braces, so that they stay
  /// unchanged.
  fileprivate mutating func append(inBraces text: String) {
    let text = text.utf8.span
    var start = 0
    for index in text.indices {
      let replacement: StaticString
      switch text[index] {
      case UInt8(ascii: "\\"): replacement = "\\textbackslash{}"
      case UInt8(ascii: "~"): replacement = "\\textasciitilde{}"
      case UInt8(ascii: "^"): replacement = "\\textasciicircum{}"
      case UInt8(ascii: "{"): replacement = "\\textbraceleft{}"
      case UInt8(ascii: "}"): replacement = "\\textbraceright{}"
      case 0x0A, 0x0D: replacement = " "
      case UInt8(ascii: "%"): replacement = "\\%"
      case UInt8(ascii: "&"): replacement = "\\&"
      case UInt8(ascii: "#"): replacement = "\\#"
      case UInt8(ascii: "_"): replacement = "\\_"
      case UInt8(ascii: "$"): replacement = "\\$"
      default: continue
      }
      append(text, start..<index)
      append(replacement)
      start = index + 1
    }
    append(text, start..<text.count)
  }
}
