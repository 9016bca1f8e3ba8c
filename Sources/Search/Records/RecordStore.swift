import Text

/// Records in the order in which they came, without their words.
struct RecordStore: Sendable {
  private(set) var ids: [String] = []
  private(set) var lengths: [UInt32] = []
  private(set) var types: [String] = []
  private(set) var typeOfRecord: [UInt16] = []
  private(set) var priors: [Double] = []
  /// By field.
  private(set) var facets: [FacetColumn] = []
  /// Of what is shown of each.
  private(set) var digests: [UInt64] = []
  /// JSON, one after the other, of records that came together; and where in these a record's is.
  ///
  /// Next to the postings they are the largest part of an index: 2 kB a record.
  private var fragments: [StoredBytes] = []
  private var places: [Place] = []

  private struct Place: Sendable {
    var block: UInt32
    var start: UInt32
    var end: UInt32
  }

  private var typeNumbers: [String: UInt16] = [:]
  private var fieldNumbers: [String: Int] = [:]

  var count: Int { lengths.count }

  /// - Parameter store: where what is shown of records waits until it is written; nil is in memory.
  mutating func append(_ analyzed: AnalyzedRecords, facets fields: [FacetField], storing store: (any ByteStore)?) {
    if facets.isEmpty, !fields.isEmpty {
      facets = fields.map(FacetColumn.init)
      for (number, field) in fields.enumerated() { fieldNumbers[field.id] = number }
    }
    for record in analyzed.records { append(record) }
    fragments.append(StoredBytes(analyzed.fragments, in: store))
  }

  private mutating func append(_ record: AnalyzedRecords.Record) {
    places.append(
      Place(
        block: UInt32(fragments.count), start: UInt32(record.fragment.lowerBound), end: UInt32(record.fragment.upperBound)))
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
    digests.append(record.digest)
  }

  func fragment(_ record: Int) -> ArraySlice<UInt8> {
    let place = places[record]
    return fragments[Int(place.block)][Int(place.start)..<Int(place.end)]
  }
}

/// The values of one facet: those of record `n` are `values[starts[n]..<starts[n + 1]]`.
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

/// A hash of some content, the same on any machine: two FNV-1a hashes over eight bytes at a time.
struct Digest: Sendable {
  private var first: UInt64 = 0xcbf2_9ce4_8422_2325
  private var second: UInt64 = 0x9ae1_6a3b_2f90_404f

  mutating func add(_ value: UInt64) {
    first = (first ^ value) &* 0x100_0000_01b3
    first ^= first >> 32
    second = (second &+ value) &* 0x9e37_79b9_7f4a_7c15
    second ^= second >> 29
  }

  mutating func add(_ bytes: [UInt8]) { add(bytes.span) }

  /// The length, the bytes by eights, and those that are left.
  mutating func add(_ bytes: Span<UInt8>) {
    add(UInt64(bytes.count))
    var place = 0
    while place + 8 <= bytes.count {
      add(bytes.eight(at: place))
      place += 8
    }
    add(bytes.upToEight(at: place))
  }

  var value: UInt64 { first ^ (second &* 31) }
}
