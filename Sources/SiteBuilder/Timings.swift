/// How long each stage took, for `--timings`.
package struct Timings: Sendable {
  package private(set) var stages: [(name: String, seconds: Double)] = []
  private var last = ContinuousClock.now

  package init() {}

  package mutating func mark(_ name: String) {
    let now = ContinuousClock.now
    let seconds = Double((now - last).components.seconds) + Double((now - last).components.attoseconds) / 1e18
    stages.append((name, seconds))
    last = now
  }
}
