import Text

/// The records of an index without their words, in the order in which they were added.
struct RecordStore: Sendable {
  private(set) var ids: [String] = []
  private(set) var lengths: [UInt32] = []
  private(set) var types: [String] = []
  private(set) var typeOfRecord: [UInt16] = []
  private(set) var priors: [Double] = []
  /// The values of each facet.
  private(set) var facets: [FacetColumn] = []
  /// For each record, a hash of its fragment.
  private(set) var digests: [UInt64] = []
  /// The fragments (JSON texts that search results show), one block for each call of
  /// ``append(_:facets:storing:)``, and for each record its extent in these blocks.
  ///
  /// Next to the postings, fragments are the largest part of an index: about 2 kB a record.
  private var fragments: [StoredBytes] = []
  private var extents: [Extent] = []

  private struct Extent: Sendable {
    var block: UInt32
    var start: UInt32
    var end: UInt32
  }

  private var typeNumbers: [String: UInt16] = [:]
  private var fieldNumbers: [String: Int] = [:]

  var count: Int { lengths.count }

  /// - Parameter store: stores the fragments until they are written; nil keeps them in
  ///   memory.
  mutating func append(_ analyzed: AnalyzedRecords, facets fields: [FacetField], storing store: (any ByteStore)?) {
    if facets.isEmpty, !fields.isEmpty {
      facets = fields.map(FacetColumn.init)
      for (number, field) in fields.enumerated() { fieldNumbers[field.id] = number }
    }
    for record in analyzed.records { append(record) }
    fragments.append(StoredBytes(analyzed.fragments, in: store))
  }

  private mutating func append(_ record: AnalyzedRecords.Record) {
    extents.append(
      Extent(
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
    let extent = extents[record]
    return fragments[Int(extent.block)][Int(extent.start)..<Int(extent.end)]
  }
}

/// The values of one facet. Those of record `n` are `values[starts[n]..<starts[n + 1]]`.
struct FacetColumn: Sendable {
  let field: FacetField
  private(set) var values: [UInt32] = []
  private(set) var starts: [UInt32] = [0]
  private let numbers: [String: UInt32]

  init(_ field: FacetField) {
    self.field = field
    numbers = Dictionary(field.values.enumerated().map { ($1.id, UInt32($0)) }, uniquingKeysWith: { first, _ in first })
  }

  /// Appends the values with these ids. Ids that the facet does not have are skipped; other checks
  /// report them.
  mutating func append(_ ids: [String]) { for id in ids { if let number = numbers[id] { values.append(number) } } }

  mutating func endRecord() { starts.append(UInt32(values.count)) }

  func values(of record: Int) -> ArraySlice<UInt32> { values[Int(starts[record])..<Int(starts[record + 1])] }
}

/// A hash of 64 bits that is the same on every machine. It mixes two running hashes, one of them
/// like FNV-1a, each fed eight bytes at a time.
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

  /// Adds the length, then the bytes eight at a time, then the rest.
  mutating func add(_ bytes: Span<UInt8>) {
    add(UInt64(bytes.count))
    var offset = 0
    while offset + 8 <= bytes.count {
      add(bytes.eight(at: offset))
      offset += 8
    }
    add(bytes.upToEight(at: offset))
  }

  var value: UInt64 { first ^ (second &* 31) }
}
