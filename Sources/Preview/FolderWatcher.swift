package import Logging

/// Watches folders and reports the files that change in them.
package struct FolderWatcher: Sendable {
  private let folders: [String]
  private let log: Logger
  private let usesPolling: Bool

  /// - Parameter usesPolling: compares all files twice a second, even where the system sends
  ///   notifications.
  package init(_ folders: [String], log: Logger, usesPolling: Bool = false) {
    (self.folders, self.log, self.usesPolling) = (folders, log, usesPolling)
  }

  /// The paths that changed, in sets. One save is one set, about 20 ms after it, whatever steps the
  /// editor takes. The stream reports every change that happens after this call returns.
  ///
  /// A path begins with a watched folder as the caller named it. A set names files that appeared,
  /// disappeared or were written, and folders that appeared or disappeared. It names a watched
  /// folder itself when anything below it may have changed. The watcher ignores files whose names
  /// begin with a dot or end in `~`, and does not follow links to folders.
  package func changes() -> AsyncStream<Set<String>> {
    #if os(Linux)
      if !usesPolling {
        do throws(SystemCallFailure) {
          return try FolderNotifications(folders, log: log).changes()
        } catch {
          log.notice("the system does not tell of changes (\(error)): looking for them twice a second")
        }
      }
    #endif
    return FolderPolling(folders).changes(every: .milliseconds(500))
  }

  /// True for names that never hold content: temporary files of editors, and the files of version
  /// control.
  static func isPassedOver(_ name: String) -> Bool { name.hasPrefix(".") || name.hasSuffix("~") }
}

/// A system call that failed.
struct SystemCallFailure: Error, CustomStringConvertible {
  var call: String
  var number: Int32
  var description: String { "\(call) failed with error \(number)" }
}
