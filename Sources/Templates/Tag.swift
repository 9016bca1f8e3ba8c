import Text

/// One tag of a template, as it is written in the file.
struct Tag {
  enum Kind {
    case variable, html, section, inverted, close, partial, parent, block, comment, delimiters

    var opens: Bool { [.section, .inverted, .parent, .block].contains(self) }
    /// True if a tag that is alone on its line removes the whole line.
    var canStandAlone: Bool { self != .variable && self != .html }
  }
  var kind: Kind
  /// The range of the tag with its delimiters.
  var range: Range<Int>
  var name: Range<Int>
}

/// Finds the tags of a template.
struct TagScanner {
  let source: SourceText
  private(set) var tags: [Tag] = []
  private(set) var findings: [Diagnostic] = []
  private var opening = Array("{{".utf8)
  private var closing = Array("}}".utf8)

  init(_ source: SourceText) {
    self.source = source
    var position = 0
    while let start = find(opening, from: position) {
      guard let tag = scanTag(at: start) else { break }
      position = tag.range.upperBound
      tags.append(tag)
    }
  }

  private mutating func scanTag(at start: Int) -> Tag? {
    let bytes = source.bytes
    var inner = start + opening.count
    while inner < bytes.count, bytes[inner].isBlank { inner += 1 }
    let (kind, length) = Self.kind(of: inner < bytes.count ? bytes[inner] : 0)
    inner += length
    var end = closing
    if kind == .delimiters { end.insert(UInt8(ascii: "="), at: 0) }
    if kind == .html, bytes[inner - 1] == UInt8(ascii: "{") { end.insert(UInt8(ascii: "}"), at: 0) }
    guard let close = find(end, from: inner) else {
      let asWritten = String(decoding: opening, as: UTF8.self)
      findings.append(
        .templateSyntax(
          "a tag that begins with '\(asWritten)' must end with '\(String(decoding: end, as: UTF8.self))'",
          in: source, at: start..<inner))
      return nil
    }
    var name = inner..<close
    while let first = name.first, bytes[first].isBlank || bytes[first].isNewline { name = first + 1..<close }
    while let last = name.last, bytes[last].isBlank || bytes[last].isNewline { name = name.lowerBound..<last }
    let tag = Tag(kind: kind, range: start..<close + end.count, name: name)
    check(tag)
    return tag
  }

  private static func kind(of sigil: UInt8) -> (Tag.Kind, length: Int) {
    switch sigil {
    case UInt8(ascii: "{"), UInt8(ascii: "&"): (.html, 1)
    case UInt8(ascii: "#"): (.section, 1)
    case UInt8(ascii: "^"): (.inverted, 1)
    case UInt8(ascii: "/"): (.close, 1)
    case UInt8(ascii: ">"): (.partial, 1)
    case UInt8(ascii: "<"): (.parent, 1)
    case UInt8(ascii: "$"): (.block, 1)
    case UInt8(ascii: "!"): (.comment, 1)
    case UInt8(ascii: "="): (.delimiters, 1)
    default: (.variable, 0)
    }
  }

  private mutating func check(_ tag: Tag) {
    switch tag.kind {
    case .comment: return
    case .delimiters: changeDelimiters(tag)
    default:
      let name = source.bytes[tag.name]
      if name.isEmpty {
        report("a tag must contain a name", tag)
      } else if name.contains(where: { $0.isBlank || $0.isNewline }) {
        report("a name must not contain spaces: '\(source.string(tag.name))'", tag)
      } else if tag.kind == .partial || tag.kind == .parent, name.first == UInt8(ascii: "*") {
        report("the template must name the partial; a value cannot name it: '\(source.string(tag.name))'", tag)
      }
    }
  }

  private mutating func changeDelimiters(_ tag: Tag) {
    let words = source.bytes[tag.name].split { $0.isBlank || $0.isNewline }
    if words.count == 2, !words.joined().contains(UInt8(ascii: "=")) {
      (opening, closing) = (Array(words[0]), Array(words[1]))
    } else {
      report("new delimiters must be two words without '=', such as '{{=<% %>=}}'", tag)
    }
  }

  private mutating func report(_ message: String, _ tag: Tag) {
    findings.append(.templateSyntax(message, in: source, at: tag.range))
  }

  private func find(_ needle: [UInt8], from start: Int) -> Int? {
    let bytes = source.bytes
    var i = start
    while i + needle.count <= bytes.count {
      if bytes[i] == needle[0], bytes[i..<i + needle.count].elementsEqual(needle) { return i }
      i += 1
    }
    return nil
  }
}

extension UInt8 {
  var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
  var isNewline: Bool { self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }
}

extension Diagnostic {
  static func templateSyntax(_ message: String, in source: SourceText, at range: Range<Int>) -> Self {
    source.finding(.error, "template-syntax", range, message)
  }
}
