/// The name that somebody most likely meant: the one with the fewest edits, at most a third of its length away.
///
/// Optimal string alignment distance (Damerau-Levenshtein without repeated edits) over UTF-8 bytes; only names of about the
/// same length are compared, so a miss among thousands of names stays cheap.
package func nearestName(to name: String, among names: some Sequence<String>) -> String? {
  let wanted = Array(name.lowercased().utf8)
  let limit = max(1, min(4, wanted.count / 3))
  var best: (distance: Int, name: String)?
  for candidate in names {
    guard abs(candidate.utf8.count - wanted.count) <= limit, candidate != name else { continue }
    let distance = editDistance(
      wanted, Array(candidate.lowercased().utf8), limit: best.map { min($0.distance, limit) } ?? limit)
    guard let distance else { continue }
    if best == nil || (distance, candidate) < (best!.distance, best!.name) { best = (distance, candidate) }
  }
  return best?.name
}

/// - Returns: the distance, or nil where it is more than `limit`.
private func editDistance(_ a: [UInt8], _ b: [UInt8], limit: Int) -> Int? {
  if a.isEmpty || b.isEmpty { return max(a.count, b.count) <= limit ? max(a.count, b.count) : nil }
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  var row = beforeLast
  for i in 1...a.count {
    row[0] = i
    var least = i
    for j in 1...b.count {
      let same = a[i - 1] == b[j - 1]
      var cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1))
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { cost = min(cost, beforeLast[j - 2] + 1) }
      row[j] = cost
      least = min(least, cost)
    }
    if least > limit { return nil }
    (beforeLast, last, row) = (last, row, beforeLast)
  }
  return last[b.count] <= limit ? last[b.count] : nil
}
