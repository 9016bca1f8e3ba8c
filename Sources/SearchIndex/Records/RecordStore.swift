/// Records in the order in which they came, as bytes.
struct RecordStore: Sendable {
  /// For each term of a record: term, mask of forms, weight, bytes of positions, positions as differences.
  private(set) var postings: [UInt8] = []
  private(set) var postingStarts: [Int] = [0]
  /// JSON, one after the other.
  private(set) var fragments: [UInt8] = []
  private(set) var fragmentStarts: [Int] = [0]
  private(set) var ids: [String] = []
  private(set) var lengths: [UInt32] = []
  private(set) var types: [String] = []
  private(set) var typeOfRecord: [UInt16] = []
  private(set) var priors: [Double] = []
  /// Values of field `f` of record `n`: `facets[f].values[facets[f].starts[n]..<facets[f].starts[n + 1]]`.
  private(set) var facets: [FacetColumn] = []
  private(set) var digest = Digest()

  private var typeNumbers: [String: UInt16] = [:]
  private var fieldNumbers: [String: Int] = [:]
  private var scratch: [UInt8] = []

  var count: Int { lengths.count }

  mutating func begin(_ record: AnalyzedRecord, facets fields: [FacetField]) {
    if facets.isEmpty, !fields.isEmpty {
      facets = fields.map(FacetColumn.init)
      for (number, field) in fields.enumerated() { fieldNumbers[field.id] = number }
    }
    fragments.append(contentsOf: record.fragment)
    fragmentStarts.append(fragments.count)
    ids.append(record.id)
    lengths.append(UInt32(record.length))
    priors.append(record.prior)
    let type = typeNumbers[record.type] ?? UInt16(types.count)
    if type == types.count {
      types.append(record.type)
      typeNumbers[record.type] = type
    }
    typeOfRecord.append(type)
    for (field, values) in record.facets { if let number = fieldNumbers[field] { facets[number].append(values) } }
    for number in facets.indices { facets[number].endRecord() }

    digest.add(record.digest)
  }

  mutating func append(term: UInt32, mask: UInt32, weight: UInt32, positions: ArraySlice<UInt32>) {
    postings.appendVariable(term)
    postings.appendVariable(mask)
    postings.appendVariable(weight)
    scratch.removeAll(keepingCapacity: true)
    var last: UInt32 = 0
    for position in positions {
      scratch.appendVariable(position - last)
      last = position
    }
    postings.appendVariable(UInt32(scratch.count))
    postings.append(contentsOf: scratch)
  }

  func fragment(_ record: Int) -> ArraySlice<UInt8> { fragments[fragmentStarts[record]..<fragmentStarts[record + 1]] }

  func forEachTerm(of record: Int, _ use: (_ term: UInt32, _ weight: UInt32) -> Void) {
    var offset = postingStarts[record]
    while offset < postingStarts[record + 1] {
      let term = postings.variable(at: &offset)
      _ = postings.variable(at: &offset)
      let weight = postings.variable(at: &offset)
      let length = Int(postings.variable(at: &offset))
      offset += length
      use(term, weight)
    }
  }

  mutating func end() { postingStarts.append(postings.count) }
}

/// The values of one facet, by record.
struct FacetColumn: Sendable {
  let field: FacetField
  private(set) var values: [UInt32] = []
  private(set) var starts: [UInt32] = [0]
  private let numbers: [String: UInt32]

  init(_ field: FacetField) {
    self.field = field
    numbers = Dictionary(field.values.enumerated().map { ($1.id, UInt32($0)) }, uniquingKeysWith: { first, _ in first })
  }

  /// Ids that the field does not have are passed over: they are findings elsewhere.
  mutating func append(_ ids: [String]) { for id in ids { if let number = numbers[id] { values.append(number) } } }

  mutating func endRecord() { starts.append(UInt32(values.count)) }

  func values(of record: Int) -> ArraySlice<UInt32> { values[Int(starts[record])..<Int(starts[record + 1])] }
}

/// A name for the content of an index, the same on any machine: two FNV-1a hashes over eight bytes at a time.
struct Digest: Sendable {
  private var first: UInt64 = 0xcbf2_9ce4_8422_2325
  private var second: UInt64 = 0x9ae1_6a3b_2f90_404f

  mutating func add(_ value: UInt64) {
    first = (first ^ value) &* 0x100_0000_01b3
    first ^= first >> 32
    second = (second &+ value) &* 0x9e37_79b9_7f4a_7c15
    second ^= second >> 29
  }

  mutating func add(_ bytes: [UInt8]) {
    add(UInt64(bytes.count))
    var word: UInt64 = 0
    for (place, byte) in bytes.enumerated() {
      word = word << 8 | UInt64(byte)
      if place & 7 == 7 {
        add(word)
        word = 0
      }
    }
    add(word)
  }

  var value: UInt64 { first ^ (second &* 31) }

  /// Sixteen hexadecimal digits.
  var text: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
