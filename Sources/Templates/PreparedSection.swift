import Synchronization

/// The rendered text of a section over ``NumberedEntries``: rendered when the first page needs it,
/// and copied for all others.
///
/// With ten thousand records, each is in the lists of about ten pages, and rendering it again for
/// each took a twentieth of a build.
final class PreparedSection: Sendable {
  let entries: NumberedEntries
  /// The register of the context that an entry opens.
  private let register: Int
  /// The index of the first of the section's copied instructions, which finish with an
  /// ``Instruction/end``.
  private let start: Int
  private let blocks: [Block]

  /// The number of entries that are rendered together. With blocks of one, the program would keep
  /// one object per entry.
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

  /// Appends entries from index `next` on while there is room for them.
  ///
  /// - Returns: the room that the next entry needs; 0 if all have been appended.
  func append(
    _ numbers: [Int32], from next: inout Int, _ parts: CompiledTemplate.Parts, to page: inout OutputSpan<UInt8>
  ) -> Int {
    var block = -1
    var shown: Shown?
    while next < numbers.count {
      // In most lists, entries with consecutive numbers follow each other, so the block is often
      // the same.
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
    // Two cores may render the same block; one of the results is kept.
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
