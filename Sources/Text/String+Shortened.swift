extension String {
  /// The text, or its beginning with an ellipsis if it is longer than so many bytes: whole words,
  /// or whole characters if the first word is too long.
  package func shortened(to most: Int) -> String {
    guard utf8.count > most else { return self }
    var end = utf8.index(startIndex, offsetBy: most - 3)
    while end > startIndex, String.Index(end, within: unicodeScalars) == nil { end = utf8.index(before: end) }
    let start = self[..<end]
    let words = start.lastIndex(of: " ").map { start[..<$0] } ?? start
    return (words.utf8.count > most / 2 ? words : start) + "…"
  }
}
