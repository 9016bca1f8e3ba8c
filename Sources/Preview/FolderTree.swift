#if os(Linux)
  import Foundation

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #endif

  /// The folders that inotify watches, by the number of their watch. New folders are added when
  /// they appear.
  struct FolderTree: Sendable {
    let descriptor: Int32
    private let roots: [String]
    private var paths: [Int32: String] = [:]
    private var numbers: [String: Int32] = [:]
    private var trouble: SystemCallFailure?

    /// Starts the watches.
    ///
    /// - Throws: ``SystemCallFailure`` if inotify is missing or its limit of watches is reached.
    init(_ folders: [String]) throws(SystemCallFailure) {
      descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
      guard descriptor >= 0 else { throw SystemCallFailure(call: "inotify_init1", number: errno) }
      roots = folders.map { folder in folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder }
      for root in roots { _ = add(root) }
      if let trouble {
        stop()
        throw trouble
      }
    }

    /// Ends all watches.
    func stop() { _ = close(descriptor) }

    /// True if all watched folders exist.
    var isWhole: Bool { roots.allSatisfy { numbers[$0] != nil } }

    mutating func takeTrouble() -> SystemCallFailure? {
      defer { trouble = nil }
      return trouble
    }

    mutating func lookForMissingFolders() -> Set<String> {
      var changes: Set<String> = []
      for root in roots where numbers[root] == nil && isFolder(root) {
        changes.insert(root)
        changes.formUnion(add(root))
      }
      return changes
    }

    /// Reads the events that are waiting, and returns their paths.
    mutating func takeEvents() -> Set<String> {
      var changes: Set<String> = []
      var buffer = [UInt8](repeating: 0, count: 65536)
      while true {
        let count = unsafe read(descriptor, &buffer, buffer.count)
        guard count > 0 else { return changes }
        var offset = 0
        // 0 wd: Int32 | 4 mask: UInt32 | 8 cookie: UInt32 | 12 len: UInt32 |
        // 16 name: len bytes, padded with NUL
        while offset + 16 <= count {
          let nameLength = Int(Self.number(in: buffer, at: offset + 12))
          let name = buffer[offset + 16..<min(count, offset + 16 + nameLength)].prefix { $0 != 0 }
          take(
            folder: Int32(bitPattern: Self.number(in: buffer, at: offset)), mask: Self.number(in: buffer, at: offset + 4),
            name: String(decoding: name, as: UTF8.self), into: &changes)
          offset += 16 + nameLength
        }
      }
    }

    private static func number(in buffer: [UInt8], at offset: Int) -> UInt32 {
      let bytes = buffer[offset..<offset + 4].enumerated()
      return UInt32(littleEndian: bytes.reduce(0) { $0 | UInt32($1.element) << (8 * UInt32($1.offset)) })
    }

    private mutating func take(folder: Int32, mask: UInt32, name: String, into changes: inout Set<String>) {
      let isAny = { (events: UInt32...) in events.contains { mask & $0 != 0 } }
      if isAny(UInt32(IN_Q_OVERFLOW)) {
        for root in roots { changes.formUnion(add(root)) }
        changes.formUnion(roots)
        return
      }
      guard let parent = paths[folder] else { return }
      if isAny(UInt32(IN_IGNORED)) {
        paths[folder] = nil
        if numbers[parent] == folder { numbers[parent] = nil }
        return
      }
      if isAny(UInt32(IN_DELETE_SELF), UInt32(IN_MOVE_SELF)) {
        guard roots.contains(parent) else { return }
        changes.insert(parent)
        forget(parent)
        return
      }
      guard !name.isEmpty, !FolderWatcher.isPassedOver(name) else { return }
      let path = parent + "/" + name
      if isAny(UInt32(IN_ISDIR)) {
        changes.insert(path)
        // inotify removes the watch of a deleted folder itself.
        if isAny(UInt32(IN_MOVED_FROM)) { forget(path) }
        if isAny(UInt32(IN_CREATE), UInt32(IN_MOVED_TO)) { changes.formUnion(add(path)) }
      } else if !isAny(UInt32(IN_CREATE)) || isComplete(path) {
        changes.insert(path)
      }
    }

    /// True for a new entry that nobody will write and close: a symbolic or a hard link.
    private func isComplete(_ path: String) -> Bool {
      var status = stat()
      return unsafe lstat(path, &status) == 0 && (status.st_mode & S_IFMT == S_IFLNK || status.st_nlink > 1)
    }

    private func isFolder(_ path: String) -> Bool {
      var status = stat()
      return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    // MARK: - Watches

    /// Watches a folder and all folders below it.
    ///
    /// - Returns: the paths of what they hold, because files may have appeared before the watch.
    private mutating func add(_ folder: String) -> Set<String> {
      var found: Set<String> = []
      var pending = [folder]
      while let folder = pending.popLast() {
        let events = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF
        var mask = UInt32(events) | UInt32(IN_ONLYDIR) | UInt32(IN_EXCL_UNLINK)
        if !roots.contains(folder) { mask |= UInt32(IN_DONT_FOLLOW) }
        let number = unsafe inotify_add_watch(descriptor, folder, mask)
        guard number >= 0 else {
          // A folder that has gone, or cannot be read, is left out. Having no watches left is an
          // error.
          if errno == ENOSPC || errno == ENOMEM { trouble = SystemCallFailure(call: "inotify_add_watch", number: errno) }
          continue
        }
        if let former = paths[number], numbers[former] == number { numbers[former] = nil }
        (paths[number], numbers[folder]) = (folder, number)
        for (name, isFolder) in Self.entries(of: folder) where !FolderWatcher.isPassedOver(name) {
          found.insert(folder + "/" + name)
          if isFolder { pending.append(folder + "/" + name) }
        }
      }
      return found
    }

    /// Removes the watches of a folder that was deleted or moved, and of the folders below it.
    private mutating func forget(_ folder: String) {
      for (path, number) in numbers where path == folder || path.hasPrefix(folder + "/") {
        inotify_rm_watch(descriptor, number)
        numbers[path] = nil
        paths[number] = nil
      }
    }

    private static func entries(of folder: String) -> [(name: String, isFolder: Bool)] {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      return names.map { name in
        var status = stat()
        return (name, unsafe lstat(folder + "/" + name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR)
      }
    }
  }
#endif
