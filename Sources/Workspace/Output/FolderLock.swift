import Glibc

/// Allows one build at a time to write into a folder: two would mix their files, and neither
/// manifest would be true.
///
/// The lock is on the folder itself, so that it leaves no file; the system releases it when the
/// program ends for any reason.
final class FolderLock: Sendable {
  private let descriptor: Int32

  /// Locks the folder, and makes it if it does not exist.
  ///
  /// On a file system without locks, the build continues without one.
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
