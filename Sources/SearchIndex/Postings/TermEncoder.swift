/// Writes the postings of one term after another, and apart from them their positions, as `search-format.md` says.
struct TermEncoder {
  private let index: SearchIndex
  private let scales: Scales
  private(set) var postings = BitWriter()
  private(set) var positions = BitWriter()

  /// Of the term at hand, by record number.
  private var found: [Posting] = []
  /// Their records, and below each its place among those found.
  private var order: [UInt64] = []
  /// Its positions as differences, by record as they were added.
  private var differences: [UInt32] = []

  private struct Posting {
    var record: UInt32
    var mask: UInt32
    var weight: UInt32
    /// In `differences`.
    var positions: Range<UInt32>
  }

  static let weightBits = 5
  static let fewWeights = 4

  init(_ index: SearchIndex, _ scales: Scales) {
    self.index = index
    self.scales = scales
  }

  /// What records are numbered and weighed by.
  struct Scales: Sendable {
    /// The number of each record, in the order in which they were added.
    let numbers: [UInt32]
    /// By number: BM25's `k1 × (1 − b + b × length ÷ mean length)`, in the eighths in which weights are kept.
    let norms: [Float]

    init(_ index: SearchIndex) {
      let lengths = index.store.lengths
      let mean = max(1, Double(lengths.reduce(0) { $0 + Int($1) }) / Double(max(1, lengths.count)))
      let settings = index.settings
      norms = index.order.map { record in
        let length = max(settings.shortestLength, Double(lengths[Int(record)]) / mean)
        return Float(8 * settings.saturation * (1 - settings.lengthWeight + settings.lengthWeight * length))
      }
      var numbers = [UInt32](repeating: 0, count: index.count)
      for (number, record) in index.order.enumerated() { numbers[Int(record)] = UInt32(number) }
      self.numbers = numbers
    }
  }

  /// Appends a term to both parts: to each a whole number of bytes.
  mutating func append(_ term: Int) {
    collect(term)
    postings.appendGamma(found.count + 1)
    guard let last = found.last else { return postings.align() }
    appendMasks()
    let parameter = BitWriter.riceParameter(sum: Int(last.record) + 1 - found.count, count: found.count)
    postings.append(UInt32(parameter), bits: 5)
    var next = 0
    for posting in found {
      postings.appendRice(Int(posting.record) - next, parameter: parameter)
      next = Int(posting.record) + 1
    }
    appendWeights()
    postings.align()
    appendPositions()
  }

  /// Reads the postings of a term, and sorts them by record number.
  private mutating func collect(_ term: Int) {
    found.removeAll(keepingCapacity: true)
    differences.removeAll(keepingCapacity: true)
    let isPlaced = index.postings.count(of: term) <= index.mostPlaced
    index.postings.forEachPosting(of: term) { record, mask, weight, positions in
      let number = scales.numbers[record]
      let scaled = Float(weight) / (Float(weight) + scales.norms[Int(number)]) * Float(1 << Self.weightBits)
      let start = UInt32(differences.count)
      var offset = 0
      while isPlaced, offset < positions.count { differences.append(positions.variable(at: &offset)) }
      found.append(
        Posting(record: number, mask: mask, weight: UInt32(min(31, scaled)), positions: start..<UInt32(differences.count)))
    }
    // Numbers are sorted in half the time that structures take.
    order.removeAll(keepingCapacity: true)
    for (place, posting) in found.enumerated() { order.append(UInt64(posting.record) << 32 | UInt64(place)) }
    order.sort()
    found = order.map { found[Int($0 & 0xFFFF_FFFF)] }
  }

