/// Encodes terms one after the other: their postings into one writer and their positions into
/// another. `search-format.md` gives the format bit by bit.
struct TermEncoder {
  private let index: SearchIndex
  private let scales: Scales
  private let lists: TermPostings
  private(set) var postings = BitWriter()
  private(set) var positions = BitWriter()

  /// The postings of the current term, ordered by record number. Those after the first `count` are
  /// spare room.
  private var found: [Posting] = []
  private var count = 0
  /// The same postings in the order in which they were read, which is the order in which the
  /// records were added.
  private var unsorted: [Posting] = []
  /// For each record number, the index of its posting in ``unsorted``; valid if its bit is set in
  /// ``isFound``.
  private var indexes: [UInt32]
  /// One bit for each record number: 1 if the current term occurs in the record.
  private var isFound: [UInt64]
  /// The positions of the current term as differences, in the order of ``unsorted``. Those after
  /// the first `differenceCount` are spare room.
  private var differences: [UInt32] = []
  private var differenceCount = 0
  /// The different sets of forms of the current term, and the number of records with each set.
  private var masks: [(mask: UInt32, count: Int)] = []

  static let weightBits = 5
  static let fewWeights = 4
  /// From this number of postings on, sorting them with bits is faster than insertion.
  private static let many = 16

  /// - Parameter terms: the only terms that may be appended.
  init(_ index: SearchIndex, _ scales: Scales, _ terms: Range<Int>) {
    self.index = index
    self.scales = scales
    lists = index.postings.postings(of: terms)
    indexes = Array(repeating: 0, count: index.count)
    isFound = Array(repeating: 0, count: (index.count + 63) / 64)
  }

  /// The number and the length norm of each record.
  struct Scales: Sendable {
    // Both arrays are in the order in which the records were added: postings are read in this
    // order.
    let numbers: [UInt32]
    /// The part of BM25 that depends on the length of a record (Robertson and Zaragoza 2009), times
    /// eight, because weights are in eighths:
    ///
    ///     8 × k1 × (1 − b + b × length ÷ mean length)
    let norms: [Float]

    init(_ index: SearchIndex) {
      let lengths = index.store.lengths.map(Self.rounded)
      let mean = max(1, Double(Self.rounded(UInt32(lengths.reduce(0) { $0 + Int($1) } / max(1, lengths.count)))))
      let settings = index.settings
      norms = lengths.map { length in
        let length = max(settings.shortestLength, Double(length) / mean)
        return Float(8 * settings.saturation * (1 - settings.lengthWeight + settings.lengthWeight * length))
      }
      var numbers = [UInt32](repeating: 0, count: index.count)
      for (number, record) in index.order.enumerated() { numbers[Int(record)] = UInt32(number) }
      self.numbers = numbers
    }

    /// Rounds a length to the nearest step, which is an eighth to a sixteenth of it: lengths from
    /// 128 to 255 round to multiples of 16. So a record that gains a sentence keeps its weights,
    /// all other records keep theirs, and only the files of the sentence's own words change.
    private static func rounded(_ length: UInt32) -> UInt32 {
      let step = UInt32(1) << UInt32(max(0, 28 - length.leadingZeroBitCount))
      return (length + step / 2) / step * step
    }
  }

  /// Appends a term: its postings and its positions, each padded to whole bytes.
  mutating func append(_ term: Int) {
    collect(term)
    sort()
    postings.appendGamma(count + 1)
    guard count > 0 else { return postings.align() }
    appendMasks()
    appendRecords()
    appendWeights()
    postings.align()
    appendPositions()
  }

  private mutating func appendRecords() {
    let parameter = BitWriter.riceParameter(sum: Int(found[count - 1].record) + 1 - count, count: count)
    postings.append(UInt32(parameter), bits: 5)
    var next = 0
    for index in 0..<count {
      let record = Int(found[index].record)
      postings.appendRice(record - next, parameter: parameter)
      next = record + 1
    }
  }

  /// Reads the postings of a term into ``unsorted``.
  private mutating func collect(_ term: Int) {
    let count = index.postings.documentFrequency(of: term)
    unsorted.grow(to: count, with: Posting(record: 0, mask: 0, weight: 0, positions: 0..<0))
    (self.count, differenceCount) = (0, 0)
    let hasPositions = count <= index.mostWithPositions
    lists.forEachGroup(of: term) { bytes, postings in
      Self.read(postings, bytes, scales, hasPositions, &unsorted, &self.count, &differences, &differenceCount)
    }
  }

