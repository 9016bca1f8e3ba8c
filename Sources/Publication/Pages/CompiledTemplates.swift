package import Knowledge
package import Templates
package import Text

/// The templates that a model needs, compiled against what each kind of page offers.
package struct CompiledTemplates: Sendable {
  struct Entry: Sendable {
    let root: Shape
    let compiled: CompiledTemplate
  }

  package let shapes: PageShapes
  private var entries: [String: Entry] = [:]
  private let own: TemplateSet
  private let shipped: TemplateSet
  /// Names of templates that stand as they were shipped.
  private let unchanged: Set<String>
  /// Names of templates of the folder that could not be read whole: the shipped ones take their place.
  private let broken: Set<String>
  private var findings: [Diagnostic] = []

  /// Compiles a folder's templates; where one cannot be right, the shipped one of that name takes its place, so that the
  /// site is built all the same.
  ///
  /// A shipped template for a type of its own name (`record-case`) serves only models with the fields that it shows; where
  /// one is missing, the template for any model takes its place, and that is no mistake.
  ///
  /// - Parameters:
  ///   - own: the folder's templates, in which shipped ones stand for those that the folder does not have.
  ///   - shipped: those that came with the program.
  ///   - unchanged: names of `own` that are the shipped ones.
  ///   - broken: names of `own` with a mistake that was found when they were loaded.
  package static func compile(
    own: TemplateSet, shipped: TemplateSet, unchanged: Set<String>, broken: Set<String>, model: Model, words keys: [String]
  ) -> (CompiledTemplates?, [Diagnostic]) {
    var templates = CompiledTemplates(
      shapes: PageShapes(model: model, words: keys), own: own, shipped: shipped, unchanged: unchanged, broken: broken)
    templates.compileAll(model)
    let wanted = templates.wanted(model)
    let isWhole = wanted.allSatisfy { templates.entries[$0] != nil }
    return (isWhole ? templates : nil, Array(Set(templates.findings)).sorted())
  }

  private init(shapes: PageShapes, own: TemplateSet, shipped: TemplateSet, unchanged: Set<String>, broken: Set<String>) {
    self.shapes = shapes
    self.own = own
    self.shipped = shipped
    self.unchanged = unchanged
    self.broken = broken
  }

  subscript(name: String) -> Entry { entries[name]! }

  /// The same templates with what is known of `site` in its place.
  ///
  /// - Parameters:
  ///   - common: texts of records' cards.
  ///   - listed: what the lists on the pages of terms show.
  func binding(site: Values, common: CommonTexts, listed: NumberedEntries?) -> CompiledTemplates {
    var bound = self
    bound.entries = entries.mapValues { entry in
      var known = Values(entry.root)
      known["site"] = .object(site)
      return Entry(root: entry.root, compiled: entry.compiled.binding(known, common: common, preparing: listed))
    }
    return bound
  }

  private func wanted(_ model: Model) -> [String] {
    ["home", "search", "index", "facet", "term", "view", "redirect", "withdrawn", "404"]
      + model.types.map { ($0.page == .own ? "record-" : "list-") + $0.name }
  }

  private mutating func compileAll(_ model: Model) {
    compile("home", among: ["home"], "home", shapes.home)
    compile("search", among: ["search"], "search", PageShapes.message)
    compile("index", among: ["index"], "index", PageShapes.index)
    compile("facet", among: ["facet"], "facet", PageShapes.facetPage)
    compile("term", among: ["term"], "term", PageShapes.term)
    compile("view", among: ["view"], "view", PageShapes.view)
    compile("redirect", among: ["redirect"], "redirect", PageShapes.redirect)
    compile("withdrawn", among: ["withdrawn"], "withdrawn", PageShapes.withdrawn)
    compile("404", among: ["404"], "message", PageShapes.message)
    for (place, type) in model.types.enumerated() {
      switch type.page {
      case .own: compile("record-" + type.name, among: ["record-" + type.name, "record"], "record", shapes.records[place])
      case .list: compile("list-" + type.name, among: ["list-" + type.name, "list"], "list", shapes.lists[place].list)
      }
    }
  }

  /// The first of `names` that compiles, from the folder, else from what was shipped.
  private mutating func compile(_ key: String, among names: [String], _ member: String, _ shape: Shape) {
    let root = shapes.root(member, shape)
    for (set, isOwn) in [(own, true), (shipped, false)] {
      // A partial or a layout is in many pages: with one of them broken, no page of the folder is trusted.
      if isOwn, broken.contains(where: { $0.hasPrefix("partials/") || $0 == "layout" }) { continue }
      let known = Set(set.names).subtracting(isOwn ? broken : [])
      for name in names where known.contains(name) {
        let (compiled, found) = set.compile(name, for: root)
        let errors = found.filter { $0.severity == .error }
        if let compiled, errors.isEmpty {
          entries[key] = Entry(root: root, compiled: compiled)
          if isOwn { findings += found }
          return
        }
        let isMismatch =
          names.count > 1 && name != names.last && unchanged.contains(name)
          && errors.allSatisfy { $0.code == "unknown-template-name" }
        if isOwn, !isMismatch { findings += found }
      }
    }
  }
}
