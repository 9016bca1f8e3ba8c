package import Knowledge
package import Templates

/// Pieces of forms in which records stand one after the other, by the templates in the theme's
/// folder `articles/`.
extension PageRenderer {
  /// Renders some records of a type that share a page.
  package func renderList(of type: Int, _ records: [RecordID], in language: String, at path: String) -> [UInt8] {
    var bytes: [UInt8] = []
    let content = content(.index(type: type, page: 1), in: language, at: path)
    render(content.list(of: type, records), of: content, into: &bytes)
    return bytes
  }

  /// A part of a record.
  package enum Part: String {
    /// The part on a first screen: title, summary and cautions.
    case first
    /// The part in a document that has no room for the whole.
    case head
  }

  package func render(_ part: Part, of id: RecordID, in language: String, at path: String) -> [UInt8] {
    var bytes: [UInt8] = []
    let content = content(.record(id), in: language, at: path)
    render(content.make(), templates[part.rawValue + "-" + site.graph.type(of: id).name], content, into: &bytes)
    return bytes
  }

  /// Renders a document around articles.
  package func renderSingle(_ single: Values, in language: String, at path: String) -> [UInt8] {
    var bytes: [UInt8] = []
    let content = content(.home, in: language, at: path)
    let title = site.label(site.graph.settings.title, in: language)
    let page = content.frame.page(title: title, heading: title, description: "", kindName: "single", crumbs: [])
    render(("single", page, single), templates["single"], content, into: &bytes)
    return bytes
  }

  /// The records of the type that stands first on the home page, in its groups.
  package func firstGroups(in language: String) -> [(label: String, records: [RecordID])] {
    content(.home, in: language, at: "").firstGroups()
  }
}
