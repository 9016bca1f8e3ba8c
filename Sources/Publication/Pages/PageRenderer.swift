import Knowledge
import Templates

/// Renders pages: each a function of its plan and the site, so that any can be made alone and in
/// any order.
package struct PageRenderer: Sendable {
  package let site: Site
  let shapes: PageShapes
  private let languageValues: [String: LanguageValues]
  let templates: CompiledTemplates
  /// By language and ``PageFrame/neighbours``, what `site` is on pages of records and of terms.
  private let sites: [String: [String: Values]]

  /// - Parameters:
  ///   - isWhole: whether all pages will be made, and not a few of them.
  ///   - addresses: where links lead; nil for the addresses of the site.
  ///   - forms: files of single records, to which their pages link.
  package init(
    site: Site, templates: CompiledTemplates, isWhole: Bool = true, addresses: (any Addresses)? = nil,
    forms: RecordForms = RecordForms()
  ) {
    self.site = site
    shapes = templates.shapes
    let languageValues = Dictionary(
      uniqueKeysWithValues: site.paths.languages.map {
        ($0, LanguageValues(site, templates.shapes, language: $0, isWhole: isWhole, addresses: addresses, forms: forms))
      })
    self.languageValues = languageValues
    self.templates = templates
    sites = Self.sites(site, templates.shapes, languageValues)
  }

  private static func sites(
    _ site: Site, _ shapes: PageShapes, _ languageValues: [String: LanguageValues]
  ) -> [String: [String: Values]] {
    let types = site.graph.model.types.filter { $0.page == .own }
    // Only the kind of page tells its sheet: any record or facet will do.
    let folders = types.map { ($0.folder, PageKind.record(RecordID(0))) } + site.facets.map { ($0.folder, PageKind.facet(0)) }
    var sites: [String: [String: Values]] = [:]
    for (language, values) in languageValues {
      for (folder, kind) in folders {
        let path = site.paths.root(of: language) + folder + "/"
        let frame = PageFrame(site: site, shapes: shapes, languageValues: values, language: language, path: path, kind: kind)
        sites[language, default: [:]][frame.neighbours] = frame.siteValues()
      }
    }
    return sites
  }

  private func siteValues(_ frame: PageFrame) -> Values {
    switch frame.kind {
    case .record, .term, .facet:
      guard !frame.isInNavigation, let known = sites[frame.language]?[frame.neighbours] else { return frame.siteValues() }
      return known
    case .home, .search, .index, .view, .redirect, .withdrawn, .notFound, .start: return frame.siteValues()
    }
  }

  package func render(_ plan: PagePlan) -> [UInt8] {
    var bytes: [UInt8] = []
    render(plan, into: &bytes)
    return bytes
  }

  package func render(_ plan: PagePlan, into bytes: inout [UInt8]) {
    let content = content(plan.kind, in: plan.language, at: plan.path)
    render(content.make(), of: content, into: &bytes)
  }

  func content(_ kind: PageKind, in language: String, at path: String) -> PageContent {
    let frame = PageFrame(
      site: site, shapes: shapes, languageValues: languageValues[language]!, language: language, path: path, kind: kind)
    return PageContent(site: site, shapes: shapes, frame: frame)
  }

  func render(
    _ made: (name: String, page: Values, object: Values), of content: PageContent, into bytes: inout [UInt8]
  ) {
    render(made, templates[content.templateName], content, into: &bytes)
  }

  func render(
    _ made: (name: String, page: Values, object: Values), _ template: CompiledTemplates.Entry, _ content: PageContent,
    into bytes: inout [UInt8]
  ) {
    var root = Values(template.root)
    root["site"] = .object(siteValues(content.frame))
    root["page"] = .object(made.page)
    root[made.name] = .object(made.object)
    template.compiled.render(root, into: &bytes)
  }
}
