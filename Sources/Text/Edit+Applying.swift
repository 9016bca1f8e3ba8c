extension Array where Element == Edit {
  /// Applies edits to the bytes of one file. Of two edits that overlap, only the first is applied;
  /// the next run can apply the other.
  ///
  /// - Returns: the new bytes, and the number of edits that were applied.
  package func applied(to bytes: [UInt8]) -> (bytes: [UInt8], made: Int) {
    var out: [UInt8] = []
    var made = 0
    out.reserveCapacity(bytes.count)
    var at = 0
    for edit in sorted(by: {
      ($0.range.lowerBound, $0.range.upperBound, $0.replacement) < ($1.range.lowerBound, $1.range.upperBound, $1.replacement)
    }) {
      guard edit.range.lowerBound >= at, edit.range.upperBound <= bytes.count else { continue }
      out.append(contentsOf: bytes[at..<edit.range.lowerBound])
      out.append(contentsOf: edit.replacement.utf8)
      at = edit.range.upperBound
      made += 1
    }
    out.append(contentsOf: bytes[at...])
    return (out, made)
  }
}
