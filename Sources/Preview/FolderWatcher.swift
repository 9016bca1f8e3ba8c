package import Logging

/// Tells which files below some folders change.
package struct FolderWatcher: Sendable {
  private let folders: [String]
  private let log: Logger
  private let usesPolling: Bool

  /// - Parameter usesPolling: looks at all files twice a second, also where the system would tell of changes.
  package init(_ folders: [String], log: Logger, usesPolling: Bool = false) {
    (self.folders, self.log, self.usesPolling) = (folders, log, usesPolling)
  }

  /// What changed, in sets: a save, however an editor goes about it, is one set, some 20 ms after it. Nothing that happens after
  /// this call returns is missed.
  ///
  /// Paths begin with a folder as it was given. A file that came, went or was written is named; so is a folder that came or went,
  /// and a watched folder itself when anything below it may have changed. Files whose names begin with a dot or end in `~` are
  /// passed over, and links to folders are not followed.
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

  /// Whether changes of a name are nobody's content: editors' own files, and what version control keeps.
  static func isPassedOver(_ name: String) -> Bool { name.hasPrefix(".") || name.hasSuffix("~") }
}

/// A call of the system that did not work.
struct SystemCallFailure: Error, CustomStringConvertible {
  var call: String
  var number: Int32
  var description: String { "\(call) failed with error \(number)" }
}
