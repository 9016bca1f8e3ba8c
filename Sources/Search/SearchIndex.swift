/// A finished collection: its records have their final numbers, and its postings are grouped by
/// term.
///
/// Records are numbered by type, then by prior, then by the values of the first four facets. So
/// neighbours are alike, which makes the codes of facets and the chunks of records small, and the
/// records of one type are a range.
///
/// A class, because each of the index's files keeps a reference to it; it never changes.
package final class SearchIndex: Sendable {
  let settings: SearchSettings
  let dictionary: TermDictionary
  let store: RecordStore
  /// For each record number, the record's index in the order in which the records were added.
  let order: [UInt32]
  let groups: [Group]
  let postings: PostingLists

  /// The records of one type and one prior: those from `first` up to the `first` of the next group.
  struct Group: Sendable {
    let type: String
    let prior: Double
    let first: Int
  }

  init(_ settings: SearchSettings, _ dictionary: TermDictionary, _ store: RecordStore, _ postings: PostingLists) {
    self.settings = settings
    self.dictionary = dictionary
    self.store = store
    let order = Self.order(settings, store)
    self.order = order
    groups = Self.groups(store, order)
    self.postings = postings
  }

  package var count: Int { order.count }

  /// A term in more records than this has no positions; within a phrase it matches any word. The
  /// positions of words such as *the* and *of* would be half of all positions and tell next to
  /// nothing.
  var mostWithPositions: Int { max(settings.alwaysWithPositions, count / 2) }

  private static func order(_ settings: SearchSettings, _ store: RecordStore) -> [UInt32] {
    var rankOfType = [Int](repeating: 0, count: store.types.count)
    for (number, type) in store.types.enumerated() {
      rankOfType[number] = settings.types.firstIndex(of: type) ?? settings.types.count + number
    }
    // The key of a record: type, prior, and the values of the first four facets. Making all keys
    // once is quicker than making two for each comparison.
    let keys = (0..<store.count).map { record in
      var key: [UInt32] = [UInt32(rankOfType[Int(store.typeOfRecord[record])])]
      let prior = store.priors[record].bitPattern
      key.append(UInt32(truncatingIfNeeded: prior >> 32))
      key.append(UInt32(truncatingIfNeeded: prior))
      for column in store.facets.prefix(4) { key.append(column.values(of: record).first ?? .max) }
      return key
    }
    return (0..<UInt32(store.count)).sorted { a, b in
      let (first, second) = (keys[Int(a)], keys[Int(b)])
      for index in first.indices where first[index] != second[index] { return first[index] < second[index] }
      return a < b
    }
  }

  private static func groups(_ store: RecordStore, _ order: [UInt32]) -> [Group] {
    var groups: [Group] = []
    for (number, record) in order.enumerated() {
      let type = store.types[Int(store.typeOfRecord[Int(record)])]
      let prior = store.priors[Int(record)]
      if let last = groups.last, last.type == type, last.prior == prior { continue }
      groups.append(Group(type: type, prior: prior, first: number))
    }
    return groups
  }
}

/// The version of the format, which the client checks.
enum IndexFormat {
  static let version = 3
}
