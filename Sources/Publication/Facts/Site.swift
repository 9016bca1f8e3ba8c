package import Knowledge

/// The values that all pages of one build have in common. A page is a function of its plan and
/// this.
///
/// This is an immutable class, for the same reason as ``ContentGraph``.
package final class Site: Sendable {
  package let graph: ContentGraph
  package let paths: SitePaths
  package let facets: [Facet]
  /// The facet of each field that has one.
  let facetIndexes: [FieldPath: Int]
  package let options: Options
  package let words: [String: Words]
  package let files: [String: SiteFile]
  /// By facet, the values that visible records have. Unused values are left out.
  package let census: Census
  /// By facet, the page names of its values.
  let termNames: [[FacetValue: String]]
  /// By facet, the positions in the census of the values directly below each value.
  let narrower: [[FacetValue: [Int]]]
  /// By type.
  let schemaNames: [SchemaNames]
  /// By record; empty until related records have been ranked.
  package let related: RelatedEntries

  package struct Options: Sendable {
    package var baseURL: String?
    package var release: String
    package var edition: String?
    /// Paths of style sheets and scripts, from the site's root.
    package var styles: [String]
    package var scripts: [String]
    /// Style sheets that only pages of one kind link, by that kind.
    package var kindStyles: [String: String]
    /// The style sheet that every page links after all others.
    package var ownStyle: String?
    /// The words that scripts use, by language.
    package var wordScripts: [String: String]
    package var policy: String

    package init(
      baseURL: String?, release: String, edition: String?, styles: [String], scripts: [String],
      kindStyles: [String: String] = [:],
      ownStyle: String? = nil,
      wordScripts: [String: String] = [:],
      policy: String = Options.standardPolicy
    ) {
      self.baseURL = baseURL
      self.release = release
      self.edition = edition
      self.styles = styles
      self.scripts = scripts
      self.kindStyles = kindStyles
      self.ownStyle = ownStyle
      self.wordScripts = wordScripts
      self.policy = policy
    }

    package static let standardPolicy =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'self'"
  }

  /// Counts over all records, which do not depend on the names of pages.
  package struct Counts: Sendable {
    let facets: [Facet]
    let census: Census

    package init(_ graph: ContentGraph) {
      let facets = Facet.facets(of: graph.model)
      self.init(graph, facets, Census(graph, facets))
    }

    package init(_ graph: ContentGraph, _ facets: [Facet], _ census: Census) {
      self.facets = facets
      self.census = census
    }
  }

  package init(
    graph: ContentGraph, paths: SitePaths, counts: Counts, options: Options, words: [String: Words], files: [String: SiteFile]
  ) {
    self.graph = graph
    self.paths = paths
    self.options = options
    self.words = words
    self.files = files
    related = RelatedEntries()
    facets = counts.facets
    census = counts.census
    var indexes: [FieldPath: Int] = [:]
    for (index, facet) in facets.enumerated() {
      for (type, field) in facet.fields { indexes[FieldPath(type: type, field: field)] = index }
    }
    facetIndexes = indexes
    termNames = SitePaths.termNames(census, facets, graph)
    schemaNames = graph.model.types.map(SchemaNames.init)
    narrower = census.entries.map { entries in
      var narrower: [FacetValue: [Int]] = [:]
      for (number, entry) in entries.enumerated() {
        if let broader = entry.value.lineage(in: graph).dropFirst().first { narrower[broader, default: []].append(number) }
      }
      return narrower
    }
  }

  private init(_ site: Site, graph: ContentGraph, related: RelatedEntries) {
    self.graph = graph
    paths = site.paths
    facets = site.facets
    facetIndexes = site.facetIndexes
    options = site.options
    words = site.words
    files = site.files
    census = site.census
    termNames = site.termNames
    schemaNames = site.schemaNames
    narrower = site.narrower
    self.related = related
  }

  /// Returns the same site with related records.
  package func relating(_ related: RelatedEntries) -> Site { Site(self, graph: graph, related: related) }

  package func words(in language: String) -> Words {
    words[language] ?? words[graph.settings.defaultLanguage] ?? words["en"] ?? Words(language: language, texts: [:])
  }

  /// False for a field of other editions: this edition has no trace of it.
  func shows(_ field: Field) -> Bool {
    guard let only = field.only, !only.isEmpty else { return true }
    return (options.edition ?? graph.settings.editions.first?.name).map(only.contains) ?? false
  }

  /// Applies ``naming(_:of:)`` to a field's value: most fields have no files.
  func naming(_ value: Value, of id: RecordID, in field: Field) -> Value? {
    field.kind == .file || field.kind == .record ? naming(value, of: id) : value
  }

  /// Returns a value with the published names of its files; files that are not published are left
  /// out.
  func naming(_ value: Value, of id: RecordID) -> Value? {
    switch value {
    case .file(var file):
      guard let shipped = files[ContentFiles.key(of: file.path, from: graph[id], in: graph.model)] else { return nil }
      file.path = shipped.path
      return .file(file)
    case .list(let values):
      let named = values.compactMap { naming($0, of: id) }
      return named.isEmpty ? nil : .list(named)
    case .record(var entry):
      entry.values = entry.values.map { $0.flatMap { naming($0, of: id) } }
      return .record(entry)
    default: return value
    }
  }

  package func label(_ facet: Facet, in language: String) -> String {
    facet.label(in: language, among: facets, of: graph.model, default: graph.settings.defaultLanguage)
  }

  package func label(_ labels: Labels, in language: String) -> String {
    labels.text(in: language, default: graph.settings.defaultLanguage) ?? ""
  }
}

/// A file that pages show or link: its path in the site, and the size of an image.
package struct SiteFile: Hashable, Sendable {
  package var path: String
  package var width: Int?
  package var height: Int?
  /// True if browsers show the file as an image, judged by its content.
  package var isImage: Bool
  /// The size of the file.
  package var bytes: Int

  package init(path: String, width: Int? = nil, height: Int? = nil, isImage: Bool = false, bytes: Int) {
    self.path = path
    self.bytes = bytes
    self.width = width
    self.height = height
    self.isImage = isImage
  }
}
