/// Writes the postings of one term, and apart from them its positions, as `search-format.md` says.
struct TermEncoder: Sendable {
  private let index: SearchIndex
  /// By record number: BM25's `k1 × (1 − b + b × length ÷ mean length)`, in the eighths in which weights are kept.
  private let norms: [Float]

  static let weightBits = 5
  static let fewWeights = 4

  init(_ index: SearchIndex) {
    self.index = index
    let lengths = index.store.lengths
    let mean = max(1, Double(lengths.reduce(0) { $0 + Int($1) }) / Double(max(1, lengths.count)))
    let settings = index.settings
    norms = index.order.map { record in
      let length = max(settings.shortestLength, Double(lengths[Int(record)]) / mean)
      return Float(8 * settings.saturation * (1 - settings.lengthWeight + settings.lengthWeight * length))
    }
  }

  private struct Posting {
    var record: Int
    var mask: UInt32
    var weight: UInt32
    /// Bytes of its positions in the store.
    var positions: Range<Int>
  }

  private func postings(of term: Int) -> [Posting] {
    let lists = index.postings
    let store = index.store
    return (lists.starts[term]..<lists.starts[term + 1]).map { place in
      let record = Int(lists.records[place])
      var offset = store.postingStarts[Int(index.order[record])] + Int(lists.offsets[place])
      let mask = store.postings.variable(at: &offset)
      let weight = Float(store.postings.variable(at: &offset))
      let length = Int(store.postings.variable(at: &offset))
      let scaled = weight / (weight + norms[record]) * Float(1 << Self.weightBits)
      return Posting(record: record, mask: mask, weight: UInt32(min(31, scaled)), positions: offset..<offset + length)
    }
  }

  /// Both parts, each a whole number of bytes.
  func encode(_ term: Int) -> (postings: [UInt8], positions: [UInt8]) {
    let postings = postings(of: term)
    var bits = BitWriter()
    bits.appendGamma(postings.count + 1)
    guard let last = postings.last else {
      bits.align()
      return (bits.bytes, [])
    }
    appendMasks(postings, to: &bits)
    let parameter = BitWriter.riceParameter(sum: last.record + 1 - postings.count, count: postings.count)
    bits.append(UInt32(parameter), bits: 5)
    var next = 0
    for posting in postings {
      bits.appendRice(posting.record - next, parameter: parameter)
      next = posting.record + 1
    }
    appendWeights(postings, to: &bits)
    bits.align()
    return (bits.bytes, positions(postings))
  }

  /// Which forms occur: the different sets, the most frequent first, and for each record which of them.
  private func appendMasks(_ postings: [Posting], to bits: inout BitWriter) {
    var counts: [UInt32: Int] = [:]
    for posting in postings { counts[posting.mask, default: 0] += 1 }
    let masks = counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map(\.key)
    bits.appendGamma(masks.count)
    for mask in masks { bits.appendGamma(Int(mask)) }
    guard masks.count > 1 else { return }
    var ranks: [UInt32: Int] = [:]
    for (rank, mask) in masks.enumerated() { ranks[mask] = rank }
    let sum = postings.reduce(0) { $0 + ranks[$1.mask, default: 0] }
    let parameter = BitWriter.riceParameter(sum: sum, count: postings.count)
    bits.append(UInt32(parameter), bits: 3)
    for posting in postings { bits.appendRice(ranks[posting.mask, default: 0], parameter: parameter) }
  }

  /// All weights of a word that is not in many records; of another one those of the best, and the mean of the rest.
  private func appendWeights(_ postings: [Posting], to bits: inout BitWriter) {
    let settings = index.settings
    guard postings.count > settings.fullWeights else {
      bits.append(0, bits: 1)
      appendWeights(postings.map(\.weight), to: &bits)
      return
    }
    bits.append(1, bits: 1)
    let best = best(postings)
    let rest = postings.count - best.count
    let isBest = Set(best)
    let sum = postings.enumerated().reduce(0) { isBest.contains($1.offset) ? $0 : $0 + Int($1.element.weight) }
    bits.append(UInt32(rest == 0 ? 0 : (sum + rest / 2) / rest), bits: Self.weightBits)
    bits.appendGamma(best.count)
    let parameter = BitWriter.riceParameter(sum: postings.count - best.count, count: best.count)
    bits.append(UInt32(parameter), bits: 5)
    var next = 0
    for place in best {
      bits.appendRice(place - next, parameter: parameter)
      next = place + 1
    }
    appendWeights(best.map { postings[$0].weight }, to: &bits)
  }

  /// Weights: as they are where they are few, else their mean and how far each is from it, below and above in turn.
  private func appendWeights(_ weights: [UInt32], to bits: inout BitWriter) {
    guard weights.count >= Self.fewWeights else {
      for weight in weights { bits.append(weight, bits: Self.weightBits) }
      return
    }
    let mean = (weights.reduce(0) { $0 + Int($1) } + weights.count / 2) / weights.count
    let differences = weights.map { weight in
      let difference = Int(weight) - mean
      return difference < 0 ? -2 * difference - 1 : 2 * difference
    }
    let parameter = min(3, BitWriter.riceParameter(sum: differences.reduce(0, +), count: weights.count))
    bits.append(UInt32(mean), bits: Self.weightBits)
    bits.append(UInt32(parameter), bits: 2)
    for difference in differences { bits.appendRice(difference, parameter: parameter) }
  }

  /// Places of the postings whose weights are kept: the best of all and the best of each form, so that an exact form that is
  /// rare among its sisters still leads.
  private func best(_ postings: [Posting]) -> [Int] {
    let settings = index.settings
    var chosen = Set<Int>()
    let byWeight = postings.indices.sorted { (postings[$1].weight, $0) < (postings[$0].weight, $1) }
    chosen.formUnion(byWeight.prefix(settings.bestWeights))
    var left = [Int](repeating: settings.bestWeights / 8, count: 32)
    for place in byWeight {
      var mask = postings[place].mask
      while mask != 0 {
        let form = mask.trailingZeroBitCount
        mask &= mask - 1
        guard left[form] > 0 else { continue }
        left[form] -= 1
        chosen.insert(place)
      }
    }
    return chosen.sorted()
  }

  private func positions(_ postings: [Posting]) -> [UInt8] {
    guard postings.count <= index.mostPlaced else { return [] }
    let store = index.store
    var sum = 0
    var count = 0
    for posting in postings {
      var offset = posting.positions.lowerBound
      while offset < posting.positions.upperBound {
        sum += Int(store.postings.variable(at: &offset))
        count += 1
      }
    }
    guard count > 0 else { return [] }
    let parameter = BitWriter.riceParameter(sum: sum, count: count)
    var bits = BitWriter()
    bits.append(UInt32(parameter), bits: 5)
    for posting in postings {
      let bytes = store.postings[posting.positions]
      bits.appendGamma(bytes.reduce(0) { $0 + ($1 < 0x80 ? 1 : 0) })
      var offset = posting.positions.lowerBound
      while offset < posting.positions.upperBound {
        bits.appendRice(Int(store.postings.variable(at: &offset)), parameter: parameter)
      }
    }
    bits.align()
    return bits.bytes
  }
}
