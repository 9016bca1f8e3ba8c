internal import Text

/// The encoded postings and positions of all terms. Terms are encoded in parts of equal size, so
/// that several tasks can share the work.
struct EncodedTerms: Sendable {
  private var parts: [Part] = []
  private var partSize = 1

  /// The encoded bytes of neighbouring terms. A class, because reading a structure would retain its
  /// four arrays for each term.
  private final class Part: Sendable {
    let postings: [UInt8]
    let postingEnds: [Int]
    let positions: [UInt8]
    let positionEnds: [Int]

    init(_ index: SearchIndex, _ scales: TermEncoder.Scales, _ terms: Range<Int>) {
      var encoder = TermEncoder(index, scales, terms)
      var postingEnds = [0]
      var positionEnds = [0]
      for term in terms {
        encoder.append(term)
        postingEnds.append(encoder.postings.byteCount)
        positionEnds.append(encoder.positions.byteCount)
      }
      (postings, positions) = (encoder.postings.bytes, encoder.positions.bytes)
      (self.postingEnds, self.positionEnds) = (postingEnds, positionEnds)
    }

    /// Returns the range of a term in ``postings``. `index` is the number of the term in this part.
    func postings(_ index: Int) -> Range<Int> { postingEnds[index]..<postingEnds[index + 1] }
    func positions(_ index: Int) -> Range<Int> { positionEnds[index]..<positionEnds[index + 1] }
  }

  /// Encodes all terms of `index`, at most `width` parts at a time. The result does not depend on
  /// `width`.
  init(_ index: SearchIndex, width: Int) async {
    let scales = TermEncoder.Scales(index)
    let count = index.dictionary.termCount
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

  /// Returns the number of bytes that the postings of a term take.
  func postingSize(_ term: Int) -> Int { parts[term / partSize].postings(term % partSize).count }

  /// Returns the postings of several terms, one after the other.
  func postings(_ terms: some Collection<Int>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(terms.reduce(0) { $0 + postingSize($1) })
    for term in terms {
      let part = parts[term / partSize]
      let postings = part.postings
      bytes.append(postings.span, part.postings(term % partSize))
    }
    return bytes
  }

  /// Returns the positions of several terms, one after the other.
  func positions(_ terms: some Collection<Int>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(terms.reduce(0) { $0 + parts[$1 / partSize].positions($1 % partSize).count })
    for term in terms {
      let part = parts[term / partSize]
      let positions = part.positions
      bytes.append(positions.span, part.positions(term % partSize))
    }
    return bytes
  }
}
