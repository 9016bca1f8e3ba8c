internal import Text

/// Makes one file for each facet: its values, and the records of each value as runs of neighbours.
struct FacetFiles {
  static func all(_ index: SearchIndex, language: String) -> [IndexShard] {
    index.store.facets.enumerated().map { number, column in
      IndexShard("x\(number)", language: language) { append(column, index.order, to: &$0) }
    }
  }

  private static func append(_ column: FacetColumn, _ order: [UInt32], to bytes: inout [UInt8]) {
    var records = [[UInt32]](repeating: [], count: column.field.values.count)
    for (index, record) in order.enumerated() {
      for value in column.values(of: Int(record)) where records[Int(value)].last != UInt32(index) {
        records[Int(value)].append(UInt32(index))
      }
    }
    let kept = keptValues(column.field, records)
    var indexes: [String: Int] = [:]
    for (index, value) in kept.enumerated() { indexes[column.field.values[value].id] = index }
    bytes.append(contentsOf: "[[".utf8)
    for (index, value) in kept.enumerated() {
      let value = column.field.values[value]
      bytes.append(contentsOf: index == 0 ? "[".utf8 : ",[".utf8)
      bytes.appendJSON(value.id)
      bytes.append(contentsOf: ",".utf8)
      bytes.appendJSON(value.label)
      let broader = value.broader.compactMap { indexes[$0] }
      if !broader.isEmpty {
        bytes.append(contentsOf: ",".utf8)
        bytes.appendJSON(broader)
      }
      bytes.append(contentsOf: "]".utf8)
    }
    var bits = BitWriter()
    for value in kept { append(records[value], to: &bits) }
    bits.align()
    bytes.append(contentsOf: "],".utf8)
    bytes.appendBase64(bits.bytes)
    bytes.append(contentsOf: "]".utf8)
  }

  /// Returns the values that at least one record has, and all values that include one of these.
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

  /// Appends the records of a value, as runs or as single records, whichever takes fewer bits. The
  /// records 3, 4, 5 and 9 are
  ///
  ///     runs      skip 3, 2 more | skip 3, 0 more
  ///     records   skip 3, 0, 0, 3
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
    guard !runs.isEmpty else { return bits.appendGamma(1) }
    let lengths = runs.map(\.more)
    // Within a run, no record is skipped.
    let alone = runs.flatMap { [$0.skip] + [Int](repeating: 0, count: $0.more) }
    let (skips, more) = (rice(runs.map(\.skip), within: 0), rice(lengths, within: 0))
    // Runs are alike from value to value, as those of years are, and gzip compresses them best with
    // the usual parameter. Scattered records do not compress, so theirs is chosen by size.
    let each = rice(alone, within: 1)
    let isAlone = each.bits < skips.bits + more.bits
    bits.appendGamma((isAlone ? alone.count : runs.count) + 1)
    bits.append(UInt32(isAlone ? each.parameter : skips.parameter), bits: 5)
    bits.append(UInt32(isAlone ? noLengths : more.parameter), bits: 5)
    if isAlone {
      for skip in alone { bits.appendRice(skip, parameter: each.parameter) }
    } else {
      for run in runs {
        bits.appendRice(run.skip, parameter: skips.parameter)
        bits.appendRice(run.more, parameter: more.parameter)
      }
    }
  }

  /// A parameter that says that no lengths follow: every run is one record long.
  private static let noLengths = 31

  /// Returns the Rice parameter with which the values take the fewest bits, at most `distance` away
  /// from the usual one, and the number of bits.
  private static func rice(_ values: [Int], within distance: Int) -> (parameter: Int, bits: Int) {
    let usual = BitWriter.riceParameter(sum: values.reduce(0, +), count: values.count)
    let costs = (max(0, usual - distance)...usual + distance).map { parameter in
      (parameter: parameter, bits: values.reduce(0) { $0 + ($1 >> parameter) + 1 + parameter })
    }
    return costs.min { $0.bits < $1.bits }!
  }
}
