/// How long each stage took, for `--timings`; one that came several times stands where it came first.
package struct Timings: Sendable {
  package private(set) var stages: [(name: String, seconds: Double)] = []
  private var last = ContinuousClock.now

  package init() {}

  package mutating func mark(_ name: String) {
    let now = ContinuousClock.now
    let seconds = Double((now - last).components.seconds) + Double((now - last).components.attoseconds) / 1e18
    if let place = stages.firstIndex(where: { $0.name == name }) {
      stages[place].seconds += seconds
    } else {
      stages.append((name, seconds))
    }
    last = now
  }
}
