package import Knowledge

/// The page that lists changes, with words that went and came marked. Editors read it, so it is in
/// English like the messages of the program.
package struct ChangesPage: Sendable {
  /// The path of the page of the record, by its id; nil for a record without a page.
  private let path: @Sendable (String) -> String?
  private let styles: [String]
  private let changes: Changes

  /// - Parameter homePath: the path that the home page has beside this one.
  package static func page(_ changes: Changes, of site: Site, homePath: String) -> [UInt8] {
    let language = site.paths.defaultLanguage
    let ids = Dictionary(
      site.graph.records.indices.map { (site.graph.records[$0].id, RecordID($0)) }, uniquingKeysWith: { first, _ in first })
    let page = ChangesPage(
      path: { id in ids[id].map { site.paths.address(of: $0, in: language).path } }, styles: site.options.styles,
      changes: changes
    )
    return page.html(homePath)
  }

  private func html(_ homePath: String) -> [UInt8] {
    let report = ChangesReport(changes)
    var html = Markup()
    html.open("html", ["lang": "en", "dir": "ltr"])
    html.open("head")
    html.empty("meta", ["charset": "utf-8"])
    html.empty("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
    html.empty(
      "meta",
      [
        "http-equiv": "Content-Security-Policy",
        "content": "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'",
      ])
    html.element("title", text: "Changes")
    for style in styles { html.empty("link", ["rel": "stylesheet", "href": style]) }
    html.close("head")
    html.open("body", ["class": "page-changes"])
    html.open("main", ["id": "_main", "class": "main"])
    html.open("div", ["class": "prose"])
    html.element("h1", text: "Changes")
    html.element("p", text: changes.all.isEmpty ? ChangesReport.nothing : report.summary)
    html.open("p")
    html.element("a", ["href": homePath], text: "The home page of this state")
    html.close("p")
    for (kind, changes) in changes.groups {
      html.element("h2", text: kind.heading)
      html.open("ul")
      for change in changes { add(change, &html) }
      html.close("ul")
    }
    html.close("div")
    html.close("main")
    html.close("body")
    html.close("html")
    return Array("<!DOCTYPE html>\n".utf8) + html.bytes
  }

  private func add(_ change: Change, _ html: inout Markup) {
    html.open("li")
    html.newLine()
    if let path = change.record.flatMap(path) {
      html.element("a", ["href": path], text: change.title)
    } else {
      html.text(change.title)
    }
    html.text(": " + change.message)
    // The message of any other change says both values.
    if change.isOfText, let old = change.old, let new = change.new {
      html.open("blockquote")
      for piece in WordDifference(old, new).pieces {
        switch piece {
        case .same(let text): html.text(Self.shortened(text))
        case .old(let text): html.element("del", text: text)
        case .new(let text): html.element("ins", text: text)
        }
      }
      html.close("blockquote")
    }
    html.close("li")
    html.newLine()
  }

  /// An unchanged stretch of text: its beginning and its end are enough to find the change.
  private static func shortened(_ text: String) -> String {
    text.count <= 240 ? text : text.prefix(120) + " […] " + text.suffix(110)
  }
}
