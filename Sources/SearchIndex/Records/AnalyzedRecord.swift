/// What ``Analyzer`` finds in one record, before it is told apart from the analyzer's own numbers.
struct RecordForms {
  /// The analyzer's numbers of the forms, in the order of their first occurrence.
  var order: [UInt32] = []
  var weights: [Double] = []
  /// In reading order: a place in `order`, and a position.
  var occurrences: [(place: UInt32, position: UInt32)] = []
}

/// A record made ready for the index, anywhere and at any time: adding it is all that must happen in order.
package struct AnalyzedRecord: Sendable {
  /// The distinct forms one after the other: form `n` ends at `formEnds[n]`.
  var formBytes: [UInt8] = []
  var formEnds: [UInt32] = []
  var formHashes: [UInt64] = []
  /// Occurrences times the weights of their fields, in eighths.
  var weights: [UInt32] = []
  /// Positions of form `n` are `positions[positionStarts[n]..<positionStarts[n + 1]]`, ascending.
  var positions: [UInt32] = []
  var positionStarts: [UInt32] = [0]
  /// What is shown of the record, as JSON.
  var fragment: [UInt8]
  var id: String
  var type: String
  var prior: Double
  var facets: [(field: String, values: [String])]

  /// Of all of it: the same record has the same.
  private(set) var digest: UInt64 = 0

  /// Words in all fields.
  var length: Int { positions.count }

  init(_ source: SearchRecord, fragment: [UInt8], forms: borrowing ByteTable, read: RecordForms) {
    id = source.id
    type = source.type
    prior = source.prior
    facets = source.facets
    self.fragment = fragment
    formEnds.reserveCapacity(read.order.count)
    formHashes.reserveCapacity(read.order.count)
    for form in read.order {
      formBytes.append(contentsOf: forms[Int(form)])
      formEnds.append(UInt32(formBytes.count))
      formHashes.append(forms.hashes[Int(form)])
    }
    weights = read.weights.map { UInt32(max(1, min(($0 * 8).rounded(), 65535))) }
    collectPositions(read)
    digest = contentDigest()
  }

  private func contentDigest() -> UInt64 {
    var digest = Digest()
    digest.add(fragment)
    digest.add(formBytes)
    for value in positions { digest.add(UInt64(value)) }
    for value in weights { digest.add(UInt64(value)) }
    digest.add(prior.bitPattern)
    for (field, values) in facets { for text in [field] + values { digest.add(Array(text.utf8)) } }
    return digest.value
  }

  /// Sorts the occurrences by form, keeping their order: a counting sort.
  private mutating func collectPositions(_ read: RecordForms) {
    var next = [UInt32](repeating: 0, count: read.order.count)
    for occurrence in read.occurrences { next[Int(occurrence.place)] += 1 }
    var sum: UInt32 = 0
    positionStarts.reserveCapacity(next.count + 1)
    for place in next.indices {
      let count = next[place]
      next[place] = sum
      sum += count
      positionStarts.append(sum)
    }
    positions = Array(repeating: 0, count: Int(sum))
    for occurrence in read.occurrences {
      positions[Int(next[Int(occurrence.place)])] = occurrence.position
      next[Int(occurrence.place)] += 1
    }
  }
}
