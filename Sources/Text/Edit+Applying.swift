extension Array where Element == Edit {
  /// Applies edits to one file's bytes. Of two that overlap the first stands; the other has to wait for the next run.
  ///
  /// - Returns: the new bytes, and how many edits are in them.
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
