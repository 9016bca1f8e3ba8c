import Foundation

/// Finds changes by comparing every file at intervals, for drives that send no notifications, such
/// as network drives.
struct FolderPolling: Sendable {
  private let folders: [String]

  init(_ folders: [String]) { self.folders = folders }

  /// Properties of a file that change with its content, so that the file need not be read.
  private struct Stamp: Equatable {
    var date: Date?
    var size: UInt64?
    var number: UInt64?
    var isFolder: Bool

    init(_ attributes: [FileAttributeKey: Any]) {
      isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
      number = (attributes[.systemFileNumber] as? NSNumber)?.uint64Value
      guard !isFolder else { return }
      date = attributes[.modificationDate] as? Date
      size = (attributes[.size] as? NSNumber)?.uint64Value
    }
  }

  func changes(every interval: Duration) -> AsyncStream<Set<String>> {
    let (stream, continuation) = AsyncStream.makeStream(of: Set<String>.self)
    let first = look()
    let task = Task.detached {
      var known = first
      while (try? await Task.sleep(for: interval)) != nil {
        let now = look()
        let gone = known.keys.filter { now[$0] == nil }
        let changed = Set(now.lazy.filter { known[$0.key] != $0.value }.map(\.key)).union(gone)
        known = now
        if !changed.isEmpty { continuation.yield(changed) }
      }
    }
    continuation.onTermination = { _ in task.cancel() }
    return stream
  }

  private func look() -> [String: Stamp] {
    var stamps: [String: Stamp] = [:]
    var pending = folders
    while let folder = pending.popLast() {
      for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where !FolderWatcher.isPassedOver(name) {
        let path = folder + "/" + name
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { continue }
        let stamp = Stamp(attributes)
        stamps[path] = stamp
        if stamp.isFolder { pending.append(path) }
      }
    }
    return stamps
  }
}