  /// Appends postings after the first `count`, and their positions after the first
  /// `differenceCount`.
  private static func read(
    _ postings: PostingReader, _ bytes: Span<UInt8>, _ scales: borrowing Scales, _ hasPositions: Bool,
    _ found: inout [Posting], _ count: inout Int, _ differences: inout [UInt32], _ differenceCount: inout Int
  ) {
    var postings = postings
    var (index, end) = (count, differenceCount)
    var found = found.mutableSpan
    var isLeft = postings.next(in: bytes)
    while isLeft {
      // A position takes at least one byte. So this room is enough for the posting at hand, and as
      // long as it is enough for the next one, the loop need not check.
      differences.grow(to: 2 * (end + postings.positions.count), with: 0)
      var differences = differences.mutableSpan
      repeat {
        let weight = Float(postings.weight)
        let scaled = weight / (weight + scales.norms[Int(postings.record)]) * Float(1 << weightBits)
        let start = end
        var offset = postings.positions.lowerBound
        while hasPositions, offset < postings.positions.upperBound {
          differences[end] = bytes.variable(at: &offset)
          end += 1
        }
        found[index] = Posting(
          record: scales.numbers[Int(postings.record)], mask: postings.mask, weight: Self.kept(postings.weight, scaled),
          positions: UInt32(start)..<UInt32(end))
        index += 1
        isLeft = postings.next(in: bytes)
      } while isLeft && end + postings.positions.count <= differences.count
    }
    (count, differenceCount) = (index, end)
  }

  /// Returns the weight that is written: 0 to 29 for words, 30 for one of a record's other names,
  /// 31 for its name.
  @inline(__always)
  private static func kept(_ weight: UInt32, _ scaled: Float) -> UInt32 {
    if weight >= AnalyzedRecords.otherNameWeight { return weight >= AnalyzedRecords.nameWeight ? 31 : 30 }
    return UInt32(min(29, scaled * 30 / 32))
  }

  /// Sorts the postings by record number. No record comes twice, so many postings can be sorted by
  /// setting one bit for each.
  private mutating func sort() {
    found.grow(to: count, with: Posting(record: 0, mask: 0, weight: 0, positions: 0..<0))
    if count < Self.many {
      Self.sort(unsorted, count, into: &found)
    } else {
      Self.sort(unsorted, count, into: &found, &indexes, &isFound)
    }
  }

  private static func sort(_ unsorted: [Posting], _ count: Int, into found: inout [Posting]) {
    var found = found.mutableSpan
    for index in 0..<count {
      var end = index
      while end > 0, found[end - 1].record > unsorted[index].record {
        found[end] = found[end - 1]
        end -= 1
      }
      found[end] = unsorted[index]
    }
  }

  private static func sort(
    _ unsorted: [Posting], _ count: Int, into found: inout [Posting], _ indexes: inout [UInt32], _ isFound: inout [UInt64]
  ) {
    var found = found.mutableSpan
    var indexes = indexes.mutableSpan
    var isFound = isFound.mutableSpan
    for index in 0..<count {
      let record = Int(unsorted[index].record)
      indexes[record] = UInt32(index)
      isFound[record >> 6] |= 1 &<< UInt64(record & 63)
    }
    var end = 0
    for word in isFound.indices {
      var rest = isFound[word]
      isFound[word] = 0
      while rest != 0 {
        found[end] = unsorted[Int(indexes[word << 6 | rest.trailingZeroBitCount])]
        rest &= rest &- 1
        end += 1
      }
    }
  }

  /// Appends the forms that occur: the different sets, the most frequent first, and for each record
  /// the rank of its set.
  private mutating func appendMasks() {
    countMasks()
    postings.appendGamma(masks.count)
    for (mask, _) in masks { postings.appendGamma(Int(mask)) }
    guard masks.count > 1 else { return }
    var sum = 0
    for rank in masks.indices { sum += rank * masks[rank].count }
    let parameter = BitWriter.riceParameter(sum: sum, count: count)
    postings.append(UInt32(parameter), bits: 3)
    for index in 0..<count {
      var rank = 0
      while masks[rank].mask != found[index].mask { rank += 1 }
      postings.appendRice(rank, parameter: parameter)
    }
  }

