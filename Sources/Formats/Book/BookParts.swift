import Knowledge
import Publication

/// The parts of a book, in the order of reading.
///
/// A book of some records begins with those that were asked for. All others follow the navigation
/// of the site; types that it does not name come after it, and those that are cited come last.
struct BookParts: Sendable {
  enum Part: Sendable {
    case record(RecordID)
    /// Records of a type whose records have pages of their own.
    case type(Int, [RecordID])
    /// Records of a type whose records share pages.
    case list(Int, [RecordID])
    case view(Int)
  }

  private(set) var parts: [Part] = []

  init(_ slice: Slice, of site: Site) {
    let graph = site.graph
    let settings = graph.settings
    let isWhole = slice.roots.isEmpty
    var left = Set(slice.records)
    var isTaken: Set<Int> = []
    func isList(_ type: Int) -> Bool { graph.model.types[type].page == .list }

    func add(_ id: RecordID) {
      // A record of a list stands among the others of its list.
      if !isList(graph.types[id.index]), left.remove(id) != nil { parts.append(.record(id)) }
    }
    func add(type: Int) {
      guard isTaken.insert(type).inserted else { return }
      let order = site.paths.orders[site.paths.index(of: slice.language)][type]
      let records = order.filter(left.contains)
      guard !records.isEmpty else { return }
      if isList(type) {
        parts.append(.list(type, records))
      } else if records.count == 1 {
        parts.append(.record(records[0]))
      } else {
        parts.append(.type(type, records))
      }
    }

    slice.roots.forEach(add)
    // A record that the navigation names stands there, and not among those of its type.
    var named: [String: RecordID] = [:]
    for (name, _) in settings.navigation where graph.model.index(of: name) == nil {
      guard !settings.views.contains(where: { $0.id == name }), case .found(let id) = graph.names.resolve(name),
        left.contains(id), !isList(graph.types[id.index])
      else { continue }
      named[name] = id
    }
    left.subtract(named.values)
    var views = isWhole ? settings.views.indices.filter(site.isShown) : []
    for (name, _) in settings.navigation {
      if let type = graph.model.index(of: name) {
        add(type: type)
      } else if let view = views.first(where: { settings.views[$0].id == name }) {
        parts.append(.view(view))
        views.removeAll { $0 == view }
      } else if let id = named[name] {
        parts.append(.record(id))
      }
    }
    parts += views.map(Part.view)
    let cited = Self.cited(graph.model)
    let others = graph.model.types.indices.filter { !isTaken.contains($0) }
    for type in others.filter({ !cited.contains($0) }) + others.filter(cited.contains) { add(type: type) }
  }

  /// The types that are cited: what a field with that role leads to, such as sources.
  private static func cited(_ model: Model) -> Set<Int> {
    var cited: Set<Int> = []
    for field in model.types.flatMap(\.fields) where field.role == "citation" {
      for target in field.targets { if let type = model.index(of: target.type) { cited.insert(type) } }
    }
    return cited
  }
}
