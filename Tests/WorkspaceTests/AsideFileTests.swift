import Foundation
import Testing

@testable import Workspace

/// A file has its name when it is whole, whichever way it comes by it.
struct AsideFileTests {
  /// What the file system of temporary files knows: as the best way, and what it falls back to.
  private static let ways: [AsideFile.Way] = {
    let sandbox = Sandbox()
    let folder = sandbox.path
    try? FileSystem.makeFolder(folder)
    let best = AsideFile.best(in: folder, aside: folder + "/aside")
    return switch best {
    case .linked(byDescriptor: true): [best, .linked(byDescriptor: false), .renamed]
    case .linked: [best, .renamed]
    case .renamed: [.renamed]
    }
  }()

  /// All of them, those that begin with a dot too.
  private func names(in folder: String) throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder) }

  @Test(arguments: ways)
  func `nothing is there before it is whole, then it is, and no other name with it`(way: AsideFile.Way) throws {
    let sandbox = Sandbox()
    let folder = sandbox.path + "/a"
    try FileSystem.makeFolder(folder)
    var file = try AsideFile(folder + "/.aside", for: folder + "/page", way)
    file.write(Array("one, ".utf8))
    file.write(Array("two".utf8))
    #expect(try names(in: folder) == (way == .renamed ? [".aside"] : []))
    try file.finish(as: folder + "/page")
    #expect(try names(in: folder) == ["page"])
    #expect(try FileSystem.read(folder + "/page") == Array("one, two".utf8))
  }

  @Test(arguments: ways)
  func `a file that is there is replaced, though another build was killed beside it`(way: AsideFile.Way) throws {
    let sandbox = Sandbox()
    try sandbox.write("old", to: "page")
    try sandbox.write("half a p", to: ".aside")
    // Whoever has opened the old one goes on reading that.
    let reader = try #require(FileHandle(forReadingAtPath: sandbox.path + "/page"))
    try FileSystem.write(Array("new".utf8), to: sandbox.path + "/page", aside: sandbox.path + "/.aside", way)
    #expect(try reader.readToEnd() == Data("old".utf8))
    #expect(try sandbox.read("page") == "new")
    #expect(try names(in: sandbox.path) == ["page"])
  }

  @Test(arguments: ways)
  func `what is given up leaves nothing behind`(way: AsideFile.Way) throws {
    let sandbox = Sandbox()
    try FileSystem.makeFolder(sandbox.path)
    func giveUp() throws {
      var file = try AsideFile(sandbox.path + "/.aside", for: sandbox.path + "/page", way)
      file.write(Array("half".utf8))
    }
    try giveUp()
    #expect(try names(in: sandbox.path) == [])
    let error = #expect(throws: FileError.self) {
      try FileSystem.write([], to: sandbox.path + "/nowhere/page", aside: sandbox.path + "/.aside", way)
    }
    #expect(error?.code == ENOENT)
    #expect(try names(in: sandbox.path) == [])
  }

  @Test func `a folder without files without a name is written to by renaming`() {
    // What /proc holds cannot be written at all.
    #expect(AsideFile.best(in: "/proc", aside: "/proc/.aside") == .renamed)
  }
}
