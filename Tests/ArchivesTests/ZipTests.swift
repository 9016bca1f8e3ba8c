import Foundation
import Testing

@testable import Archives

/// A written archive is read again, by this program and by others, and a bad one is refused.
struct ZipTests {
  private static let files: [(String, [UInt8])] = [
    ("base/0-Start.html", Array("<p>Start</p>".utf8)), ("base/fr/ouvrir-é.html", Array("déjà".utf8)),
    ("base/العربية.html", Array(String(repeating: "word ", count: 20_000).utf8)), ("base/empty", []),
  ]

  private static func archive(_ files: [(String, [UInt8])] = files, pieces size: Int = .max) -> [UInt8] {
    var bytes: [UInt8] = []
    var writer = ZipWriter { bytes += $0 }
    for (name, content) in files {
      var file = CompressedFile.Builder(name)
      var rest = content[...]
      while !rest.isEmpty {
        file.append(Array(rest.prefix(size)))
        rest = rest.dropFirst(size)
      }
      writer.append(file.finish())
    }
    writer.finish()
    return bytes
  }

  private static func reader(_ bytes: [UInt8]) throws -> ZipReader {
    try ZipReader(size: bytes.count) { Array(bytes[$0.clamped(to: 0..<bytes.count)]) }
  }

  @Test func `what is written is read again, in its order`() throws {
    let reader = try Self.reader(Self.archive())
    #expect(reader.entries.map(\.path) == Self.files.map(\.0))
    for (entry, file) in zip(reader.entries, Self.files) { #expect(try reader.bytes(of: entry) == file.1) }
  }

  @Test(arguments: [1, 7, 4096]) func `the pieces of a file make no difference`(size: Int) {
    #expect(Self.archive(pieces: size) == Self.archive())
  }

  @Test func `another program reads it`() throws {
    let path = NSTemporaryDirectory() + UUID().uuidString + ".zip"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(Self.archive()).write(to: URL(fileURLWithPath: path))
    let python = Process()
    python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    python.arguments = [
      "python3", "-c",
      """
      import sys, zipfile
      z = zipfile.ZipFile(sys.argv[1])
      assert z.testzip() is None
      print(*z.namelist(), sep="\\n")
      """, path,
    ]
    let output = Pipe()
    python.standardOutput = output
    try python.run()
    let names = try #require(try output.fileHandleForReading.readToEnd())
    python.waitUntilExit()
    #expect(python.terminationStatus == 0)
    #expect(String(decoding: names, as: UTF8.self) == Self.files.map { $0.0 + "\n" }.joined())
  }

  /// More files than the classic format can count.
  @Test func `an archive of seventy thousand files is read again`() throws {
    let reader = try Self.reader(Self.archive((0..<70_000).map { ("f/\($0)", [UInt8($0 % 256)]) }))
    #expect(reader.entries.count == 70_000)
    #expect(try reader.bytes(of: reader.entries[69_999]) == [UInt8(69_999 % 256)])
  }

  @Test(arguments: [
    "../x", "a/../../x", "/etc/x", "a\\..\\x", "C:x", "a//x", "./x", "",
  ]) func `a name that leads elsewhere is refused`(name: String) {
    let failure = #expect(throws: ZipReader.Failure.self) { try Self.reader(Self.archive([(name, [1])])) }
    #expect(failure?.message.contains("leads out") == true)
  }

  @Test func `two files with one name are refused`() {
    #expect(throws: ZipReader.Failure.self) { try Self.reader(Self.archive([("a", [1]), ("A", [2])])) }
  }

  @Test func `an archive that is cut off anywhere is refused`() throws {
    let bytes = Self.archive()
    for end in stride(from: 0, to: bytes.count - 1, by: 13) {
      #expect(throws: ZipReader.Failure.self, "cut at \(end)") { try Self.reader(Array(bytes[..<end])) }
    }
  }

  @Test func `an archive that claims ten gigabytes is refused before it takes memory`() throws {
    var bytes = Self.archive([("a", [1, 2, 3])])
    let directory = try #require(bytes.indices.first { bytes.littleEndian(UInt32.self, at: $0) == 0x0201_4b50 })
    for (place, byte) in [UInt8]([0, 0, 0, 0x7F]).enumerated() { bytes[directory + 24 + place] = byte }
    let failure = #expect(throws: ZipReader.Failure.self) { try Self.reader(bytes) }
    #expect(failure?.message.contains("larger than its bytes can hold") == true)
  }

  /// A changed byte is found, or was one that nothing reads; it never ends the program.
  @Test func `damage anywhere is found or does no harm`() throws {
    let whole = Self.archive([("a.html", Array("some text, some text".utf8)), ("b", [])])
    for place in whole.indices {
      for bit in [0, 3, 7] {
        var bytes = whole
        bytes[place] ^= 1 << UInt8(bit)
        guard let reader = try? Self.reader(bytes) else { continue }
        for entry in reader.entries { _ = try? reader.bytes(of: entry) }
      }
    }
    var bytes = whole
    bytes[40] ^= 1
    let reader = try Self.reader(bytes)
    #expect(throws: ZipReader.Failure.self) { try reader.bytes(of: reader.entries[0]) }
  }
}
