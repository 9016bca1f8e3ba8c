/// Keeps long, rarely read bytes outside memory.
package protocol ByteStore: AnyObject, Sendable {
  /// Stores bytes.
  ///
  /// - Returns: the range of the bytes in the store; nil if the caller has to keep them, because
  ///   the store has no room or because there is still enough memory.
  func append(_ bytes: [UInt8]) -> Range<Int>?
  /// Reads a range of the stored bytes. Bytes that can no longer be read are returned as blanks,
  /// and the store records the failure.
  func bytes(in range: Range<Int>) -> [UInt8]
}
