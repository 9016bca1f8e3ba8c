internal import Text

/// All files of an index. The shards can be written in any order. Their hashes then go into the
/// entry, which is written last.
///
/// The entry holds the hashes that every query may need. The hashes of record files are in a file
/// of their own (`m0`), which is loaded while words are looked up; those of positions are in
/// another one (`n0`), which only phrases need:
///
///     index ──► t, c, f, r, s, x, i
///       ├─────► m0 ──► d
///       └─────► n0 ──► p, q
package struct IndexFiles: Sendable {
  package let shards: [IndexShard]
  private let language: String
  /// Appends the payload of the entry without its end: an object that is still open.
  private let appendEntry: @Sendable (inout [UInt8]) -> Void
  /// The number of record files that share a hash.
  private let chunksInGroup: Int

  private static let inEntry = ["c", "f", "i", "r", "s", "t", "x"]

  init(
    _ shards: [IndexShard], language: String, chunksInGroup: Int, entry: @escaping @Sendable (inout [UInt8]) -> Void
  ) {
    self.shards = shards
    self.language = language
    self.chunksInGroup = chunksInGroup
    appendEntry = entry
  }

  /// Returns the files that hold the hashes of the shards; the entry is the last of them.
  ///
  /// - Parameter hashes: the hashes of the shards, in order.
  package func leading(to hashes: [ShardHash]) -> [IndexFile] {
    var known: [String: [(number: Int, hash: ShardHash)]] = [:]
    for (shard, hash) in zip(shards, hashes) {
      known[String(shard.name.prefix(1)), default: []].append((Int(shard.name.dropFirst()) ?? 0, hash))
    }
    // Returns the hashes of the files of one kind in order of number, three bytes each.
    func packed(_ letter: String, each step: Int = 1) -> [UInt8] {
      let files = known[letter, default: []].sorted { $0.number < $1.number }
      return stride(from: 0, to: files.count, by: step).flatMap { files[$0].hash.bytes }
    }
    let (chunksInGroup, language) = (chunksInGroup, language)
    let chunks = packed("d", each: chunksInGroup)
    let (rare, common) = (packed("p"), packed("q"))
    let records = IndexShard("m0", language: language) { bytes in
      bytes.append(contentsOf: "[\(chunksInGroup),".utf8)
      bytes.appendBase64(chunks)
      bytes.append(UInt8(ascii: "]"))
    }.script()
    let positions = IndexShard("n0", language: language) { bytes in
      bytes.append(UInt8(ascii: "["))
      bytes.appendBase64(rare)
      bytes.append(UInt8(ascii: ","))
      bytes.appendBase64(common)
      bytes.append(UInt8(ascii: "]"))
    }.script()
    var payload: [UInt8] = []
    appendEntry(&payload)
    payload.append(contentsOf: ",\"hashes\":{".utf8)
    for letter in Self.inEntry {
      payload.append(contentsOf: "\"\(letter)\":".utf8)
      payload.appendBase64(packed(letter))
      payload.append(UInt8(ascii: ","))
    }
    for (letter, file) in [("m", records), ("n", positions)] {
      payload.append(contentsOf: letter == "m" ? "\"m\":".utf8 : ",\"n\":".utf8)
      payload.appendBase64(file.hash.bytes)
    }
    payload.append(contentsOf: "}}".utf8)
    let entry = IndexFile(
      "search/\(language)/index.js", name: "\(language)/index", hash: ShardHash(of: payload), payload)
    return [records, positions, entry]
  }
}
