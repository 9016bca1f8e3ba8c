/// Keeps bytes that are long and seldom looked at somewhere else than in memory.
package protocol ByteStore: AnyObject, Sendable {
  /// - Returns: where they are now; nil where there is no room for them.
  func append(_ bytes: [UInt8]) -> Range<Int>?
  /// Bytes that were appended, as many as the range says. What cannot be read any more comes as blanks; the store remembers that.
  func bytes(in range: Range<Int>) -> [UInt8]
}
