/// The name that somebody most likely meant: the one with the fewest edits, at most a third of its length away.
///
/// Optimal string alignment distance (Damerau-Levenshtein without repeated edits) over UTF-8 bytes; only names of about the
/// same length are compared, so a miss among thousands of names stays cheap.
package func nearestName(to name: String, among names: some Sequence<String>) -> String? {
  NearestNames(names).nearest(to: name)
}

/// Names made ready to be asked many times which of them is nearest to another.
///
/// A name is compared letter by letter only where its length and its letters allow that it is near: of 10,000 names a few.
package struct NearestNames: Sendable {
  private struct Entry: Sendable {
    var name: String
    var bytes: [UInt8]
    var letters: UInt64
    var place: Int
  }

  private var byLength: [Int: [Entry]] = [:]

  package init(_ names: some Sequence<String>) {
    for (place, name) in names.enumerated() {
      let bytes = Array(name.lowercased().utf8)
      byLength[bytes.count, default: []].append(Entry(name: name, bytes: bytes, letters: Self.letters(bytes), place: place))
    }
  }

  /// - Parameter isFit: whether a name may be meant, by its place among those given.
  package func nearest(to name: String, where isFit: (_ place: Int) -> Bool = { _ in true }) -> String? {
    let wanted = Array(name.lowercased().utf8)
    let limit = max(1, min(4, wanted.count / 3))
    let letters = Self.letters(wanted)
    var best: (distance: Int, name: String)?
    for length in max(0, wanted.count - limit)...(wanted.count + limit) {
      for entry in byLength[length] ?? [] {
        // An edit changes at most one letter for one other.
        guard (entry.letters ^ letters).nonzeroBitCount <= 2 * limit, entry.name != name, isFit(entry.place) else { continue }
        guard let distance = editDistance(wanted, entry.bytes, limit: best.map { min($0.distance, limit) } ?? limit) else {
          continue
        }
        if best == nil || (distance, entry.name) < (best!.distance, best!.name) { best = (distance, entry.name) }
      }
    }
    return best?.name
  }

  /// Which letters are there, one bit for each byte modulo 64.
  private static func letters(_ bytes: [UInt8]) -> UInt64 { bytes.reduce(0) { $0 | 1 << UInt64($1 & 63) } }
}

/// Only the cells that can lie on a way of at most `limit` edits are looked at.
///
/// - Returns: the distance, or nil where it is more than `limit`.
private func editDistance(_ a: [UInt8], _ b: [UInt8], limit: Int) -> Int? {
  if a.isEmpty || b.isEmpty { return max(a.count, b.count) <= limit ? max(a.count, b.count) : nil }
  if abs(a.count - b.count) > limit { return nil }
  let far = limit + 1
  var beforeLast = [Int](repeating: far, count: b.count + 1)
  var last = (0...b.count).map { min($0, far) }
  var row = beforeLast
  for i in 1...a.count {
    let band = max(1, i - limit)...max(1, min(b.count, i + limit))
    row[band.lowerBound - 1] = band.lowerBound == 1 ? min(i, far) : far
    var least = row[band.lowerBound - 1]
    for j in band {
      let same = a[i - 1] == b[j - 1]
      var cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1))
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { cost = min(cost, beforeLast[j - 2] + 1) }
      row[j] = min(cost, far)
      least = min(least, row[j])
    }
    if band.upperBound < b.count { row[band.upperBound + 1] = far }
    if least > limit { return nil }
    (beforeLast, last, row) = (last, row, beforeLast)
  }
  return last[b.count] <= limit ? last[b.count] : nil
}
