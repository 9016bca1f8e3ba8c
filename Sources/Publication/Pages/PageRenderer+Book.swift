package import Knowledge
package import Templates

/// Pieces of a book, by the templates in the theme's folder `book/`.
extension PageRenderer {
  /// Renders a file of a book with one of its templates.
  package func renderBook(_ name: String, _ book: Values, in language: String, at path: String) -> [UInt8] {
    var bytes: [UInt8] = []
    let content = content(.home, in: language, at: path)
    let title = site.label(site.graph.settings.title, in: language)
    let page = content.frame.page(title: title, heading: title, description: "", kindName: name, crumbs: [])
    render(("book", page, book), templates[name], content, into: &bytes)
    return bytes
  }

  /// Returns records as entries of a list on the page at a path.
  package func entries(_ records: [RecordID], in language: String, at path: String) -> [Values] {
    records.map(content(.home, in: language, at: path).entry)
  }
}
