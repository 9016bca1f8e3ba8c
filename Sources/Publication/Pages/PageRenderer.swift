import Knowledge
import Templates

/// Renders pages: each a function of its plan and the site, so that any can be made alone and in any order.
package struct PageRenderer: Sendable {
  package let site: Site
  let shapes: PageShapes
  private let shared: [String: LanguageValues]
  private let templates: CompiledTemplates
  /// By language and ``PageFrame/neighbours``, what `site` is on pages of records and of terms.
  private let sites: [String: [String: Values]]

  /// - Parameters:
  ///   - isWhole: whether all pages will be made, and not a few of them.
  ///   - addresses: where links lead; nil for the addresses of the site.
  package init(site: Site, templates: CompiledTemplates, isWhole: Bool = true, addresses: (any Addresses)? = nil) {
    self.site = site
    shapes = templates.shapes
    let shared = Dictionary(
      uniqueKeysWithValues: site.paths.languages.map {
        ($0, LanguageValues(site, templates.shapes, language: $0, isWhole: isWhole, addresses: addresses))
      })
    self.shared = shared
    self.templates = templates
    sites = Self.sites(site, templates.shapes, shared)
  }

  private static func sites(
    _ site: Site, _ shapes: PageShapes, _ shared: [String: LanguageValues]
  ) -> [String: [String: Values]] {
    let types = site.graph.model.types.filter { $0.page == .own }
    // Only the kind of page tells its sheet: any record or facet will do.
    let folders = types.map { ($0.folder, PageKind.record(RecordID(0))) } + site.facets.map { ($0.folder, PageKind.facet(0)) }
    var sites: [String: [String: Values]] = [:]
    for (language, values) in shared {
      for (folder, kind) in folders {
        let path = site.paths.root(of: language) + folder + "/"
        let frame = PageFrame(site: site, shapes: shapes, shared: values, language: language, path: path, kind: kind)
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
    let frame = PageFrame(
      site: site, shapes: shapes, shared: shared[plan.language]!, language: plan.language, path: plan.path, kind: plan.kind)
    let content = PageContent(site: site, shapes: shapes, frame: frame)
    let (name, page, object) = content.make()
    let template = templates[content.templateName]
    var root = Values(template.root)
    root["site"] = .object(siteValues(frame))
    root["page"] = .object(page)
    root[name] = .object(object)
    template.compiled.render(root, into: &bytes)
  }
}
