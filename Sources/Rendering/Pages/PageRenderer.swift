import Knowledge
import Templates

/// Renders pages: each a function of its plan and the site, so that any can be made alone and in any order.
package struct PageRenderer: Sendable {
  package let site: Site
  let shapes: PageShapes
  private let shared: [String: LanguageValues]
  /// By language: with what all pages of it say alike in its place.
  private let templates: [String: CompiledTemplates]

  /// - Parameter isWhole: whether all pages will be made, and not a few of them.
  package init(site: Site, templates: CompiledTemplates, isWhole: Bool = true) {
    self.site = site
    shapes = templates.shapes
    let shared = Dictionary(
      uniqueKeysWithValues: site.paths.languages.map {
        ($0, LanguageValues(site, templates.shapes, language: $0, isWhole: isWhole))
      })
    self.shared = shared
    self.templates = shared.mapValues { templates.binding(site: $0.site) }
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
    let template = templates[plan.language]![content.templateName]
    var root = Values(template.root)
    root["site"] = .object(frame.siteValues())
    root["page"] = .object(page)
    root[name] = .object(object)
    template.compiled.render(root, into: &bytes)
  }
}
