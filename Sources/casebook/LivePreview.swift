import Preview
import Synchronization
import Text
import Workspace

/// The site that `serve` shows. It is built anew when a file changes; if that fails, the last good
/// site stays.
final class LivePreview: PreviewSite {
  private struct State {
    var site: SitePreview
    /// The findings of the last attempt, which may be later than the site.
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

  /// Reads the files again and shows the new site, or the findings.
  ///
  /// - Parameter changed: the changed paths, as ``FolderWatcher`` reports them.
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

  /// Ranks related records when nothing has changed for a while, so that it delays no page. A
  /// ranking that was begun for an earlier site ends first, because only one index is made at a
  /// time.
  private func settle(_ preview: SitePreview, replacing last: SitePreview) {
    settling.withLock { task in
      task?.cancel()
      task = Task(priority: .background) { [former = task] in
        try? await Task.sleep(for: .seconds(1))
        await former?.value
        if !Task.isCancelled { await preview.settle(width: 1) }
      }
    }
    // Freeing a large site takes time too.
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
    // Nothing could be built yet, so every page shows the findings.
    case nil: return state.site.isEmpty && path.hasSuffix(".html") ? .bytes(state.findings.html, status: 503) : nil
    }
  }
}
