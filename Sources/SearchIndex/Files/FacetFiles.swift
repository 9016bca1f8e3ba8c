/// One file a facet: its values, and for each the records that have it, as runs.
struct FacetFiles {
  static func emit(_ index: SearchIndex, _ folder: ScriptFolder, _ emit: (IndexFile) throws -> Void) rethrows {
    for (number, column) in index.store.facets.enumerated() {
      var records = [[UInt32]](repeating: [], count: column.field.values.count)
      for (place, record) in index.order.enumerated() {
        for value in Set(column.values(of: Int(record))) { records[Int(value)].append(UInt32(place)) }
      }
      let kept = keptValues(column.field, records)
      var places: [String: Int] = [:]
      for (place, value) in kept.enumerated() { places[column.field.values[value].id] = place }
      var bits = BitWriter()
      for value in kept { append(records[value], to: &bits) }
      bits.align()
      try emit(
        folder.file("x\(number)") { bytes in
          bytes.append(contentsOf: "[[".utf8)
          for (place, value) in kept.enumerated() {
            let value = column.field.values[value]
            bytes.append(contentsOf: place == 0 ? "[".utf8 : ",[".utf8)
            bytes.appendJSON(value.id)
            bytes.append(contentsOf: ",".utf8)
            bytes.appendJSON(value.label)
            let broader = value.broader.compactMap { places[$0] }
            if !broader.isEmpty {
              bytes.append(contentsOf: ",".utf8)
              bytes.appendJSON(broader)
            }
            bytes.append(contentsOf: "]".utf8)
          }
          bytes.append(contentsOf: "],".utf8)
          bytes.appendBase64(bits.bytes)
          bytes.append(contentsOf: "]".utf8)
        })
    }
  }

  /// Values that a record has, and those that include one of these.
  private static func keptValues(_ field: FacetField, _ records: [[UInt32]]) -> [Int] {
    var numbers: [String: Int] = [:]
    for (number, value) in field.values.enumerated() { numbers[value.id] = number }
    var isKept = records.map { !$0.isEmpty }
    var open = isKept.indices.filter { isKept[$0] }
    while let value = open.popLast() {
      for id in field.values[value].broader {
        if let number = numbers[id], !isKept[number] {
          isKept[number] = true
          open.append(number)
        }
      }
    }
    return isKept.indices.filter { isKept[$0] }
  }

  private static func append(_ records: [UInt32], to bits: inout BitWriter) {
    var runs: [(skip: Int, more: Int)] = []
    var next = 0
    for record in records {
      if let last = runs.last, Int(record) == next {
        runs[runs.count - 1].more = last.more + 1
      } else {
        runs.append((Int(record) - next, 0))
      }
      next = Int(record) + 1
    }
    bits.appendGamma(runs.count + 1)
    guard !runs.isEmpty else { return }
    let skips = BitWriter.riceParameter(sum: runs.reduce(0) { $0 + $1.skip }, count: runs.count)
    let lengths = BitWriter.riceParameter(sum: runs.reduce(0) { $0 + $1.more }, count: runs.count)
    bits.append(UInt32(skips), bits: 5)
    bits.append(UInt32(lengths), bits: 5)
    for run in runs {
      bits.appendRice(run.skip, parameter: skips)
      bits.appendRice(run.more, parameter: lengths)
    }
  }
}
