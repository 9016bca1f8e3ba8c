import Foundation
import Synchronization
import Testing
import Text

@testable import Archives

/// A written archive is read again, by this program and by others, and a bad one is refused.
struct ZimTests {
  struct File {
    var path: String
    var title = ""
    var type: String
    var bytes: [UInt8]
  }

  static let files = [
    File(path: "index.html", title: "Début", type: "text/html", bytes: Array("<p>Start</p>".utf8)),
    File(path: "ខ្មែរ/ឯកសារ.html", title: "ឯកសារ", type: "text/html", bytes: Array("ខ្មែរ".utf8)),
    File(
      path: "long.txt", title: String(repeating: "word ", count: 900), type: "text/plain",
      bytes: Array(String(repeating: "word ", count: 20_000).utf8)),
    File(path: "picture.png", type: "image/png", bytes: (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }),
    File(path: "empty.css", type: "text/css", bytes: []),
  ]

  static func archive(_ files: [File] = files, pieces size: Int = .max, store: (any ByteStore)? = nil) -> [UInt8] {
    var writer = ZimWriter(store: store)
    for file in files {
      var rest = file.bytes[...]
      while !rest.isEmpty {
        writer.append(Array(rest.prefix(size)), type: file.type)
        rest = rest.dropFirst(size)
      }
      writer.endEntry(file.path, title: file.title, type: file.type, isFront: !file.title.isEmpty)
    }
    writer.append("Title", in: .metadata, type: "text/plain", Array("A base".utf8))
    writer.redirect("find/1", title: "begin", isFront: true, to: "index.html")
    let bytes = Mutex<[UInt8]>([])
    writer.finish(mainPage: "index.html") { piece in bytes.withLock { $0 += piece } }
    return bytes.withLock { $0 }
  }

  static func reader(_ bytes: [UInt8]) throws -> ZimReader {
    try ZimReader(size: bytes.count) { Array(bytes[$0.clamped(to: 0..<bytes.count)]) }
  }

  @Test func `what is written is read again`() throws {
    let reader = try Self.reader(Self.archive())
    #expect(reader.isWhole())
    let entries = Dictionary(uniqueKeysWithValues: reader.entries.map { ($0.path, $0) })
    for file in Self.files {
      let entry = try #require(entries[file.path])
      guard case .bytes(let type, _, _) = entry.content else { throw ZimReader.Failure(message: "no bytes") }
      #expect(type == file.type && entry.title == file.title)
      #expect(try reader.bytes(of: entry) == file.bytes)
    }
    for (path, target) in [("find/1", "index.html"), ("mainPage", "index.html")] {
      guard case .redirect(let position)? = entries[path]?.content else { throw ZimReader.Failure(message: "no redirect") }
      #expect(reader.entries[position].path == target)
    }
    #expect(reader.entries.map(\.space) == [ZimSpace](repeating: .content, count: 6) + [.metadata, .wellKnown, .index, .index])
  }

  /// The list by title holds what readers find by it, in the order of bytes.
  @Test func `entries with titles are listed by them`() throws {
    let reader = try Self.reader(Self.archive())
    let list = try #require(reader.entries.first { $0.path == "listing/titleOrdered/v1" })
    let bytes = try reader.bytes(of: list)
    let titles = stride(from: 0, to: bytes.count, by: 4).map {
      reader.entries[Int(bytes.littleEndian(UInt32.self, at: $0)!)].title
    }
    #expect(titles.map { $0.prefix(5) } == ["Début", "begin", "word ", "ឯកសារ"])
  }

  @Test(arguments: [1, 7, 4096]) func `the pieces of a file make no difference`(size: Int) {
    #expect(Self.archive(pieces: size) == Self.archive())
  }

