#if os(Linux)
  import Logging
  import NIOPosix

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #endif

  /// Watches folders with Linux's inotify and reports changes in sets.
  struct FolderNotifications {
    /// One save causes several events. A set ends when no event has come for this long.
    private static let quietMilliseconds: Int32 = 20
    /// The longest time from a change to its report, however busy the folders are.
    private static let longestWait = Duration.milliseconds(200)

    private let tree: FolderTree
    private let log: Logger
    /// The two ends of a pipe. Closing the writing end wakes the thread, which then stops.
    private let wakeReader: Int32
    private let wakeWriter: Int32

    init(_ folders: [String], log: Logger) throws(SystemCallFailure) {
      var ends: [Int32] = [-1, -1]
      guard unsafe pipe(&ends) == 0 else { throw SystemCallFailure(call: "pipe", number: errno) }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      (wakeReader, wakeWriter) = (ends[0], ends[1])
      self.log = log
      do {
        tree = try FolderTree(folders)
      } catch {
        _ = (close(ends[0]), close(ends[1]))
        throw error
      }
    }

    /// Starts a thread that waits for changes. The thread ends with the stream.
    func changes() -> AsyncStream<Set<String>> {
      let (stream, continuation) = AsyncStream.makeStream(of: Set<String>.self)
      let (wakeReader, wakeWriter, log) = (wakeReader, wakeWriter, log)
      continuation.onTermination = { _ in _ = close(wakeWriter) }
      let thread = NIOThreadPool(numberOfThreads: 1)
      thread.start()
      thread.submit { [tree] _ in
        var tree = tree
        while let changes = Self.wait(&tree, orFor: wakeReader, log) { continuation.yield(changes) }
        _ = (close(wakeReader), tree.stop())
        continuation.finish()
        thread.shutdownGracefully { _ in }
      }
      return stream
    }

    /// Waits for the next set of changes.
    ///
    /// - Returns: nil when the stream has ended.
    private static func wait(_ tree: inout FolderTree, orFor wakeReader: Int32, _ log: Logger) -> Set<String>? {
      var changes: Set<String> = []
      var first: ContinuousClock.Instant?
      while first.map({ ContinuousClock().now - $0 < longestWait }) ?? true {
        let patience: Int32 = changes.isEmpty ? (tree.isWhole ? -1 : 500) : quietMilliseconds
        var watched = [
          pollfd(fd: tree.descriptor, events: Int16(POLLIN), revents: 0),
          pollfd(fd: wakeReader, events: Int16(POLLIN), revents: 0),
        ]
        let ready = unsafe poll(&watched, 2, patience)
        if ready < 0 {
          guard errno == EINTR else { return nil }
          continue
        }
        if watched[1].revents != 0 { return nil }
        if ready == 0, !changes.isEmpty { break }
        changes.formUnion(ready == 0 ? tree.lookForMissingFolders() : tree.takeEvents())
        if first == nil, !changes.isEmpty { first = ContinuousClock().now }
        if let trouble = tree.takeTrouble() { log.warning("some folders are not watched: \(trouble)") }
      }
      return changes
    }
  }
#endif
