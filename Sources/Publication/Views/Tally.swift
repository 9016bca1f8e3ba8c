import Knowledge

/// The records by the values of one field: broader terms come before narrower ones, and count their
/// records too.
struct Tally {
  struct Row {
    var value: FacetValue
    /// In the order of the view's records.
    var records: [RecordID]
    /// The number of broader rows above it.
    var level = 0
    /// The rows directly below it.
    var children = 0
  }
  var rows: [Row]

  init(_ scope: ViewScope, field: Int) {
    let graph = scope.graph
    var found: [FacetValue: [RecordID]] = [:]
    for id in scope.records {
      var seen: Set<FacetValue> = []
      for value in scope.nodes.values(of: id, field: field) {
        for line in value.lineage(in: graph) where seen.insert(line).inserted { found[line, default: []].append(id) }
      }
    }
    let paths = scope.nodes.site.paths
    var ranks: [RecordID: Int] = [:]
    for case .record(let id) in found.keys where ranks[id] == nil {
      for (rank, other) in paths.orders[paths.index(of: scope.nodes.language)][graph.types[id.index]].enumerated() {
        ranks[other] = rank
      }
    }
    let lines = Dictionary(uniqueKeysWithValues: found.keys.map { ($0, Array($0.lineage(in: graph).reversed())) })
    let order = found.keys.sorted { a, b in
      if case .record(let x) = a, case .record(let y) = b {
        return (graph.types[x.index], ranks[x]!) < (graph.types[y.index], ranks[y]!)
      }
      return lines[a]!.lexicographicallyPrecedes(lines[b]!) { FacetValue.precedes($0, $1, in: graph) }
    }
    rows = order.map { Row(value: $0, records: found[$0]!) }
    var indexes: [FacetValue: Int] = [:]
    for index in rows.indices {
      let line = lines[rows[index].value]!
      indexes[rows[index].value] = index
      guard line.count > 1, let up = indexes[line[line.count - 2]] else { continue }
      rows[index].level = line.count - 1
      rows[up].children += 1
    }
  }

  /// Returns the row with the most records among the rows without narrower ones; the first of equal
  /// rows.
  var fullest: Row? {
    rows.filter { $0.children == 0 }.reduce(nil) { best, row in row.records.count > best?.records.count ?? 0 ? row : best }
  }

  /// Keeps the `limit` rows with the most records, in their order; for years, the latest.
  mutating func cut(to limit: Int) {
    guard rows.count > limit else { return }
    if case .year = rows[0].value {
      rows.removeFirst(rows.count - limit)
      return
    }
    let kept = Set(rows.indices.sorted { (-rows[$0].records.count, $0) < (-rows[$1].records.count, $1) }.prefix(limit))
    rows = rows.indices.filter(kept.contains).map { rows[$0] }
  }
}
