/// Returns the name that was probably meant: the one with the fewest changed letters, at most a
/// third of them.
func nearestName(to name: String, among names: some Sequence<String>) -> String? {
  let wanted = Array(name.utf8.prefix(64))
  var best: (name: String, distance: Int)?
  for candidate in names {
    let letters = Array(candidate.utf8.prefix(65))
    let limit = min(best.map { $0.distance } ?? Int.max, max(1, wanted.count / 3) + 1)
    guard abs(letters.count - wanted.count) < limit else { continue }
    let distance = editDistance(wanted, letters)
    if distance < limit { best = (candidate, distance) }
  }
  return best?.name
}

/// The number of insertions, deletions, replacements and swaps of neighbouring letters between two
/// names.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  var row = last
  for i in a.indices {
    row[0] = i + 1
    for j in b.indices {
      row[j + 1] = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { row[j + 1] = min(row[j + 1], beforeLast[j - 1] + 1) }
    }
    (beforeLast, last, row) = (last, row, beforeLast)
  }
  return last[b.count]
}
