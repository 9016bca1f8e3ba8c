import Synchronization

/// The duration of each stage, for `--timings`. A stage that ran several times has one entry, at
/// its first run.
package final class Timings: Sendable {
  private struct State {
    var stages: [(name: String, seconds: Double)] = []
    var last = ContinuousClock.now
  }

  private let state = Mutex(State())

  package init() {}

  package var stages: [(name: String, seconds: Double)] { state.withLock { $0.stages } }

  /// Adds the time since the last mark to a stage.
  package func mark(_ name: String) {
    let now = ContinuousClock.now
    state.withLock { state in
      let passed = (now - state.last).components
      let seconds = Double(passed.seconds) + Double(passed.attoseconds) / 1e18
      if let index = state.stages.firstIndex(where: { $0.name == name }) {
        state.stages[index].seconds += seconds
      } else {
        state.stages.append((name, seconds))
      }
      state.last = now
    }
  }
}
