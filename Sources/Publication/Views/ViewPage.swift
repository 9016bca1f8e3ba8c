import Knowledge
import Templates

/// A view declared in casebook.yaml, drawn as figures and tables of ours.
///
/// All of it is static and bounded: whatever the number of records, a page says what it leaves out and where that is.
struct ViewPage {
  let content: PageContent
  let view: Settings.View

  struct Drawing {
    /// What the view shows, in numbers.
    var lead = ""
    /// The figure itself: well-formed HTML with SVG in it.
    var figure: [UInt8] = []
    /// The same in words and numbers, and what the figure cannot place.
    var table: [UInt8] = []
    var note = ""
  }

  func draw() -> Drawing {
    guard let scope = ViewScope(content, view) else { return Drawing() }
    guard !scope.records.isEmpty else { return Drawing(lead: content.words("no_records")) }
    let drawing: Drawing? =
      switch view.kind {
      case .matrix: MatrixView(scope)?.draw()
      case .map: MapView(scope)?.draw()
      case .timeline: TimelineView(scope)?.draw()
      case .relations: RelationsView(scope)?.draw()
      case .list: ListView(scope).draw()
      }
    return drawing ?? Drawing(lead: content.words("no_records"))
  }

  /// The view in small, for the first page; empty where it is of a kind or a size that has no small form.
  func glance() -> [UInt8] {
    guard view.kind == .matrix, let scope = ViewScope(content, view), !scope.records.isEmpty else { return [] }
    return MatrixView(scope)?.glance() ?? []
  }
}
