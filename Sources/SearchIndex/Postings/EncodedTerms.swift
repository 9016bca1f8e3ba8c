/// The encoded postings and positions of all terms.
struct EncodedTerms: Sendable {
  private var parts: [Part] = []
  private var partSize = 1

  /// A class: as a structure each look at a term would retain its four arrays.
  private final class Part: Sendable {
    let postings: [UInt8]
    let postingEnds: [Int]
    let positions: [UInt8]
    let positionEnds: [Int]

    init(_ index: SearchIndex, _ scales: TermEncoder.Scales, _ terms: Range<Int>) {
      var encoder = TermEncoder(index, scales)
      var postingEnds = [0]
      var positionEnds = [0]
      for term in terms {
        encoder.append(term)
        postingEnds.append(encoder.postings.bytes.count)
        positionEnds.append(encoder.positions.bytes.count)
      }
      (postings, positions) = (encoder.postings.bytes.exact, encoder.positions.bytes.exact)
      (self.postingEnds, self.positionEnds) = (postingEnds, positionEnds)
    }
  }

  /// Encodes `index`, at most `width` parts at a time. What comes out does not depend on it.
  init(_ index: SearchIndex, width: Int) async {
    let scales = TermEncoder.Scales(index)
    let count = index.words.termCount
    let size = max(1, min(2048, count))
    partSize = size
    let partCount = (count + size - 1) / size
    parts = await withTaskGroup(of: (Int, Part).self) { group in
      var parts = [Part?](repeating: nil, count: partCount)
      var next = 0
      func start() {
        guard next < partCount else { return }
        let number = next
        next += 1
        group.addTask { (number, Part(index, scales, number * size..<min(count, (number + 1) * size))) }
      }
      for _ in 0..<max(1, width) { start() }
      while let (number, part) = await group.next() {
        parts[number] = part
        start()
      }
      return parts.compactMap(\.self)
    }
  }

  func postings(_ term: Int) -> ArraySlice<UInt8> {
    let part = parts[term / partSize]
    return part.postings[part.postingEnds[term % partSize]..<part.postingEnds[term % partSize + 1]]
  }

  func positions(_ term: Int) -> ArraySlice<UInt8> {
    let part = parts[term / partSize]
    return part.positions[part.positionEnds[term % partSize]..<part.positionEnds[term % partSize + 1]]
  }
}