  private mutating func countMasks() {
    masks.removeAll(keepingCapacity: true)
    masks.append((found[0].mask, 0))
    // Most words have one form, or the same form in most records.
    var first = 0
    for index in 0..<count {
      let mask = found[index].mask
      if mask == masks[0].mask { first += 1 } else { countMask(mask) }
    }
    masks[0].count = first
    masks.sort { ($0.count, $1.mask) > ($1.count, $0.mask) }
  }

  private mutating func countMask(_ mask: UInt32) {
    guard let known = masks.firstIndex(where: { $0.mask == mask }) else { return masks.append((mask, 1)) }
    masks[known].count += 1
    // Frequent sets move towards the front, where the search for them is short.
    if known > 1, masks[known].count > masks[known - 1].count { masks.swapAt(known, known - 1) }
  }

  /// Appends all weights if the word is in few records; otherwise the best weights, and the mean of
  /// the others.
  private mutating func appendWeights() {
    guard count > index.settings.fullWeights else {
      postings.append(0, bits: 1)
      return Self.append(found[..<count], to: &postings)
    }
    postings.append(1, bits: 1)
    let best = best()
    let kept = best.map { found[$0] }
    let rest = count - best.count
    let sum = found[..<count].reduce(0) { $0 + Int($1.weight) } - kept.reduce(0) { $0 + Int($1.weight) }
    postings.append(UInt32(rest == 0 ? 0 : (sum + rest / 2) / rest), bits: Self.weightBits)
    postings.appendGamma(best.count)
    let parameter = BitWriter.riceParameter(sum: rest, count: best.count)
    postings.append(UInt32(parameter), bits: 5)
    var next = 0
    for entry in best {
      postings.appendRice(entry - next, parameter: parameter)
      next = entry + 1
    }
    Self.append(kept[...], to: &postings)
  }

  /// Appends weights. Fewer than four are written as they are. Otherwise their mean comes first,
  /// then the distance of each from it: 0, −1, 1, −2, 2 … are written as 0, 1, 2, 3, 4 …
  private static func append(_ weights: ArraySlice<Posting>, to bits: inout BitWriter) {
    guard weights.count >= fewWeights else {
      for posting in weights { bits.append(posting.weight, bits: weightBits) }
      return
    }
    let sum = weights.reduce(0) { $0 + Int($1.weight) }
    let mean = (sum + weights.count / 2) / weights.count
    let differences = weights.reduce(0) { $0 + difference(of: $1, from: mean) }
    let parameter = min(3, BitWriter.riceParameter(sum: differences, count: weights.count))
    bits.append(UInt32(mean), bits: weightBits)
    bits.append(UInt32(parameter), bits: 2)
    for posting in weights { bits.appendRice(difference(of: posting, from: mean), parameter: parameter) }
  }

  private static func difference(of posting: Posting, from mean: Int) -> Int {
    let difference = Int(posting.weight) - mean
    return difference < 0 ? -2 * difference - 1 : 2 * difference
  }

  /// Returns the indices of the postings whose weights are kept: the best of all, and the best of
  /// each form. So a record with the exact form still leads, even if that form is rare among the
  /// forms of the term.
  private func best() -> [Int] {
    var byWeight = [[Int]](repeating: [], count: 1 << Self.weightBits)
    for (entry, posting) in found[..<count].enumerated() { byWeight[Int(posting.weight)].append(entry) }
    var isChosen = [Bool](repeating: false, count: count)
    var leftOfAll = index.settings.bestWeights
    var left = [Int](repeating: index.settings.bestWeights / 8, count: 32)
    for entry in byWeight.reversed().joined() {
      if leftOfAll > 0 {
        leftOfAll -= 1
        isChosen[entry] = true
      }
      var mask = found[entry].mask
      while mask != 0 {
        let form = mask.trailingZeroBitCount
        mask &= mask - 1
        guard left[form] > 0 else { continue }
        left[form] -= 1
        isChosen[entry] = true
      }
    }
    return isChosen.indices.filter { isChosen[$0] }
  }

  private mutating func appendPositions() {
    guard differenceCount > 0 else { return }
    var sum = 0
    for index in 0..<differenceCount { sum += Int(differences[index]) }
    let parameter = BitWriter.riceParameter(sum: sum, count: differenceCount)
    positions.append(UInt32(parameter), bits: 5)
    for index in 0..<count {
      let own = found[index].positions
      positions.appendGamma(own.count)
      for index in own { positions.appendRice(Int(differences[Int(index)]), parameter: parameter) }
    }
    positions.align()
  }
}
