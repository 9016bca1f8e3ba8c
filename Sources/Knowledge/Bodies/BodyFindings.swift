import Markdown
import Text

/// A finding of the writer, without its position in the file.
struct BodyFinding {
  enum Kind {
    case rawHTML
    case unsafeLink(start: String)
    case emptyLink
    case externalImage
  }

  var kind: Kind
  var range: Range<Int>

  func diagnostic(in places: Places) -> Diagnostic {
    switch kind {
    case .rawHTML:
      return places.finding(
        .warning, "raw-html", range, "HTML is shown as text; write the body in Markdown only"
      ).grouped(
        Diagnostic.Group(
          "raw-html " + places.source.path,
          "HTML is shown as text in {n} places, and this is the first; write the body in Markdown only"))
    case .unsafeLink(let start):
      return places.finding(
        .error, "unsafe-link", range,
        "a link can lead to a web page, a mail address, a telephone or a file of the content, but not to '\(start)'")
    case .emptyLink:
      return places.finding(.warning, "empty-link", range, "a link must have words and an address")
    case .externalImage:
      let folder = places.source.path.prefix(upTo: places.source.path.lastIndex(of: "/") ?? places.source.path.startIndex)
      return places.finding(
        .warning, "external-image", range,
        "an image must be a file of the content; this one is on another host, so it is only linked"
      ).grouped(
        Diagnostic.Group(
          "external-image \(folder)",
          "an image must be a file of the content; {n} images of records in this folder are on other hosts, so they are only linked; this is the first"
        ))
    }
  }
}

extension Diagnostic {
  static func markup(_ problem: Problem, in places: Places) -> Diagnostic {
    let range = problem.source
    switch problem.kind {
    case .nestingTooDeep:
      return places.finding(
        .error, "nesting-too-deep", range,
        "lists, quotes and emphasis can be nested at most \(Document.nestingLimit) levels deep")
    case .tableTooLarge:
      return places.finding(
        .error, "table-too-large", range,
        "a table has at most 250 columns and 200,000 empty cells, and no more than 4,000 bytes of text right above it; this one is shown as text"
      )
    case .costlyDefinition:
      return places.finding(
        .error, "definition-too-costly", range,
        "this definition is too long for so many uses: each use copies its address and title, and all together may add at most 1 MiB to a text. It is shown as text; shorten it"
      )
    case .unclosedWikiLink:
      return places.finding(.warning, "unclosed-wiki-link", range, "a wiki link is [[slug]] or [[slug|words]]; ']]' is missing")
    case .unclosedCitation:
      return places.finding(
        .warning, "unclosed-citation", range, "a citation is [@source-slug] or [@source-slug, p. 12]; ']' is missing")
    case .undefinedFootnote:
      return places.finding(
        .warning, "undefined-footnote", range,
        "a footnote needs one text, as '[^name]: text' on a line of its own; this one has none")
    case .unusedFootnote:
      return places.finding(
        .warning, "unused-footnote", range,
        "a footnote is shown where '[^name]' refers to it; nothing refers to this one, or another has its name")
    case .unescapedPipe(let offset):
      let pipe = places.file(offset..<offset + 1)
      return places.finding(
        .error, "unescaped-pipe", range, "in a table write '\\|' for the '|' of a wiki link; without it the cell ends there",
        edit: Edit(pipe.lowerBound..<pipe.lowerBound, "\\"))
    }
  }

  static func missingSection(_ section: ExpectedSection, in places: Places) -> Diagnostic {
    places.finding(
      .warning, "missing-section", 0..<0, "the section '\(section.label)' is expected here; add '## \(section.label)'")
  }

  static func unknownRedaction(_ anchor: String, in places: Places) -> Diagnostic {
    places.finding(
      .error, "unknown-redaction", 0..<0,
      "'redact' names the section '\(anchor)', which is not in this text; the whole text is left out")
  }
}

extension Outline {
  /// True if a heading has no words, is of level 1, or skips a level.
  var hasFindings: Bool {
    if !empty.isEmpty || !wordless.isEmpty { return true }
    var previous = 1
    return entries.contains { entry in
      defer { previous = entry.heading.level }
      return entry.level == 1 || entry.heading.level > previous + 1
    }
  }

  func findings(in places: Places) -> [Diagnostic] {
    var findings = empty.map {
      places.finding(.warning, "empty-heading", $0, "a heading must have words; this one has none, and is left out")
    }
    findings += wordless.map {
      places.finding(.warning, "empty-heading", $0, "a heading must have words; give its picture some: ![words](picture.png)")
    }
    var previous = 1
    for entry in entries {
      let range = entry.range
      if entry.level == 1 {
        findings.append(
          places.finding(
            .warning, "heading-level-1", range, "the page's title is its one level-1 heading; write '##' here"))
      }
      if entry.heading.level > previous + 1 {
        findings.append(
          places.finding(
            .warning, "skipped-heading-level", range,
            "a heading of level \(entry.heading.level) must stand under one of level \(entry.heading.level - 1), not of level \(previous)"
          ))
      }
      previous = entry.heading.level
    }
    return findings
  }
}
