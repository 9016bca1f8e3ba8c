/// Keeps bytes that are long and seldom looked at somewhere else than in memory.
package protocol ByteStore: AnyObject, Sendable {
  /// - Returns: where they are now; nil where they stay where they were, for want of room or because there is enough of it in memory.
  func append(_ bytes: [UInt8]) -> Range<Int>?
  /// Bytes that were appended, as many as the range says. What cannot be read any more comes as blanks; the store remembers that.
  func bytes(in range: Range<Int>) -> [UInt8]
}
