internal import Text

/// Makes the files of records, in chunks by record number, and the files that give a record's
/// number for its id.
struct RecordFiles {
  static func chunks(_ index: SearchIndex, language: String) -> [IndexShard] {
    let size = index.settings.chunkRecords
    let inGroup = chunksInGroup(index) * size
    let hashes = stride(from: 0, to: index.count, by: inGroup).map { start in
      var digest = Digest()
      for record in index.order[start..<min(index.count, start + inGroup)] {
        digest.add(index.store.digests[Int(record)])
      }
      return ShardHash(digest)
    }
    return stride(from: 0, to: index.count, by: size).enumerated().map { chunk, start in
      IndexShard("d\(chunk)", language: language, hash: hashes[start / inGroup]) { bytes in
        for number in start..<min(index.count, start + size) {
          bytes.append(UInt8(ascii: number == start ? "[" : ","))
          bytes.append(contentsOf: index.store.fragment(Int(index.order[number])))
        }
        bytes.append(UInt8(ascii: "]"))
      }
    }
  }

  /// Returns the number of files that share a hash. It is one, unless the list of all hashes would
  /// be too long for a query to wait for.
  static func chunksInGroup(_ index: SearchIndex) -> Int {
    let chunks = (index.count + index.settings.chunkRecords - 1) / index.settings.chunkRecords
    return max(1, (chunks + index.settings.chunkHashes - 1) / index.settings.chunkHashes)
  }

  /// Returns the files of ids: each holds the ids with the same hash modulo the number of files,
  /// and their record numbers.
  static func ids(_ index: SearchIndex, language: String) -> [IndexShard] {
    let count = (index.count + 511) / 512
    var buckets = [[Int]](repeating: [], count: count)
    for (number, record) in index.order.enumerated() {
      buckets[Int(hash(index.store.ids[Int(record)]) % UInt32(count))].append(number)
    }
    return buckets.enumerated().map { bucket, numbers in
      IndexShard("i\(bucket)", language: language) { bytes in
        bytes.append(contentsOf: "[".utf8)
        bytes.appendJSON(numbers.map { index.store.ids[Int(index.order[$0])] })
        bytes.append(contentsOf: ",".utf8)
        bytes.appendJSON(numbers)
        bytes.append(contentsOf: "]".utf8)
      }
    }
  }

  /// Returns the FNV-1a hash, 32 bits, over UTF-16 code units, which the client can read without
  /// decoding.
  static func hash(_ text: String) -> UInt32 {
    text.utf16.reduce(0x811c_9dc5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
  }
}