  /// Which forms occur: the different sets, the most frequent first, and for each record which of them.
  private mutating func appendMasks() {
    guard found.contains(where: { $0.mask != found[0].mask }) else {
      postings.appendGamma(1)
      return postings.appendGamma(Int(found[0].mask))
    }
    var counts: [UInt32: Int] = [:]
    for posting in found { counts[posting.mask, default: 0] += 1 }
    let masks = counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map(\.key)
    postings.appendGamma(masks.count)
    for mask in masks { postings.appendGamma(Int(mask)) }
    var ranks: [UInt32: Int] = [:]
    for (rank, mask) in masks.enumerated() { ranks[mask] = rank }
    let rankOfPosting = found.map { ranks[$0.mask, default: 0] }
    let parameter = BitWriter.riceParameter(sum: rankOfPosting.reduce(0, +), count: found.count)
    postings.append(UInt32(parameter), bits: 3)
    for rank in rankOfPosting { postings.appendRice(rank, parameter: parameter) }
  }

  /// All weights of a word that is not in many records; of another one those of the best, and the mean of the rest.
  private mutating func appendWeights() {
    guard found.count > index.settings.fullWeights else {
      postings.append(0, bits: 1)
      appendWeights(found.map(\.weight))
      return
    }
    postings.append(1, bits: 1)
    let best = best()
    let rest = found.count - best.count
    let sum = found.reduce(0) { $0 + Int($1.weight) } - best.reduce(0) { $0 + Int(found[$1].weight) }
    postings.append(UInt32(rest == 0 ? 0 : (sum + rest / 2) / rest), bits: Self.weightBits)
    postings.appendGamma(best.count)
    let parameter = BitWriter.riceParameter(sum: rest, count: best.count)
    postings.append(UInt32(parameter), bits: 5)
    var next = 0
    for place in best {
      postings.appendRice(place - next, parameter: parameter)
      next = place + 1
    }
    appendWeights(best.map { found[$0].weight })
  }

  /// Weights: as they are where they are few, else their mean and how far each is from it, below and above in turn.
  private mutating func appendWeights(_ weights: [UInt32]) {
    guard weights.count >= Self.fewWeights else {
      for weight in weights { postings.append(weight, bits: Self.weightBits) }
      return
    }
    let mean = (weights.reduce(0) { $0 + Int($1) } + weights.count / 2) / weights.count
    let differences = weights.map { weight in
      let difference = Int(weight) - mean
      return difference < 0 ? -2 * difference - 1 : 2 * difference
    }
    let parameter = min(3, BitWriter.riceParameter(sum: differences.reduce(0, +), count: weights.count))
    postings.append(UInt32(mean), bits: Self.weightBits)
    postings.append(UInt32(parameter), bits: 2)
    for difference in differences { postings.appendRice(difference, parameter: parameter) }
  }

  /// Places of the postings whose weights are kept: the best of all and the best of each form, so that an exact form that is
  /// rare among its sisters still leads.
  private func best() -> [Int] {
    var byWeight = [[Int]](repeating: [], count: 1 << Self.weightBits)
    for (place, posting) in found.enumerated() { byWeight[Int(posting.weight)].append(place) }
    var isChosen = [Bool](repeating: false, count: found.count)
    var leftOfAll = index.settings.bestWeights
    var left = [Int](repeating: index.settings.bestWeights / 8, count: 32)
    for place in byWeight.reversed().joined() {
      if leftOfAll > 0 {
        leftOfAll -= 1
        isChosen[place] = true
      }
      var mask = found[place].mask
      while mask != 0 {
        let form = mask.trailingZeroBitCount
        mask &= mask - 1
        guard left[form] > 0 else { continue }
        left[form] -= 1
        isChosen[place] = true
      }
    }
    return isChosen.indices.filter { isChosen[$0] }
  }

  private mutating func appendPositions() {
    guard !differences.isEmpty else { return }
    let parameter = BitWriter.riceParameter(sum: differences.reduce(0) { $0 + Int($1) }, count: differences.count)
    positions.append(UInt32(parameter), bits: 5)
    for posting in found {
      positions.appendGamma(posting.positions.count)
      for difference in differences[Int(posting.positions.lowerBound)..<Int(posting.positions.upperBound)] {
        positions.appendRice(Int(difference), parameter: parameter)
      }
    }
    positions.align()
  }
}
