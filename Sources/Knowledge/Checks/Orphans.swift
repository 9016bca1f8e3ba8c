import Text

/// Finds records without a link to or from another record: readers find them only by search.
enum Orphans {
  static let check = Check("orphans", .records(findings))

  private static func findings(in graph: ContentGraph, of range: Range<Int>) -> [Diagnostic] {
    let navigated = Set(graph.settings.navigation.map(\.name))
    let mayRelate = graph.model.types.map { Self.mayRelate($0, in: graph.model) }
    return range.compactMap { index in
      let (id, record) = (RecordID(index), graph.records[index])
      guard !graph.settings.isWithdrawn(record.status), graph.model.types[record.type].page == .own, mayRelate[record.type],
        graph.edges(from: id).isEmpty,
        graph.edges(to: id).isEmpty, graph.mentions(of: id).isEmpty, !navigated.contains(record.slug),
        !navigated.contains(record.id), !linksOut(id, graph)
      else { return nil }
      return record.finding(
        .warning, "orphan", "nothing leads to this record and it leads nowhere; link it to the records it belongs with")
    }
  }

  /// True if the model permits a link from or to a record of the type.
  private static func mayRelate(_ type: RecordType, in model: Model) -> Bool {
    type.ownFields.contains { field in ([field] + field.nestedFields).contains { $0.kind == .reference } }
      || model.types.contains { other in
        other.fields.contains { !$0.isCommon && $0.targets.contains { $0.type == type.name } }
      }
  }

  private static func linksOut(_ id: RecordID, _ graph: ContentGraph) -> Bool {
    graph.bodyTargets[id.index].contains { $0.contains { $0.contains { $0 != nil && $0 != id } } }
  }
}
