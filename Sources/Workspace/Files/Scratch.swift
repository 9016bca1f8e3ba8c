/// Temporary files for long texts of a build. One holds what the indexes need and the other what
/// the pages need, so that the first is freed before the second is written.
struct Scratch: Sendable {
  /// Each is nil if no file can be made: all bytes then stay in memory.
  let indexes: ScratchFile?
  let pages: ScratchFile?

  /// With this number of bytes in memory, 10,000 cases stay below 250 MB.
  static let bytesKept = 24 << 20

  /// - Parameters:
  ///   - path: the path of the site.
  ///   - kept: the number of bytes that stay in memory.
  init(near path: String, keeping kept: Int) {
    indexes = ScratchFile(near: path, keeping: kept / 2)
    pages = ScratchFile(near: path, keeping: kept / 2)
  }

  /// The error of a read.
  var failure: FileError? { indexes?.failure ?? pages?.failure }
}
