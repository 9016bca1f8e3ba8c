import Knowledge
import Text

/// The metadata of a page for programs: JSON-LD with schema.org's words, Open Graph, Dublin Core.
///
/// The model gives the names: a type's role `schema:Article` is its `@type`, a field's role
/// `schema:about` its property.
struct StructuredData {
  let site: Site
  let id: RecordID
  let language: String
  let path: String
  private let record: Record
  private let text: RecordText

  init(site: Site, id: RecordID, language: String, path: String) {
    self.site = site
    self.id = id
    self.language = language
    self.path = path
    record = site.graph.records[id.index]
    text = record.bestText(in: language)
  }

  private var address: String? { site.options.baseURL.map { $0 + percentEncoded(path) } }

  var jsonLD: [UInt8] {
    var json = JSONWriter(inElement: true)
    let names = site.schemaNames[record.type]
    let type = site.graph.type(of: id)
    json.object {
      $0.member("@context", "https://schema.org")
      $0.member("@type", names.type ?? "WebPage")
      if let address {
        $0.member("@id", address)
        $0.member("url", address)
      }
      $0.member(names.title, text.title)
      $0.member("inLanguage", text.language)
      if let summary = site.summary(of: id, in: language) { $0.member("description", summary) }
      if case .date(let date)? = record[.updated] { $0.member("dateModified", date.iso) }
      $0.member("isPartOf", site.label(site.graph.settings.title, in: language))
      publisher(&$0)
      for (index, name) in names.fields {
        let texts = words(type.fields[index], index)
        guard !texts.isEmpty else { continue }
        $0.key(name)
        if texts.count == 1 { $0.value(texts[0]) } else { $0.array { for text in texts { $0.value(text) } } }
      }
    }
    return json.bytes
  }

  private func publisher(_ json: inout JSONWriter) {
    let publisher = site.label(site.graph.settings.publisher, in: language)
    if !publisher.isEmpty {
      json.key("publisher")
      json.object {
        $0.member("@type", "Organization")
        $0.member("name", publisher)
      }
    }
    if let licence = Licences.url(of: site.graph.settings.licence) { json.member("license", licence) }
  }

  private func words(_ field: Field, _ index: Int) -> [String] {
    if field.kind == .reference {
      return site.graph.links(of: id, field: index).map { site.graph.records[$0.target.index].title(in: language) }
    }
    return ((text.values[index] ?? record.values[index])?.elements ?? []).compactMap { value in
      switch value {
      case .text(let text), .url(let text), .language(let text), .datetime(let text): text
      case .term(let term): site.label(site.graph.vocabularies.label(of: term), in: language)
      case .date(let date): date.iso
      case .period(let period): (period.start?.iso ?? "..") + "/" + (period.end?.iso ?? "..")
      case .duration(let span): span.iso
      case .number(let number): number.text
      case .boolean(let flag): flag ? "true" : "false"
      default: nil
      }
    }
  }

  /// Returns Open Graph and Dublin Core metadata: name and content.
  var metas: [(String, String)] {
    var metas = [
      ("DC.title", text.title), ("DC.language", text.language), ("DC.identifier", record.id), ("og:title", text.title),
      ("og:type", "article"),
    ]
    let publisher = site.label(site.graph.settings.publisher, in: language)
    if !publisher.isEmpty { metas.append(("DC.publisher", publisher)) }
    if !site.graph.settings.licence.isEmpty { metas.append(("DC.rights", site.graph.settings.licence)) }
    if case .date(let date)? = record[.updated] { metas.append(("DC.date", date.iso)) }
    if let summary = site.summary(of: id, in: language) { metas.append(("og:description", summary)) }
    if let address { metas.append(("og:url", address)) }
    return metas
  }

  /// Returns the metadata of the home page, which describes the site itself.
  static func site(_ site: Site, language: String) -> [UInt8] {
    var json = JSONWriter(inElement: true)
    json.object {
      $0.member("@context", "https://schema.org")
      $0.member("@type", "WebSite")
      $0.member("name", site.label(site.graph.settings.title, in: language))
      $0.member("description", site.label(site.graph.settings.description, in: language))
      $0.member("inLanguage", language)
      if let base = site.options.baseURL { $0.member("url", base + percentEncoded(site.paths.home(in: language))) }
      if let licence = Licences.url(of: site.graph.settings.licence) { $0.member("license", licence) }
    }
    return json.bytes
  }
}
