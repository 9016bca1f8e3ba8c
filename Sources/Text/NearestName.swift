/// Returns the name that was most likely meant: the one with the fewest edits, but no more edits
/// than a third of the length of `name`.
package func nearestName(to name: String, among names: some Sequence<String>) -> String? {
  NearestNames(names).nearest(to: name)
}

/// A set of names, prepared for many searches for the nearest name.
///
/// Two names are compared letter by letter only if their lengths and their sets of letters are
/// similar enough: of 10,000 names, that leaves a few.
package struct NearestNames: Sendable {
  private struct Entry: Sendable {
    var name: String
    var bytes: [UInt8]
    var letters: UInt64
    var index: Int
  }

  private var byLength: [Int: [Entry]] = [:]

  package init(_ names: some Sequence<String>) {
    for (index, name) in names.enumerated() {
      let bytes = Array(name.lowercased().utf8)
      byLength[bytes.count, default: []].append(Entry(name: name, bytes: bytes, letters: Self.letters(bytes), index: index))
    }
  }

  /// - Parameter isFit: True if a name may be meant; `index` is its index among the names given.
  package func nearest(to name: String, where isFit: (_ index: Int) -> Bool = { _ in true }) -> String? {
    let wanted = Array(name.lowercased().utf8)
    let limit = max(1, min(4, wanted.count / 3))
    let letters = Self.letters(wanted)
    var best: (distance: Int, name: String)?
    for length in max(0, wanted.count - limit)...(wanted.count + limit) {
      for entry in byLength[length] ?? [] {
        // One edit adds or removes at most two letters of the set: a replacement removes one and
        // adds one.
        guard (entry.letters ^ letters).nonzeroBitCount <= 2 * limit, entry.name != name, isFit(entry.index) else { continue }
        guard let distance = editDistance(wanted, entry.bytes, limit: best.map { min($0.distance, limit) } ?? limit) else {
          continue
        }
        if best == nil || (distance, entry.name) < (best!.distance, best!.name) { best = (distance, entry.name) }
      }
    }
    return best?.name
  }

  /// A set of letters: bit `byte % 64` is set for each byte. Example: `a` (0x61, 97) sets bit 33.
  private static func letters(_ bytes: [UInt8]) -> UInt64 { bytes.reduce(0) { $0 | 1 << UInt64($1 & 63) } }
}

/// Computes only the cells of the table that at most `limit` edits can reach, a band of `2 * limit
/// + 1` cells around the diagonal.
///
/// - Returns: the distance, or nil if it is greater than `limit`.
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
