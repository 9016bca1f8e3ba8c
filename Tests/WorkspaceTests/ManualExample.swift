import Foundation

/// An example on a page of the manual: files, the findings of `casebook check`, and the corrected
/// files.
///
/// `Documentation/reference/examples.md` describes the form for writers. A line that begins with a
/// path such as `` `Content/model.yaml` `` names the fenced block below it. Blocks below the
/// heading "How to mend it" are the corrected files.
struct ManualExample {
  /// The text of each file by its path.
  var files: [String: String] = [:]
  /// The lines below the heading "What the program says".
  var answer: [String] = []
  var mended: [String: String] = [:]
  /// The files that the page says to delete.
  var deleted: [String] = []

  private enum Section { case other, answer, mending }

  init(_ page: String) {
    var section = Section.other
    var path: String?
    var block: [Substring]?
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if let lines = block {
        guard line == "~~~" else {
          block = lines + [line]
          continue
        }
        close(lines, path, section)
        (block, path) = (nil, nil)
      } else if line.hasPrefix("~~~") {
        block = []
      } else if line.hasPrefix("## ") {
        section = line == "## What the program says" ? .answer : line == "## How to mend it" ? .mending : .other
      } else if !line.isEmpty {
        path = Self.path(atStartOf: line)
        if line.hasPrefix("Delete "), let deleted = Self.path(atStartOf: line.dropFirst(7)) { self.deleted.append(deleted) }
      }
    }
  }

  /// Returns the text between the first two backquotes of a line, if it is the path of a file of an
  /// example.
  private static func path(atStartOf line: Substring) -> String? {
    let parts = line.split(separator: "`", omittingEmptySubsequences: false)
    guard parts.count > 2, parts[0].isEmpty, parts[1].hasPrefix("Content/") || parts[1].hasPrefix("Templates/") else {
      return nil
    }
    return String(parts[1])
  }

  private mutating func close(_ lines: [Substring], _ path: String?, _ section: Section) {
    let text = lines.map { $0 + "\n" }.joined()
    switch (section, path) {
    case (.answer, _): answer += lines.filter { !$0.isEmpty }.map(String.init)
    case (.mending, let path?): mended[path] = text
    case (.other, let path?): files[path] = text
    default: break
    }
  }

  /// Returns all files of the example: its own, and those of the small knowledge base that all
  /// examples share.
  ///
  /// An example with a model of its own gets none of the shared records, which would not fit the
  /// model.
  func files(on base: [String: String]) -> [String: String] {
    let shared =
      files["Content/model.yaml"] == nil
      ? base : base.filter { $0.key.hasPrefix("Content/vocabularies/") || $0.key == "Content/casebook.yaml" }
    return shared.merging(files) { $1 }
  }

  /// Returns the bytes that a text stands for: `<E9>` is the byte E9, and `<101 times: x>` is the
  /// letter x 101 times.
  static func bytes(of text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = text[...]
    while let match = rest.firstMatch(of: /<([0-9A-F]{2})>|<([0-9]+) times: ([^>]*)>/) {
      bytes += rest[..<match.range.lowerBound].utf8
      if let byte = match.1 {
        bytes.append(UInt8(byte, radix: 16)!)
      } else if let count = match.2, let part = match.3 {
        bytes += String(repeating: String(part), count: Int(count)!).utf8
      }
      rest = rest[match.range.upperBound...]
    }
    return bytes + rest.utf8
  }
}
