/// The encoded postings and positions of all terms.
struct EncodedTerms: Sendable {
  private var parts: [Part] = []
  private var partSize = 1

  private struct Part: Sendable {
    var postings: [UInt8] = []
    var postingEnds: [Int] = [0]
    var positions: [UInt8] = []
    var positionEnds: [Int] = [0]
  }

  /// Encodes `index`, at most `width` parts at a time. What comes out does not depend on it.
  init(_ index: SearchIndex, width: Int) async {
    let scales = TermEncoder.Scales(index)
    let count = index.words.termCount
    let size = max(1, min(2048, count))
    partSize = size
    let partCount = (count + size - 1) / size
    parts = await withTaskGroup(of: (Int, Part).self) { group in
      var parts = [Part](repeating: Part(), count: partCount)
      var next = 0
      func start() {
        guard next < partCount else { return }
        let number = next
        next += 1
        group.addTask {
          var encoder = TermEncoder(index, scales)
          var part = Part()
          for term in number * size..<min(count, (number + 1) * size) {
            encoder.append(term)
            part.postingEnds.append(encoder.postings.bytes.count)
            part.positionEnds.append(encoder.positions.bytes.count)
          }
          (part.postings, part.positions) = (encoder.postings.bytes, encoder.positions.bytes)
          return (number, part)
        }
      }
      for _ in 0..<max(1, width) { start() }
      while let (number, part) = await group.next() {
        parts[number] = part
        start()
      }
      return parts
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
