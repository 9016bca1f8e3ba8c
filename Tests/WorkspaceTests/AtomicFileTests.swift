import Foundation
import Testing

@testable import Workspace

/// A file has its name when it is whole.
struct AtomicFileTests {
  /// All of them, those that begin with a dot too.
  private func names(in folder: String) throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder) }

  @Test func `a file has its path when it is complete, and no other name with it`() throws {
    let sandbox = Sandbox()
    let folder = sandbox.path + "/a"
    try FileSystem.makeFolder(folder)
    var file = try AtomicFile(folder + "/.aside")
    file.write(Array("one, ".utf8))
    file.write(Array("two".utf8))
    #expect(try names(in: folder) == [".aside"])
    try file.finish(as: folder + "/page")
    #expect(try names(in: folder) == ["page"])
    #expect(try FileSystem.read(folder + "/page") == Array("one, two".utf8))
  }

  @Test func `a file that is there is replaced, though another build was killed beside it`() throws {
    let sandbox = Sandbox()
    try sandbox.write("old", to: "page")
    try sandbox.write("half a p", to: ".aside")
    // A program that has opened the old file goes on reading that.
    let reader = try #require(FileHandle(forReadingAtPath: sandbox.path + "/page"))
    try FileSystem.write(Array("new".utf8), to: sandbox.path + "/page", aside: sandbox.path + "/.aside")
    #expect(try reader.readToEnd() == Data("old".utf8))
    #expect(try sandbox.read("page") == "new")
    #expect(try names(in: sandbox.path) == ["page"])
  }

  @Test func `a file that is given up leaves nothing behind`() throws {
    let sandbox = Sandbox()
    try FileSystem.makeFolder(sandbox.path)
    func giveUp() throws {
      var file = try AtomicFile(sandbox.path + "/.aside")
      file.write(Array("half".utf8))
    }
    try giveUp()
    #expect(try names(in: sandbox.path) == [])
    let error = #expect(throws: FileError.self) {
      try FileSystem.write([], to: sandbox.path + "/nowhere/page", aside: sandbox.path + "/.aside")
    }
    #expect(error?.code == ENOENT)
    #expect(try names(in: sandbox.path) == [])
  }
}
