import Knowledge
import Templates

/// A view declared in casebook.yaml, drawn as figures and tables.
///
/// The output is static and its size is bounded: whatever the number of records, a page names the
/// parts that it leaves out and links to them.
struct ViewPage {
  let nodes: NodeBuilder
  let view: Settings.View

  struct Drawing {
    /// The numbers of the view.
    var lead = ""
    /// The figure: well-formed HTML with SVG in it.
    var figure: [UInt8] = []
    /// The same in words and numbers, and the records that the figure cannot show.
    var table: [UInt8] = []
    var note = ""
    /// True if the figure is wider than paper, and ``table`` says the same.
    var isWide = false
  }

  func draw() -> Drawing {
    guard let scope = ViewScope(nodes, view) else { return Drawing() }
    guard !scope.records.isEmpty else { return Drawing(lead: nodes.words("no_records")) }
    let drawing: Drawing? =
      switch view.kind {
      case .matrix: MatrixView(scope)?.draw()
      case .map: MapView(scope)?.draw()
      case .timeline: TimelineView(scope)?.draw()
      case .relations: RelationsView(scope)?.draw()
      case .list: ListView(scope).draw()
      }
    return drawing ?? Drawing(lead: nodes.words("no_records"))
  }

  /// Returns a small form of the view for the home page; empty if its kind or its size has none.
  func glance() -> [UInt8] {
    guard view.kind == .matrix, let scope = ViewScope(nodes, view), !scope.records.isEmpty else { return [] }
    return MatrixView(scope)?.glance() ?? []
  }
}
