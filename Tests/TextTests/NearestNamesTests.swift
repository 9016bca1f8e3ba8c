import Testing

@testable import Text

struct NearestNamesTests {
  @Test func `it is the same as by comparing all letters with all`() {
    var state: UInt64 = 3
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(limit))
    }
    let names = (0..<300).map { _ in String((0..<(3 + next(9))).map { _ in Array("abcd-")[next(5)] }) }
    let tables = NearestNames(names)
    for _ in 0..<300 {
      let name = String((0..<(1 + next(12))).map { _ in Array("abcd-")[next(5)] })
      let limit = max(1, min(4, name.utf8.count / 3))
      let all = names.filter { $0 != name }.map { (distance: distance(name, $0), name: $0) }.filter { $0.distance <= limit }
      let best = all.min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
      #expect(tables.nearest(to: name) == best, "\(name)")
    }
  }

  /// Returns the optimal string alignment distance, computed with the full table.
  private func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a.utf8), Array(b.utf8))
    var cells = (0...a.count).map { i in (0...b.count).map { j in i == 0 ? j : j == 0 ? i : 0 } }
    for i in a.indices {
      for j in b.indices {
        var cost = min(cells[i][j + 1] + 1, cells[i + 1][j] + 1, cells[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, cells[i - 1][j - 1] + 1) }
        cells[i + 1][j + 1] = cost
      }
    }
    return cells[a.count][b.count]
  }
}
