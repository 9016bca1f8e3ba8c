import Foundation
import Publication
import Synchronization
import Testing
import Text

@testable import Workspace

/// A folder and a stream get the same files of one list.
struct SinkTests {
  private let sandbox = Sandbox()

  /// One file of every kind of content, in an order that no sink may keep.
  private func publication() throws -> Publication {
    try sandbox.write("copied", to: "film.mp4")
    return Publication(
      release: "1", edition: "",
      files: [
        OutputFile("search/index.js", .entry, .bytes(Array("entry".utf8))),
        OutputFile("a.html", .page, .made { $0 += Array("page a".utf8) }),
        OutputFile("b.html", .page, .made { $0 += Array("page b".utf8) }),
        OutputFile("data/all.json", .resource, .pieces { for piece in ["pie", "ces"] { $0(Array(piece.utf8)) } }),
        OutputFile("search/t/1.js", .resource, .stored(StoredBytes(Array("stored".utf8), in: nil))),
        OutputFile("media/film.mp4", .resource, .copy(of: sandbox.path + "/film.mp4")),
      ])
  }

  @Test func `a file comes after those that it needs`() throws {
    #expect(
      try publication().files.map(\.path) == [
        "data/all.json", "search/t/1.js", "media/film.mp4", "a.html", "b.html", "search/index.js",
      ])
  }

  @Test(arguments: [1, 4]) func `a folder holds every file of the list`(width: Int) async throws {
    let folder = try SiteFolder(sandbox.path + "/Site")
    let receipt = try await Publishing(into: folder, width: width).publish(publication())
    #expect(receipt.files == 6)
    #expect(receipt.written == 6)
    let contents = [
      "data/all.json": "pieces", "search/t/1.js": "stored", "media/film.mp4": "copied", "a.html": "page a",
      "b.html": "page b", "search/index.js": "entry",
    ]
    for (path, content) in contents { #expect(try sandbox.read("Site/" + path) == content) }
  }

  @Test(arguments: [1, 4]) func `a stream gets the files in the order of the list`(width: Int) async throws {
    try await Publishing(into: StreamSink(sandbox.path + "/stream"), width: width).publish(publication())
    #expect(try sandbox.read("stream") == "piecesstoredcopiedpage apage bentry")
    #expect(try FileManager.default.contentsOfDirectory(atPath: sandbox.path).sorted() == ["film.mp4", "stream"])
  }

  @Test(arguments: [1, 4]) func `after an error the rest is skipped, and nothing is finished`(width: Int) async throws {
    let sink = FailingSink()
    let failure = await #expect(throws: BuildFailure.self) {
      try await Publishing(into: sink, width: width).publish(publication())
    }
    #expect(failure?.message.contains("b.html") == true)
    #expect(sink.isFinished.withLock { $0 } == false)
    #expect(sink.paths.withLock { $0 }.contains("search/index.js") == false)
  }

  @Test func `a copy whose file is gone is an error`() async throws {
    let publication = try publication()
    try FileSystem.remove(sandbox.path + "/film.mp4")
    let stream = StreamSink(sandbox.path + "/stream")
    await #expect(throws: BuildFailure.self) { try await Publishing(into: stream, width: 1).publish(publication) }
    #expect(FileSystem.kind(of: sandbox.path + "/stream") == nil)
  }
}

/// Takes every file but one.
private final class FailingSink: Sink {
  let paths = Mutex<[String]>([])
  let isFinished = Mutex(false)

  static var isSequential: Bool { false }

  func begin(_ publication: Publication) {}
  func write(_ path: String, _ bytes: [UInt8]) throws(FileError) -> WrittenFile {
    if path == "b.html" { throw FileError(path: path, code: ENOSPC) }
    paths.withLock { $0.append(path) }
    return WrittenFile(path: path, file: Manifest.File(size: bytes.count, hash: ""), isNew: true)
  }
  func write(_ path: String, pieces make: (_ use: ([UInt8]) -> Void) throws(FileError) -> Void) throws(FileError)
    -> WrittenFile
  {
    var bytes: [UInt8] = []
    try make { bytes += $0 }
    return try write(path, bytes)
  }
  func finish(_ files: [WrittenFile]) { isFinished.withLock { $0 = true } }
}
