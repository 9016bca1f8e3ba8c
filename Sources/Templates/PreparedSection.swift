import Synchronization

/// What a section shows of ``NumberedEntries``: rendered when the first page asks for it, and copied to the others.
///
/// A record of ten thousand stands in the lists of some ten pages, and to render it there anew took a twentieth of a build.
final class PreparedSection: Sendable {
  let entries: NumberedEntries
  /// The context that an entry is.
  private let register: Int
  /// The section's instructions once more, with an ``Instruction/end``.
  private let start: Int
  private let blocks: [Block]

  /// What is rendered together: one by one, the program would keep as many objects as there are entries.
  private static let blockSize = 32

  private final class Block: Sendable {
    let shown = AtomicLazyReference<Shown>()
  }

  private final class Shown: Sendable {
    let bytes: [UInt8]
    let ends: [Int]

    init(_ bytes: [UInt8], ends: [Int]) { (self.bytes, self.ends) = (bytes, ends) }

    func range(_ place: Int) -> Range<Int> { (place == 0 ? 0 : ends[place - 1])..<ends[place] }
  }

  init(_ entries: NumberedEntries, register: Int, start: Int) {
    (self.entries, self.register, self.start) = (entries, register, start)
    blocks = (0..<(entries.count + Self.blockSize - 1) / Self.blockSize).map { _ in Block() }
  }

  /// Appends entries from `next` on while there is room for them.
  ///
  /// - Returns: the room that the next entry needs; 0 where all have been shown.
  func append(
    _ numbers: [Int32], from next: inout Int, _ parts: CompiledTemplate.Parts, to page: inout OutputSpan<UInt8>
  ) -> Int {
    var block = -1
    var shown: Shown?
    while next < numbers.count {
      // Entries of a list follow each other in most lists as they do here.
      let (wanted, place) = Int(numbers[next]).quotientAndRemainder(dividingBy: Self.blockSize)
      if wanted != block { (block, shown) = (wanted, self.shown(wanted, parts)) }
      guard let shown else { break }
      let range = shown.range(place)
      guard range.count <= page.freeCapacity else { return range.count }
      let bytes = shown.bytes
      page.append(bytes.span.extracting(range))
      next += 1
    }
    return 0
  }

  private func shown(_ block: Int, _ parts: CompiledTemplate.Parts) -> Shown {
    // Two cores may make the same, of which one is kept.
    return blocks[block].shown.load() ?? blocks[block].shown.storeIfNil(make(block, parts))
  }

  private func make(_ block: Int, _ parts: CompiledTemplate.Parts) -> Shown {
    var bytes: [UInt8] = []
    var ends: [Int] = []
    let first = block * Self.blockSize
    for number in first..<min(first + Self.blockSize, entries.count) {
      parts.render(entries[Int32(number)], register: register, from: start, into: &bytes)
      ends.append(bytes.count)
    }
    return Shown(bytes, ends: ends)
  }
}
