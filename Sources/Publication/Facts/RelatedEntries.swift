package import Knowledge

/// A record that is related to another, and the reasons.
package struct RelatedEntry: Sendable {
  /// Both records name this record in this field; with `isInverse`, this record names both in it.
  package struct Link: Hashable, Sendable {
    package var field: FieldPath
    package var record: RecordID
    package var isInverse: Bool

    package init(field: FieldPath, record: RecordID, isInverse: Bool) {
      self.field = field
      self.record = record
      self.isInverse = isInverse
    }
  }

  package var id: RecordID
  package var reasons: ArraySlice<RelatedEntries.NumberedReason>
}

/// The related records of each record, stored as numbers. An entry is made when a page needs it.
package struct RelatedEntries: Sendable {
  /// A reason, by its position in the lists of links, terms and words. Words are shown together,
  /// after the other reasons.
  package enum NumberedReason: Hashable, Sendable {
    case pinned, linked
    case link(UInt32)
    case term(UInt32)
    case word(UInt32)
  }

  private struct Entry: Sendable {
    var record: UInt32
    /// The end of the entry's reasons. They begin at the end of the previous entry's reasons.
    var reasonsEnd: UInt32
  }

  private(set) var links: [RelatedEntry.Link]
  let terms: [TermID]
  private let words: [String]
  /// By record, the end of its entries.
  private var ends: [UInt32] = []
  private var entries: [Entry] = []
  private var reasons: [NumberedReason] = []

  package init(links: [RelatedEntry.Link] = [], terms: [TermID] = [], words: [String] = []) {
    self.links = links
    self.terms = terms
    self.words = words
  }

  /// Adds the related records of the next record, the most related first.
  package mutating func append(_ related: [(record: RecordID, reasons: [NumberedReason])]) {
    for (record, own) in related {
      reasons += own
      entries.append(Entry(record: UInt32(record.index), reasonsEnd: UInt32(reasons.count)))
    }
    ends.append(UInt32(entries.count))
  }

  /// True if a record has any; none has before they are ranked.
  package func hasEntries(_ id: RecordID) -> Bool { id.index < ends.count && !indexes(of: id.index).isEmpty }

  private func indexes(of record: Int) -> Range<Int> { (record == 0 ? 0 : Int(ends[record - 1]))..<Int(ends[record]) }

  private func reasons(of entry: Int) -> ArraySlice<NumberedReason> {
    reasons[(entry == 0 ? 0 : Int(entries[entry - 1].reasonsEnd))..<Int(entries[entry].reasonsEnd)]
  }

  func word(_ number: UInt32) -> String { words[Int(number)] }

  /// Returns the same entries for other positions of the records. Entries and reasons that name a
  /// removed record are left out.
  ///
  /// - Parameters:
  ///   - ids: by old position of a record, its new one; nil for a removed record.
  ///   - count: the new number of records.
  package func moved(to ids: [RecordID?], count: Int) -> RelatedEntries {
    var moved = RelatedEntries(links: links, terms: terms, words: words)
    var isGone: [Bool] = []
    for (number, link) in links.enumerated() {
      if let index = ids[link.record.index] { moved.links[number].record = index }
      isGone.append(ids[link.record.index] == nil)
    }
    var old = [Int?](repeating: nil, count: count)
    for (record, index) in ids.enumerated() { if let index { old[index.index] = record } }
    for record in old {
      moved.append(
        (record.map(self.indexes) ?? 0..<0).compactMap { entry in
          let kept = reasons(of: entry).filter { if case .link(let number) = $0 { !isGone[Int(number)] } else { true } }
          guard !kept.isEmpty, let index = ids[Int(entries[entry].record)] else { return nil }
          return (index, Array(kept))
        })
    }
    return moved
  }
}

extension RelatedEntries: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { ends.count }

  /// Returns the entries, the most related first.
  package subscript(record: Int) -> [RelatedEntry] {
    indexes(of: record).map { RelatedEntry(id: RecordID(Int(entries[$0].record)), reasons: reasons(of: $0)) }
  }
}
