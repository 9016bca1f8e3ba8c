/// What is shown of records, in chunks by number, and where a record stands by its id.
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

  /// How many files have one hash together: one, unless the list of all hashes would be longer than a query should wait for.
  static func chunksInGroup(_ index: SearchIndex) -> Int {
    let chunks = (index.count + index.settings.chunkRecords - 1) / index.settings.chunkRecords
    return max(1, (chunks + index.settings.chunkHashes - 1) / index.settings.chunkHashes)
  }

  /// Ids by their hash, with numbers.
  static func ids(_ index: SearchIndex, language: String) -> [IndexShard] {
    let count = (index.count + 511) / 512
    var buckets = [[Int]](repeating: [], count: count)
    for (number, record) in index.order.enumerated() {
      buckets[Int(hash(index.store.ids[Int(record)]) % UInt32(count))].append(number)
    }
    return buckets.enumerated().map { place, numbers in
      IndexShard("i\(place)", language: language) { bytes in
        bytes.append(contentsOf: "[".utf8)
        bytes.appendJSON(numbers.map { index.store.ids[Int(index.order[$0])] })
        bytes.append(contentsOf: ",".utf8)
        bytes.appendJSON(numbers)
        bytes.append(contentsOf: "]".utf8)
      }
    }
  }

  /// FNV-1a of 32 bits over UTF-16 code units, as the client counts them.
  static func hash(_ text: String) -> UInt32 {
    text.utf16.reduce(0x811c_9dc5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
  }
}
