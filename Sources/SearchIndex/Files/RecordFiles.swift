/// What is shown of records, in chunks by number, and where a record stands by its id.
struct RecordFiles {
  static func emitChunks(_ index: SearchIndex, _ folder: ScriptFolder, _ emit: (IndexFile) throws -> Void) rethrows {
    let size = index.settings.chunkRecords
    for (chunk, start) in stride(from: 0, to: index.count, by: size).enumerated() {
      try emit(
        folder.file("d\(chunk)") { bytes in
          for number in start..<min(index.count, start + size) {
            bytes.append(UInt8(ascii: number == start ? "[" : ","))
            bytes.append(contentsOf: index.store.fragment(Int(index.order[number])))
          }
          bytes.append(UInt8(ascii: "]"))
        })
    }
  }

  /// Ids by their hash, with numbers; returns how many files there are.
  static func emitIDs(_ index: SearchIndex, _ folder: ScriptFolder, _ emit: (IndexFile) throws -> Void) rethrows -> Int {
    let count = (index.count + 511) / 512
    var buckets = [[(id: String, number: Int)]](repeating: [], count: count)
    for (number, record) in index.order.enumerated() {
      let id = index.store.ids[Int(record)]
      buckets[Int(hash(id) % UInt32(count))].append((id, number))
    }
    for (number, bucket) in buckets.enumerated() {
      try emit(
        folder.file("i\(number)") { bytes in
          bytes.append(contentsOf: "[".utf8)
          bytes.appendJSON(bucket.map(\.id))
          bytes.append(contentsOf: ",".utf8)
          bytes.appendJSON(bucket.map(\.number))
          bytes.append(contentsOf: "]".utf8)
        })
    }
    return count
  }

  /// FNV-1a of 32 bits over UTF-16 code units, as the client counts them.
  static func hash(_ text: String) -> UInt32 {
    text.utf16.reduce(0x811c_9dc5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
  }
}
