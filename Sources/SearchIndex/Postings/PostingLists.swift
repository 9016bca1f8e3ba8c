/// The postings of each term, in runs of records as they were added.
struct PostingLists: Sendable {
  private let runs: [PackedPostings]
  /// How many records have each term.
  private let counts: [UInt32]
  /// Groups of term `n` are `groups[starts[n]..<starts[n + 1]]`, by record.
  private let starts: [Int]
  private let groups: [Group]

  private struct Group: Sendable {
    var run: UInt32
    var start: UInt32
  }

  init(_ runs: [PostingRun], terms: Int) {
    var counts = [UInt32](repeating: 0, count: terms)
    var next = [Int](repeating: 0, count: terms + 1)
    let packed = runs.map(\.packed)
    for number in runs.indices {
      for group in runs[number].groups {
        counts[Int(group.term)] += UInt32(packed[number].postingCount(at: Int(group.start)))
        next[Int(group.term) + 1] += 1
      }
    }
    for term in 0..<terms { next[term + 1] += next[term] }
    starts = next
    var groups = [Group](repeating: Group(run: 0, start: 0), count: next[terms])
    for number in runs.indices {
      for group in runs[number].groups {
        groups[next[Int(group.term)]] = Group(run: UInt32(number), start: group.start)
        next[Int(group.term)] += 1
      }
    }
    self.groups = groups
    self.counts = counts
    self.runs = packed
  }

  func count(of term: Int) -> Int { Int(counts[term]) }

  /// Calls `use` for each run that has postings of a term, in the order in which the records were added, with a reader of these.
  @inline(__always)
  func forEachGroup(of term: Int, _ use: (_ bytes: Span<UInt8>, _ postings: inout PostingReader) -> Void) {
    for place in starts[term]..<starts[term + 1] {
      let run = runs[Int(groups[place].run)]
      let packed = run.bytes
      let bytes = packed.span
      var postings = PostingReader(bytes, at: Int(groups[place].start), firstRecord: run.firstRecord)
      use(bytes, &postings)
    }
  }
}
