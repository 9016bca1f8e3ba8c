import Foundation
import Logging
import Preview
import Testing

@Suite(.timeLimit(.minutes(1)))
struct FolderWatcherTests {
  /// Watches a new folder with `cases/a.md` in it, runs `work`, and returns the changes without the
  /// path of the folder.
  static func changes(polling: Bool = false, _ work: (URL) throws -> Void) async throws -> Set<String> {
    var result: Set<String> = []
    try await withTemporaryFolder { folder in
      try FileManager.default.createDirectory(at: folder.appending(path: "cases"), withIntermediateDirectories: true)
      try Data("a".utf8).write(to: folder.appending(path: "cases/a.md"))
      let watcher = FolderWatcher([folder.path], log: Logger(label: "test"), usesPolling: polling)
      let changes = watcher.changes()
      try work(folder)
      // This change comes last. Once it is reported, a change that must not be reported would have
      // been reported too.
      try await Task.sleep(for: .milliseconds(polling ? 700 : 60))
      try Data().write(to: folder.appending(path: "end"))
      for await set in changes {
        result.formUnion(set.map { $0.replacing(folder.path, with: "") })
        if result.remove("/end") != nil { break }
      }
    }
    return result
  }

  @Test(arguments: [false, true])
  func `a written, a new and a removed file are told`(polling: Bool) async throws {
    let written = try await Self.changes(polling: polling) { try Data("bb".utf8).write(to: $0.appending(path: "cases/a.md")) }
    #expect(written == ["/cases/a.md"])
    let new = try await Self.changes(polling: polling) { try Data().write(to: $0.appending(path: "cases/b.md")) }
    #expect(new == ["/cases/b.md"])
    let removed = try await Self.changes(polling: polling) {
      try FileManager.default.removeItem(at: $0.appending(path: "cases/a.md"))
    }
    #expect(removed == ["/cases/a.md"])
  }

  @Test(arguments: [false, true])
  func `a file that an editor writes aside and renames is told by its own name`(polling: Bool) async throws {
    let changes = try await Self.changes(polling: polling) { folder in
      try Data("new".utf8).write(to: folder.appending(path: "cases/.a.md.swp"))
      try Data("new".utf8).write(to: folder.appending(path: "cases/a.md~"))
      #expect(unsafe rename(folder.appending(path: "cases/.a.md.swp").path, folder.appending(path: "cases/a.md").path) == 0)
    }
    #expect(changes == ["/cases/a.md"])
  }

  @Test(arguments: [false, true])
  func `a new folder is told with what is in it, and is watched`(polling: Bool) async throws {
    try await withTemporaryFolder { folder in
      let watcher = FolderWatcher([folder.path], log: Logger(label: "test"), usesPolling: polling)
      var changes = watcher.changes().makeAsyncIterator()
      let inner = folder.appending(path: "media/deep/deeper")
      try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
      try Data().write(to: inner.appending(path: "1.txt"))
      var told: Set<String> = []
      while !told.contains(inner.path + "/1.txt") { told.formUnion(try #require(await changes.next())) }
      try Data().write(to: inner.appending(path: "2.txt"))
      while !told.contains(inner.path + "/2.txt") { told.formUnion(try #require(await changes.next())) }
      #expect(told.contains(folder.path + "/media"))
    }
  }

  @Test func `a folder that is renamed is told by its new name from then on`() async throws {
    let changes = try await Self.changes { folder in
      #expect(unsafe rename(folder.appending(path: "cases").path, folder.appending(path: "stories").path) == 0)
      usleep(50_000)
      try Data("b".utf8).write(to: folder.appending(path: "stories/a.md"))
    }
    #expect(changes == ["/cases", "/stories", "/stories/a.md"])
  }

  @Test func `links come as files, hidden folders not at all`() async throws {
    let changes = try await Self.changes { folder in
      try FileManager.default.createSymbolicLink(
        at: folder.appending(path: "link.md"), withDestinationURL: folder.appending(path: "cases/a.md"))
      try FileManager.default.linkItem(at: folder.appending(path: "cases/a.md"), to: folder.appending(path: "hard.md"))
      try FileManager.default.createDirectory(at: folder.appending(path: ".git"), withIntermediateDirectories: true)
      try Data().write(to: folder.appending(path: ".git/index"))
    }
    #expect(changes == ["/link.md", "/hard.md"])
  }

  @Test func `many writes in one go are one set`() async throws {
    try await withTemporaryFolder { folder in
      let watcher = FolderWatcher([folder.path], log: Logger(label: "test"))
      var changes = watcher.changes().makeAsyncIterator()
      for number in 0..<100 { try Data().write(to: folder.appending(path: "\(number).md")) }
      #expect(await changes.next()?.count == 100)
    }
  }

  @Test func `a watched folder may go and come again`() async throws {
    try await withTemporaryFolder { folder in
      let root = folder.appending(path: "Content")
      let watcher = FolderWatcher([root.path + "/", folder.path + "/Other"], log: Logger(label: "test"))
      try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
      var changes = watcher.changes().makeAsyncIterator()
      try FileManager.default.removeItem(at: root)
      #expect(await changes.next()?.contains(root.path) == true)
      try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
      try Data().write(to: root.appending(path: "a.md"))
      #expect(await changes.next()?.isSuperset(of: [root.path, root.path + "/a.md"]) == true)
      try Data("b".utf8).write(to: root.appending(path: "a.md"))
      #expect(await changes.next() == [root.path + "/a.md"])
    }
  }
}
