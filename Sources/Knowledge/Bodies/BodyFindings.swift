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

  func diagnostic(in sourceMap: SourceMap) -> Diagnostic {
    switch kind {
    case .rawHTML:
      return sourceMap.finding(
        .warning, "raw-html", range, "HTML is shown as text; write the body in Markdown only"
      ).grouped(
        Diagnostic.Group(
          "raw-html " + sourceMap.source.path,
          "HTML is shown as text in {n} places, and this is the first; write the body in Markdown only"))
    case .unsafeLink(let start):
      return sourceMap.finding(
        .error, "unsafe-link", range,
        "a link can lead to a web page, a mail address, a telephone or a file of the content, but not to '\(start)'")
    case .emptyLink:
      return sourceMap.finding(.warning, "empty-link", range, "a link must have words and an address")
    case .externalImage:
      let folder = sourceMap.source.path.prefix(
        upTo: sourceMap.source.path.lastIndex(of: "/") ?? sourceMap.source.path.startIndex)
      return sourceMap.finding(
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
  static func markup(_ problem: Problem, in sourceMap: SourceMap) -> Diagnostic {
    let range = problem.source
    switch problem.kind {
    case .nestingTooDeep:
      return sourceMap.finding(
        .error, "nesting-too-deep", range,
        "lists, quotes and emphasis can be nested at most \(Document.nestingLimit) levels deep")
    case .tableTooLarge:
      return sourceMap.finding(
        .error, "table-too-large", range,
        "a table has at most 250 columns and 200,000 empty cells, and no more than 4,000 bytes of text right above it; this one is shown as text"
      )
    case .costlyDefinition:
      return sourceMap.finding(
        .error, "definition-too-costly", range,
        "this definition is too long for so many uses: each use copies its address and title, and all together may add at most 1 MiB to a text. It is shown as text; shorten it"
      )
    case .unclosedWikiLink:
      return sourceMap.finding(
        .warning, "unclosed-wiki-link", range, "a wiki link is [[slug]] or [[slug|words]]; ']]' is missing")
    case .unclosedCitation:
      return sourceMap.finding(
        .warning, "unclosed-citation", range, "a citation is [@source-slug] or [@source-slug, p. 12]; ']' is missing")
    case .undefinedFootnote:
      return sourceMap.finding(
        .warning, "undefined-footnote", range,
        "a footnote needs one text, as '[^name]: text' on a line of its own; this one has none")
    case .unusedFootnote:
      return sourceMap.finding(
        .warning, "unused-footnote", range,
        "a footnote is shown where '[^name]' refers to it; nothing refers to this one, or another has its name")
    case .unescapedPipe(let offset):
      let pipe = sourceMap.file(offset..<offset + 1)
      return sourceMap.finding(
        .error, "unescaped-pipe", range, "in a table write '\\|' for the '|' of a wiki link; without it the cell ends there",
        edit: Edit(pipe.lowerBound..<pipe.lowerBound, "\\"))
    }
  }

  static func missingSection(_ section: ExpectedSection, in sourceMap: SourceMap) -> Diagnostic {
    sourceMap.finding(
      .warning, "missing-section", 0..<0, "the section '\(section.label)' is expected here; add '## \(section.label)'")
  }

  static func unknownRedaction(_ anchor: String, in sourceMap: SourceMap) -> Diagnostic {
    sourceMap.finding(
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

  func findings(in sourceMap: SourceMap) -> [Diagnostic] {
    var findings = empty.map {
      sourceMap.finding(.warning, "empty-heading", $0, "a heading must have words; this one has none, and is left out")
    }
    findings += wordless.map {
      sourceMap.finding(
        .warning, "empty-heading", $0, "a heading must have words; give its picture some: ![words](picture.png)")
    }
    var previous = 1
    for entry in entries {
      let range = entry.range
      if entry.level == 1 {
        findings.append(
          sourceMap.finding(
            .warning, "heading-level-1", range, "the page's title is its one level-1 heading; write '##' here"))
      }
      if entry.heading.level > previous + 1 {
        findings.append(
          sourceMap.finding(
            .warning, "skipped-heading-level", range,
            "a heading of level \(entry.heading.level) must stand under one of level \(entry.heading.level - 1), not of level \(previous)"
          ))
      }
      previous = entry.heading.level
    }
    return findings
  }
}
