import Glibc

/// One build at a time writes into a folder: two would mix their files, and the manifest of neither would be true.
///
/// The folder itself is locked, so that nothing is left in it; the system lets go when the program ends, however it ends.
final class FolderLock: Sendable {
  private let descriptor: Int32

  /// Makes the folder where there is none.
  ///
  /// A file system that knows no locks is written without one.
  init?(_ folder: String) throws(BuildFailure) {
    if FileSystem.kindFollowingLinks(of: folder) == nil {
      do { try FileSystem.makeFolder(folder) } catch { throw BuildFailure(error, doing: "cannot write the site") }
    }
    descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
      close(descriptor)
      throw .files("another build is writing '\(folder)'; wait until it is done, or choose another --output")
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}
