import Text

/// Makes HTML of a site fit for a file of a book, which is XHTML for reading systems.
///
/// It reads the tags of HTML that templates made, which is well-formed, and changes these things:
///
/// - SVG in the text gets its namespace, which HTML takes for granted.
/// - Notes say what they are, so that reading systems can show them beside the text.
/// - What opens on a click is open, since a page has no clicks. In a cell of a table, which would
///   grow too long, it is left out.
/// - A picture without an address becomes its words.
/// - Code in a text from right to left says that it runs from left to right: a book's style sheet
///   must not say so.
struct BookMarkup {
  /// Attributes that are for the screen of a browser.
  private static let dropped: Set<String> = ["loading", "tabindex", "download"]

  private let isRightToLeft: Bool
  /// True if the HTML has SVG among its text, which the package has to tell.
  private(set) var hasFigure = false
  private(set) var bytes: [UInt8] = []
  private var cells = 0
  /// The number of open elements that are left out.
  private var leftOut = 0

  init(_ html: [UInt8], isRightToLeft: Bool) {
    self.isRightToLeft = isRightToLeft
    bytes.reserveCapacity(html.count + html.count / 16)
    var at = 0
    for tag in Tag.all(in: html) {
      if leftOut == 0 { bytes += html[at..<tag.range.lowerBound] }
      at = tag.range.upperBound
      read(tag, in: html)
    }
    bytes += html[at...]
  }

  private mutating func read(_ tag: Tag, in html: [UInt8]) {
    if tag.name == "td" { cells += tag.isEnd ? -1 : 1 }
    if tag.name == "details", cells > 0 {
      leftOut += tag.isEnd ? -1 : 1
    } else if leftOut == 0 {
      append(tag, in: html)
    }
  }

  private mutating func append(_ tag: Tag, in html: [UInt8]) {
    func value(_ name: String) -> String? {
      tag.attributes.first { $0.name == name }.map { String(decoding: html[$0.value], as: UTF8.self) }
    }
    if tag.name == "img", value("src") == "" {
      bytes += Array((value("alt") ?? "").utf8)
      return
    }
    // Many reading systems do not know these two.
    let isOpener = tag.name == "details" || tag.name == "summary"
    bytes += Array((tag.isEnd ? "</" : "<").utf8) + Array((isOpener ? "div" : tag.name).utf8)
    var rest = tag.nameEnd
    for attribute in tag.attributes {
      let isDropped = Self.dropped.contains(attribute.name) || isOpener && attribute.name == "open"
      if !isDropped { bytes += html[attribute.range] }
      rest = attribute.range.upperBound
    }
    if !tag.isEnd { bytes += Array(added(to: tag.name, value).utf8) }
    bytes += html[rest..<tag.range.upperBound]
  }

  /// Returns the attributes that an element needs besides its own.
  private mutating func added(to name: String, _ value: (String) -> String?) -> String {
    switch name {
    case "svg":
      hasFigure = true
      return value("xmlns") == nil ? " xmlns=\"http://www.w3.org/2000/svg\"" : ""
    case "pre", "code": return isRightToLeft && value("dir") == nil ? " dir=\"ltr\"" : ""
    default:
      guard value("epub:type") == nil, let type = Self.type(name, role: value("role"), id: value("id")) else { return "" }
      return " epub:type=\"\(type)\""
    }
  }

  /// Returns the name of an element in the vocabulary of books.
  private static func type(_ name: String, role: String?, id: String?) -> String? {
    switch role {
    case "doc-noteref": return "noteref"
    case "doc-endnotes": return "footnotes"
    case "doc-backlink": return "backlink"
    default: break
    }
    // `_fn-3`, or `slug--_fn-3` among records that share a page.
    guard name == "li", let id, let mark = id.firstRange(of: "_fn-") else { return nil }
    return id[mark.upperBound...].allSatisfy(\.isNumber) ? "footnote" : nil
  }
}
