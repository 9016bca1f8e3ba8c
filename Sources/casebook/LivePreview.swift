import Preview
import Synchronization
import Text
import Workspace

/// The site as `serve` shows it: made anew when a file changes, the last good one kept while that goes wrong.
final class LivePreview: PreviewSite {
  private struct State {
    var site: SitePreview
    /// Of the last try, which may be later than the site.
    var findings: FindingsPage
  }

  private let options: BuildOptions
  private let memory = KnowledgeMemory()
  private let current: Mutex<State>
  private let settling = Mutex<Task<Void, Never>?>(nil)
  private let tell: @Sendable ([Diagnostic]) -> Void

  init(_ options: BuildOptions, tell: @escaping @Sendable ([Diagnostic]) -> Void) async throws(BuildFailure) {
    self.options = options
    self.tell = tell
    let preview = try await SitePreview(options, memory: memory)
    await preview.settle(width: options.jobs)
    tell(preview.findings)
    current = Mutex(State(site: preview, findings: FindingsPage(findings: preview.findings)))
  }

  /// Looks at the files again; there is always something new to show, if only what is wrong now.
  ///
  /// - Parameter changed: what the system says has changed, as ``FolderWatcher`` tells it.
  func refresh(_ changed: Set<String>) async {
    memory.forget(changed, options)
    do {
      let last = current.withLock { $0.site }
      let preview = try await SitePreview(options, memory: memory, after: last)
      if preview.isUnranked { await preview.settle(width: options.jobs) }
      tell(preview.findings)
      current.withLock {
        if !preview.isEmpty { $0.site = preview }
        $0.findings = FindingsPage(findings: preview.findings)
      }
      if !preview.isEmpty { settle(preview, replacing: last) }
    } catch {
      Output.error("casebook: error: \(error.message)\n")
      current.withLock { $0.findings.failure = error.message }
    }
  }

  /// Ranks related records once nothing has changed for a while, so that it is in nobody's way. What was begun for a site before
  /// ends first: one index is made at a time.
  private func settle(_ preview: SitePreview, replacing last: SitePreview) {
    settling.withLock { task in
      task?.cancel()
      task = Task(priority: .background) { [former = task] in
        try? await Task.sleep(for: .seconds(1))
        await former?.value
        if !Task.isCancelled { await preview.settle(width: 1) }
      }
    }
    // Letting go of a large site takes time too.
    Task(priority: .background) {
      try? await Task.sleep(for: .seconds(1))
      withExtendedLifetime(last) {}
    }
  }

  func response(for path: String) async -> PreviewResponse? {
    let state = current.withLock { $0 }
    if path == FindingsPage.path { return .bytes(state.findings.html) }
    switch await state.site.answer(for: path) {
    case .bytes(let bytes): return .bytes(state.findings.announced(on: bytes, at: path))
    case .file(let file): return .file(file)
    // Nothing could be built yet: every page says why.
    case nil: return state.site.isEmpty && path.hasSuffix(".html") ? .bytes(state.findings.html, status: 503) : nil
    }
  }
}
