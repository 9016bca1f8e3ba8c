import Knowledge
import Text

extension Stages {
  /// Checking: applies all rules that need linked records and do not depend on the date.
  func check(_ graph: ContentGraph) async -> [Diagnostic] {
    let slices = graph.records.indices.inSlices(of: 256)
    let found = await concurrentMap(slices, width: width, slice: 1) { Check.all.findings(in: graph, of: $0) }
    return found.flatMap(\.self) + Check.all.findings(in: graph, groundwork.base)
  }
}
