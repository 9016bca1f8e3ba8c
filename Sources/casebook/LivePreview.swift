import Preview
import SiteBuilder
import Source
import Synchronization

/// The site as `serve` shows it: made anew when a file changes, the last good one kept while that goes wrong.
final class LivePreview: PreviewSite {
  private let options: BuildOptions
  private let current: Mutex<SitePreview>
  private let tell: @Sendable ([Diagnostic]) -> Void

  init(_ options: BuildOptions, tell: @escaping @Sendable ([Diagnostic]) -> Void) async throws(BuildFailure) {
    self.options = options
    self.tell = tell
    let preview = try await SitePreview(options)
    tell(preview.findings)
    current = Mutex(preview)
  }

  /// - Returns: whether there is something new to show.
  func refresh() async -> Bool {
    do {
      let preview = try await SitePreview(options)
      tell(preview.findings)
      if preview.isEmpty { return false }
      current.withLock { $0 = preview }
      return true
    } catch {
      Output.error("casebook: error: \(error.message)\n")
      return false
    }
  }

  func response(for path: String) async -> PreviewResponse? {
    let preview = current.withLock { $0 }
    switch preview.answer(for: path) {
    case .bytes(let bytes): return .bytes(bytes)
    case .file(let file): return .file(file)
    case nil:
      guard preview.isEmpty else { return nil }
      return .bytes(Array("The site cannot be built yet; see the findings in the terminal.\n".utf8), status: 503)
    }
  }
}