  /// More than one cluster of each kind, and entries that are larger than one.
  @Test func `large files are read again, from memory or from a store`() throws {
    var state: UInt64 = 1
    let noise = (0..<3_000_000).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1
      return UInt8(state >> 56)
    }
    let files =
      (0..<8).map { File(path: "f\($0)", type: $0 % 2 == 0 ? "video/mp4" : "text/plain", bytes: Array(noise[($0 * 1000)...])) }
      + [File(path: "g", type: "text/plain", bytes: Array(repeating: noise, count: 13).flatMap(\.self))]
    let store = HeldStore()
    let bytes = Self.archive(files, pieces: 1 << 16, store: store)
    #expect(store.size > 30_000_000)
    #expect(bytes == Self.archive(files, pieces: 1 << 16))
    let reader = try Self.reader(bytes)
    #expect(reader.isWhole())
    for entry in reader.entries {
      guard let file = files.first(where: { $0.path == entry.path }) else { continue }
      #expect(try reader.bytes(of: entry) == file.bytes, "\(entry.path)")
    }
  }

  @Test func `the identity follows what is in it and is a UUID`() {
    var other = Self.files
    other[1].title += "x"
    let ids = [Self.archive(), Self.archive(), Self.archive(other)].map { Array($0[8..<24]) }
    #expect(ids[0] == ids[1] && ids[0] != ids[2])
    #expect(ids[0][6] >> 4 == 8 && ids[0][8] >> 6 == 2)
  }

  // MARK: bad archives

  @Test func `an archive that is cut off anywhere is refused`() throws {
    let bytes = Self.archive()
    for end in stride(from: 0, to: bytes.count - 1, by: 13) {
      #expect(throws: ZimReader.Failure.self, "cut at \(end)") { try Self.reader(Array(bytes[..<end])) }
    }
  }

  /// A changed byte is found by the checksum; it never ends the program.
  @Test func `damage anywhere is found and does no harm`() throws {
    let small = Self.files.map {
      File(path: $0.path, title: String($0.title.prefix(8)), type: $0.type, bytes: Array($0.bytes.prefix(40)))
    }
    let whole = Self.archive(small)
    for position in whole.indices {
      for bit in [0, 3, 7] {
        var bytes = whole
        bytes[position] ^= 1 << UInt8(bit)
        guard let reader = try? Self.reader(bytes) else { continue }
        for entry in reader.entries { _ = try? reader.bytes(of: entry) }
        if bit == 3 { #expect(!reader.isWhole()) }
      }
    }
  }

  /// Numbers in the header and in the directory that lead anywhere.
  @Test func `hostile numbers are refused or do no harm`() throws {
    let whole = Self.archive([Self.files[0], Self.files[4]])
    var state: UInt64 = 7
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1
      return Int(state >> 33) % count
    }
    let values: [UInt64] = [0, 1, 2, 8, 79, 80, 255, 0xFFFF, 0xFFFF_FFFF, .max, .max >> 1, 1 << 32, UInt64(whole.count)]
    for _ in 0..<4000 {
      var bytes = whole
      for _ in 0...random(3) {
        let width = [1, 2, 4, 8][random(4)]
        let position = random(whole.count - width)
        let value = values[random(values.count)]
        for byte in 0..<width { bytes[position + byte] = UInt8(truncatingIfNeeded: value >> (8 * UInt64(byte))) }
      }
      guard let reader = try? Self.reader(bytes) else { continue }
      for entry in reader.entries { _ = try? reader.bytes(of: entry) }
    }
  }

  /// A part of a hundred bytes that tells of ten gigabytes, and one that has more than it tells.
  @Test func `a part that claims ten gigabytes is refused before it takes memory`() throws {
    func part(_ offsets: [UInt64], _ bytes: [UInt8]) -> ZimClusterReader {
      var all: [UInt8] = []
      for offset in offsets { all.append(littleEndian: offset) }
      all += bytes
      let frame = Mutex<[UInt8]>([0x15])
      var compressor = Zstandard.Compressor(size: all.count) { piece in frame.withLock { $0 += piece } }
      compressor.append(all)
      compressor.finish()
      let cluster = frame.withLock { $0 }
      return ZimClusterReader([0], end: cluster.count, most: 1) { Array(cluster[$0.clamped(to: cluster.indices)]) }
    }
    let claims = part([16, 10 << 30], [1])
    let failure = #expect(throws: ZimReader.Failure.self) { try claims.read(0, 0) { _ in } }
    #expect(failure?.message.contains("larger than its bytes can hold") == true)

    let more = part([16, 20], [UInt8](repeating: 7, count: 60 << 20))
    var read: [UInt8] = []
    try more.read(0, 0) { read += $0 }
    #expect(read == [7, 7, 7, 7])

    let fewer = part([16, 2000], [1, 2])
    #expect(throws: ZimReader.Failure.self) { try fewer.read(0, 0) { _ in } }
    let backwards = part([16, 8], [1])
    #expect(throws: ZimReader.Failure.self) { try backwards.read(0, 0) { _ in } }
  }

  /// A thousand entries that all lead to one long name would fill a thousand times its memory.
  @Test func `entries that share their bytes are refused`() throws {
    var bytes = Self.archive()
    let pointers = Int(try #require(bytes.littleEndian(UInt64.self, at: 32)))
    for byte in 0..<8 { bytes[pointers + 8 + byte] = bytes[pointers + byte] }
    let failure = #expect(throws: ZimReader.Failure.self) { try Self.reader(bytes) }
    #expect(failure?.message.contains("not in order") == true)
  }
}

/// A store in memory.
private final class HeldStore: ByteStore {
  private let held = Mutex<[UInt8]>([])
  var size: Int { held.withLock { $0.count } }
  func append(_ bytes: [UInt8]) -> Range<Int>? {
    held.withLock {
      $0 += bytes
      return $0.count - bytes.count..<$0.count
    }
  }
  func bytes(in range: Range<Int>) -> [UInt8] { held.withLock { Array($0[range]) } }
}
