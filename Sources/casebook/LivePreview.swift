import Preview
import SiteBuilder
import Source
import Synchronization

/// The site as `serve` shows it: made anew when a file changes, the last good one kept while that goes wrong.
final class LivePreview: PreviewSite {
  private struct State {
    var site: SitePreview
    /// Of the last try, which may be later than the site.
    var findings: FindingsPage
  }

  private let options: BuildOptions
  private let current: Mutex<State>
  private let tell: @Sendable ([Diagnostic]) -> Void

  init(_ options: BuildOptions, tell: @escaping @Sendable ([Diagnostic]) -> Void) async throws(BuildFailure) {
    self.options = options
    self.tell = tell
    let preview = try await SitePreview(options)
    tell(preview.findings)
    current = Mutex(State(site: preview, findings: FindingsPage(findings: preview.findings)))
  }

  /// Looks at the files again; there is always something new to show, if only what is wrong now.
  func refresh() async {
    do {
      let preview = try await SitePreview(options)
      tell(preview.findings)
      current.withLock {
        if !preview.isEmpty { $0.site = preview }
        $0.findings = FindingsPage(findings: preview.findings)
      }
    } catch {
      Output.error("casebook: error: \(error.message)\n")
      current.withLock { $0.findings.failure = error.message }
    }
  }

  func response(for path: String) async -> PreviewResponse? {
    let state = current.withLock { $0 }
    if path == FindingsPage.path { return .bytes(state.findings.html) }
    switch state.site.answer(for: path) {
    case .bytes(let bytes): return .bytes(state.findings.announced(on: bytes, at: path))
    case .file(let file): return .file(file)
    // Nothing could be built yet: every page says why.
    case nil: return state.site.isEmpty && path.hasSuffix(".html") ? .bytes(state.findings.html, status: 503) : nil
    }
  }
}
