/// Where a build puts away what is long until somebody writes it: apart what is needed until there are indexes, and what pages
/// need, so that the first is gone before the second is written.
struct Scratch: Sendable {
  /// Each is nil where no file can be made: then all stays in memory.
  let indexes: ScratchFile?
  let pages: ScratchFile?

  /// With so much in memory, 10,000 cases stay below 250 MB.
  static let bytesKept = 24 << 20

  /// - Parameters:
  ///   - path: where the site will be.
  ///   - kept: so many bytes stay in memory.
  init(near path: String, keeping kept: Int) {
    indexes = ScratchFile(near: path, keeping: kept / 2)
    pages = ScratchFile(near: path, keeping: kept / 2)
  }

  /// What went wrong with reading.
  var failure: FileError? { indexes?.failure ?? pages?.failure }
}
