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
  private let sets: [TemplateSet]
  private var findings: [Diagnostic] = []

  /// Compiles what the model needs from the first set of `sets`; where a template there cannot be
  /// right, that is a finding, and one for any type or of a later set is used instead, so that
  /// the site can be looked at all the same.
  package static func compile(_ sets: [TemplateSet], model: Model, words keys: [String]) -> (CompiledTemplates?, [Diagnostic]) {
    var templates = CompiledTemplates(shapes: PageShapes(model: model, words: keys), sets: sets)
    templates.compileAll(model)
    let isWhole = templates.wanted(model).allSatisfy { templates.entries[$0] != nil }
    return (isWhole ? templates : nil, Array(Set(templates.findings)).sorted())
  }

  private init(shapes: PageShapes, sets: [TemplateSet]) {
    self.shapes = shapes
    self.sets = sets
  }

  subscript(name: String) -> Entry { entries[name]! }

  private func wanted(_ model: Model) -> [String] {
    ["home", "search", "index", "facet", "term", "view", "redirect", "withdrawn", "404", "start"]
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
    compile("start", among: ["start"], "start", PageShapes.redirect)
    compile("withdrawn", among: ["withdrawn"], "withdrawn", PageShapes.withdrawn)
    compile("404", among: ["404"], "message", PageShapes.message)
    // Only the templates for books have these.
    for name in ["chapter", "title", "links", "contents", "ncx", "package"] {
      compile(name, among: [name], "book", PageShapes.book)
    }
    // Only the templates for forms have these.
    compile("single", among: ["single"], "single", PageShapes.single)
    for (index, type) in model.types.enumerated() {
      for name in ["first", "head"] { compile(name + "-" + type.name, among: [name], "record", shapes.records[index]) }
      switch type.page {
      case .own: compile("record-" + type.name, among: ["record-" + type.name, "record"], "record", shapes.records[index])
      case .list: compile("list-" + type.name, among: ["list-" + type.name, "list"], "list", shapes.lists[index].list)
      }
    }
  }

  /// The first of `names` that compiles, in the first set that has one.
  private mutating func compile(_ key: String, among names: [String], _ member: String, _ shape: Shape) {
    let root = shapes.root(member, shape)
    for set in sets {
      let known = Set(set.names)
      for name in names where known.contains(name) {
        let (compiled, found) = set.compile(name, for: root)
        findings += found
        guard let compiled, !found.contains(where: { $0.severity == .error }) else { continue }
        entries[key] = Entry(root: root, compiled: compiled)
        return
      }
    }
  }
}
