extension Substring {
  package var trimmed: Substring {
    // Nearly all dates begin and end with a printing ASCII character, which is not a blank, even
    // if a combining mark follows it.
    let signs: ClosedRange<UInt8> = 0x21...0x7E
    if let first = utf8.first, let last = utf8.last, signs.contains(first), signs.contains(last) { return self }
    var part = self
    while let first = part.first, first.isWhitespace { part.removeFirst() }
    while let last = part.last, last.isWhitespace { part.removeLast() }
    return part
  }
}
