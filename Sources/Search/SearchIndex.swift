/// A collection with its records numbered for good and its postings by term.
///
/// Records are numbered by type, then by the values of the first facets: neighbours are alike, so that numbers of facets and
/// chunks of records take few bytes, and a type is a range. A class that never changes: each of its files holds on to it.
package final class SearchIndex: Sendable {
  let settings: SearchSettings
  let words: Words
  let store: RecordStore
  /// For each number the record's place in the order in which they were added.
  let order: [UInt32]
  let groups: [Group]
  let postings: PostingLists

  /// Records of one type and one prior, from `first` on.
  struct Group: Sendable {
    let type: String
    let prior: Double
    let first: Int
  }

  init(_ settings: SearchSettings, _ words: Words, _ store: RecordStore, _ postings: PostingLists) {
    self.settings = settings
    self.words = words
    self.store = store
    let order = Self.order(settings, store)
    self.order = order
    groups = Self.groups(store, order)
    self.postings = postings
  }

  package var count: Int { order.count }

  /// A word in more records than this has no positions: in a phrase it stands where the others leave room for it. Words such as
  /// *the* and *of* would take half of all positions, and tell next to nothing.
  var mostPlaced: Int { max(settings.alwaysPlaced, count / 2) }

  private static func order(_ settings: SearchSettings, _ store: RecordStore) -> [UInt32] {
    var rankOfType = [Int](repeating: 0, count: store.types.count)
    for (number, type) in store.types.enumerated() {
      rankOfType[number] = settings.types.firstIndex(of: type) ?? settings.types.count + number
    }
    /// Type, prior, and the values of the first facets; one string of numbers a record is quicker compared than made twice.
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
      for place in first.indices where first[place] != second[place] { return first[place] < second[place] }
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

/// What readers of the files must agree on with their writer.
enum IndexFormat {
  static let version = 3
}
