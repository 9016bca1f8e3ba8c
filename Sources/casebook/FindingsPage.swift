import Text

/// The findings of a knowledge base as a page, for the browser in which a writer previews it.
struct FindingsPage {
  /// The findings, sorted.
  var findings: [Diagnostic]
  /// The reason for which the last change could not be built at all.
  var failure: String?

  static let path = "_casebook/findings.html"

  private var errors: Int { findings.count { $0.severity == .error } + (failure == nil ? 0 : 1) }

  /// The HTML of the page.
  var html: [UInt8] {
    var text = "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\" /><title>Findings</title></head>\n<body>\n"
    text += "<h1>Findings</h1>\n<p><a href=\"../index.html\">Home</a></p>\n"
    if let failure { text += "<p><strong>\(Self.escaped(failure))</strong></p>\n" }
    if findings.isEmpty, failure == nil { text += "<p>Nothing found.</p>\n" }
    if !findings.isEmpty {
      text += "<ol>\n" + findings.map { "<li>\(Self.escaped($0.description))</li>\n" }.joined() + "</ol>\n"
    }
    return Array((text + "</body>\n</html>\n").utf8)
  }

  /// Adds a line to the top of a page that links to this page while there are errors.
  func announced(on page: [UInt8], at path: String) -> [UInt8] {
    guard errors > 0, path.hasSuffix(".html"), let start = page.firstRange(of: "<body".utf8),
      let end = page[start.upperBound...].firstIndex(of: UInt8(ascii: ">"))
    else { return page }
    let up = String(repeating: "../", count: path.utf8.count { $0 == UInt8(ascii: "/") })
    let words = errors == 1 ? "1 error" : "\(errors) errors"
    let line =
      "\n<p class=\"notice\" role=\"alert\"><a href=\"\(up)\(Self.path)\">\(words) in the content or the templates</a></p>"
    return Array(page[...end]) + Array(line.utf8) + Array(page[(end + 1)...])
  }

  private static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.appendEscaped(text)
    return String(decoding: bytes, as: UTF8.self)
  }
}
