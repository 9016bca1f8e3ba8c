import Synchronization
import Text

/// Reads entries out of the clusters of a ZIM archive.
final class ZimClusterReader: Sendable {
  private let source: ZimReader.Source
  private let offsets: [Int]
  /// The offsets in order, and the end of all clusters: where each cluster ends at the latest.
  private let ends: [Int]
  /// The most entries that a cluster can have.
  private let most: Int
  /// The cluster that was decompressed last: entries that follow each other stand in one.
  private let last = Mutex<(cluster: Int, offsets: [Int], bytes: [UInt8])?>(nil)

  /// Decompressed clusters up to this size are kept.
  private static let room = 32 << 20
  private static let piece = 1 << 20

  init(_ offsets: [Int], end: Int, most: Int, _ source: @escaping ZimReader.Source) {
    (self.offsets, self.most, self.source) = (offsets, most, source)
    ends = (offsets + [end]).sorted()
  }

  func read(_ cluster: Int, _ number: Int, each use: ([UInt8]) -> Void) throws(ZimReader.Failure) {
    if let (_, offsets, bytes) = last.withLock({ $0?.cluster == cluster ? $0 : nil }) {
      let range = try range(number, offsets)
      guard range.upperBound <= bytes.count else { throw damaged(cluster) }
      return use(Array(bytes[range]))
    }
    let start = offsets[cluster]
    guard let index = ends.firstIndex(where: { $0 > start }) else { throw ZimReader.cut }
    let body = start + 1..<ends[index]
    let info = source(start..<start + 1).first ?? 0
    let width = info & 0x10 == 0 ? 4 : 8
    switch info & 0x0F {
    case 0, 1: try readPlain(cluster, number, body, width, use)
    case 5: try readCompressed(cluster, number, body, width, use)
    default: throw ZimReader.Failure(message: "the archive is compressed in a way that is not known here")
    }
  }

  private func damaged(_ cluster: Int) -> ZimReader.Failure {
    ZimReader.Failure(message: "part \(cluster) of the archive is damaged")
  }

  private func range(_ number: Int, _ offsets: [Int]) throws(ZimReader.Failure) -> Range<Int> {
    guard number < offsets.count - 1 else { throw ZimReader.cut }
    return offsets[number]..<offsets[number + 1]
  }

  /// Returns the offsets with which a cluster begins; nil if more bytes are needed.
  private func shape(_ bytes: [UInt8], _ cluster: Int, _ width: Int, largest: Int) throws(ZimReader.Failure) -> [Int]? {
    func offset(_ index: Int) -> Int? {
      let at = index * width
      return width == 4
        ? bytes.littleEndian(UInt32.self, at: at).map { Int($0) }
        : bytes.littleEndian(UInt64.self, at: at).flatMap { Int(exactly: $0) }
    }
    guard bytes.count >= width else { return nil }
    guard let first = offset(0), first >= width, first % width == 0, first / width <= most + 1 else { throw damaged(cluster) }
    guard bytes.count >= first else { return nil }
    var offsets: [Int] = []
    offsets.reserveCapacity(first / width)
    for index in 0..<first / width {
      guard let next = offset(index), next >= offsets.last ?? first else { throw damaged(cluster) }
      offsets.append(next)
    }
    guard offsets[offsets.count - 1] <= largest else {
      throw ZimReader.Failure(
        message: "the archive claims that part \(cluster) is larger than its bytes can hold; it is made to do harm")
    }
    return offsets
  }

  private func readPlain(
    _ cluster: Int, _ number: Int, _ body: Range<Int>, _ width: Int, _ use: ([UInt8]) -> Void
  ) throws(ZimReader.Failure) {
    var head: [UInt8] = []
    var found: [Int]?
    var size = 4096
    while found == nil {
      let more = source(body.lowerBound..<min(body.upperBound, body.lowerBound + size))
      guard more.count > head.count else { throw damaged(cluster) }
      head = more
      size *= 16
      found = try shape(head, cluster, width, largest: body.count)
    }
    let range = try range(number, found!)
    var offset = range.lowerBound
    while offset < range.upperBound {
      let start = body.lowerBound + offset
      let piece = source(start..<start + min(Self.piece, range.upperBound - offset))
      if piece.isEmpty { throw damaged(cluster) }
      use(piece)
      offset += piece.count
    }
  }

  private func readCompressed(
    _ cluster: Int, _ number: Int, _ body: Range<Int>, _ width: Int, _ use: ([UInt8]) -> Void
  ) throws(ZimReader.Failure) {
    // Text shrinks a thousandfold at most; small clusters may do as they like.
    let largest = min(ZipReader.largestFile, max(2 * Self.room, body.count * ZipReader.largestRatio))
    var decompressor = Zstandard.Decompressor()
    var buffer: [UInt8] = []
    /// The offset of the buffer in the cluster.
    var start = 0
    var found: [Int]?
    var wanted = 0..<1
    var failure: ZimReader.Failure?
    func take(_ piece: [UInt8]) throws(ZimReader.Failure) -> Bool {
      buffer += piece
      if found == nil {
        found = try shape(buffer, cluster, width, largest: largest)
        guard let found else { return true }
        wanted = try range(number, found)
      }
      let end = found![found!.count - 1]
      if end <= Self.room { return buffer.count < end }
      let shared = wanted.clamped(to: start..<start + buffer.count)
      if !shared.isEmpty { use(Array(buffer[shared.lowerBound - start..<shared.upperBound - start])) }
      start += buffer.count
      buffer.removeAll(keepingCapacity: true)
      return start < wanted.upperBound
    }
    var offset = body.lowerBound
    var goesOn = true
    while goesOn {
      let piece = source(offset..<min(body.upperBound, offset + Self.piece))
      offset += piece.count
      decompressor.append(piece) {
        do throws(ZimReader.Failure) { goesOn = try take($0) } catch {
          failure = error
          goesOn = false
        }
        return goesOn
      }
      if let failure { throw failure }
      if goesOn, piece.isEmpty || decompressor.isAtEnd || decompressor.isDamaged { throw damaged(cluster) }
    }
    guard let found, found[found.count - 1] <= Self.room else { return }
    let bytes = buffer
    last.withLock { $0 = (cluster, found, bytes) }
    use(Array(bytes[wanted]))
  }
}
