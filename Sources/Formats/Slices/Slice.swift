package import Knowledge
package import Publication

/// The records that a form takes out of a site, in one language.
package struct Slice: Sendable {
  package let language: String
  /// The records that were asked for, in the order of the request, each once; empty for a whole
  /// language.
  package let roots: [RecordID]
  /// All records, in reading order: first ``roots``, then the records one link away, then those two
  /// links away; in each of these groups by type, and in a type by title.
  package let records: [RecordID]
  /// The ranges of ``records`` that are no link away, one link away, and so on.
  package let steps: [Range<Int>]
  private let members: Set<RecordID>

  /// - Returns: nothing of a record that the edition hides: the mistake says no more of it than of
  ///   a record that does not exist.
  package init(_ request: SliceRequest, of site: Site) throws(SliceMistake) {
    language = try Self.language(request, site)
    let orders = site.paths.orders[site.paths.index(of: language)]
    guard let names = request.records else {
      roots = []
      records = orders.flatMap(\.self)
      members = Set(records)
      steps = [records.indices]
      return
    }
    guard !names.isEmpty else { throw SliceMistake(message: "no record is named; leave the option out to take them all") }
    var roots: [RecordID] = []
    for name in names {
      let id = try Self.record(name, site)
      if !roots.contains(id) { roots.append(id) }
    }
    self.roots = roots
    var members = Set(roots)
    var records = roots
    var steps = [roots.indices]
    var last = roots
    let ranks = Self.ranks(orders, count: site.graph.records.count)
    for _ in 0..<request.depth where !last.isEmpty {
      var next: Set<RecordID> = []
      for id in last { next.formUnion(site.graph.targets(of: id, in: language)) }
      last = next.subtracting(members).sorted { ranks[$0.index] < ranks[$1.index] }
      if !last.isEmpty { steps.append(records.count..<records.count + last.count) }
      records += last
      members.formUnion(last)
    }
    self.records = records
    self.steps = steps
    self.members = members
  }

  package func contains(_ id: RecordID) -> Bool { members.contains(id) }

  private static func language(_ request: SliceRequest, _ site: Site) throws(SliceMistake) -> String {
    guard let language = request.language else { return site.paths.defaultLanguage }
    guard site.paths.languages.contains(language) else {
      throw SliceMistake(
        message: "there is no language '\(language)'; there is \(site.paths.languages.joined(separator: ", "))")
    }
    return language
  }

  private static func record(_ name: String, _ site: Site) throws(SliceMistake) -> RecordID {
    let names = site.graph.names
    switch names.resolve(normalized(name)) {
    case .found(let id): return id
    case .ambiguous(let ids): throw SliceMistake(message: "'\(name)' is the name of \(ids.joined(separator: " and of "))")
    case .withheld, .wrongType, .unknown:
      let nearest = names.nearest(to: normalized(name)).map { "; did you mean '\($0)'?" } ?? ""
      throw SliceMistake(message: "no record is named '\(name)'" + nearest)
    }
  }

  /// The position of each record in the order of types and titles.
  private static func ranks(_ orders: [[RecordID]], count: Int) -> [Int] {
    var ranks = [Int](repeating: 0, count: count)
    for (rank, id) in orders.joined().enumerated() { ranks[id.index] = rank }
    return ranks
  }
}

extension ContentGraph {
  /// The records that a reader comes to from the page of a record: those that its fields and its
  /// texts name, sources among them, and those that name it in a symmetric field.
  fileprivate func targets(of id: RecordID, in language: String) -> Set<RecordID> {
    var targets: Set<RecordID> = []
    for edge in edges(from: id) where isShown(edge) { targets.insert(edge.target) }
    for edge in edges(to: id) where isShown(edge) && field(edge.field).isSymmetric { targets.insert(edge.source) }
    let fields = type(of: id).fields
    let text = records[id.index].bestTextIndex(in: language)
    targets.formUnion(bodyTargets[id.index][text][0].compactMap(\.self))
    var paths: Set<MarkdownPath> = []
    // A field that a translation lacks is shown in the original's language.
    for text in [text, 0] {
      for (number, markdown) in compiled[id.index].texts[text].fields.enumerated() {
        guard paths.insert(markdown.path).inserted, !fields[markdown.path.field].isHidden else { continue }
        targets.formUnion(bodyTargets[id.index][text][number + 1].compactMap(\.self))
      }
    }
    return targets
  }

  private func isShown(_ edge: Edge) -> Bool {
    edge.field.field != CommonField.unrelated.rawValue && !field(edge.field).isHidden
      && !model.types[edge.field.type].fields[edge.field.field].isHidden
  }
}
