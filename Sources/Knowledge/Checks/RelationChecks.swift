import Text

/// Finds cycles in relations that the model declares acyclic.
enum RelationChecks {
  static let cycles = Check("relation-cycles", .graph { graph, _ in cycles(in: graph) })

  /// Depth-first search with an explicit stack: a chain of a hundred thousand records would
  /// overflow the call stack.
  private static func cycles(in graph: ContentGraph) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for (type, recordType) in graph.model.types.enumerated() {
      for (index, field) in recordType.fields.enumerated() where field.isAcyclic {
        findings += cycles(of: FieldPath(type: type, field: index), in: graph)
      }
    }
    return findings
  }

  private static func cycles(of path: FieldPath, in graph: ContentGraph) -> [Diagnostic] {
    enum Mark { case unseen, open, done }
    var marks = [Mark](repeating: .unseen, count: graph.records.count)
    var findings: [Diagnostic] = []
    for start in graph.records.indices where graph.types[start] == path.type && marks[start] == .unseen {
      var stack: [(id: RecordID, next: Int, targets: [RecordID])] = []
      func targets(_ id: RecordID) -> [RecordID] { graph.edges(from: id).filter { $0.field == path }.map(\.target) }
      marks[start] = .open
      stack.append((RecordID(start), 0, targets(RecordID(start))))
      while let top = stack.last {
        if top.next == top.targets.count {
          marks[top.id.index] = .done
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        let target = top.targets[top.next]
        switch marks[target.index] {
        case .done: break
        case .unseen:
          marks[target.index] = .open
          stack.append((target, 0, targets(target)))
        case .open:
          let cycle = stack[stack.firstIndex { $0.id == target }!...].map { graph[$0.id].slug } + [graph[target].slug]
          let name = graph.field(path).name
          findings.append(
            graph[top.id].finding(
              .error, "relation-cycle", at: path.field,
              "'\(name)' leads in a circle: "
                + (cycle.count > 8 ? cycle.prefix(7).joined(separator: " → ") + " → …" : cycle.joined(separator: " → "))))
        }
      }
    }
    return findings
  }
}
