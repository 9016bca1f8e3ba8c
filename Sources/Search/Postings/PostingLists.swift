internal import Text

/// The postings of all terms. They stay in the runs in which the records were added.
struct PostingLists: Sendable {
  let runs: [PackedPostings]
  /// For each term, the number of records that have it.
  private let counts: [UInt32]

  init(_ runs: [PackedPostings], terms: Int) {
    var counts = [UInt32](repeating: 0, count: terms)
    for run in runs { for group in run.groups { counts[Int(group.term)] += group.count } }
    (self.runs, self.counts) = (runs, counts)
  }

  func documentFrequency(of term: Int) -> Int { Int(counts[term]) }

  /// Returns the postings of a range of terms.
  func postings(of terms: Range<Int>) -> TermPostings { TermPostings(of: terms, in: runs) }
}

/// A copy of the postings of a range of terms. Reading the runs themselves would retain and release
/// each run for each term.
struct TermPostings {
  private let first: Int
  private var bytes: [UInt8] = []
  /// The groups of term `first + n` are `groups[starts[n]..<starts[n + 1]]`, in the order in which
  /// the records were added.
  private var starts: [Int]
  private var groups: [Group]

  private struct Group {
    var start: UInt32
    var count: UInt32
    var firstRecord: UInt32
  }

  fileprivate init(of terms: Range<Int>, in runs: [PackedPostings]) {
    first = terms.lowerBound
    starts = Array(repeating: 0, count: terms.count + 1)
    let stretches = runs.map { $0.stretches(of: terms) }
    for (run, stretches) in zip(runs, stretches) {
      for stretch in stretches {
        for group in run.groups[stretch] { starts[Int(group.term) - first + 1] += 1 }
      }
    }
    for index in 0..<terms.count { starts[index + 1] += starts[index] }
    groups = Array(repeating: Group(start: 0, count: 0, firstRecord: 0), count: starts[terms.count])
    bytes.reserveCapacity(zip(runs, stretches).reduce(0) { sum, run in run.1.reduce(sum) { $0 + run.0.bytes(of: $1).count } })
    var next = starts
    for (run, stretches) in zip(runs, stretches) {
      for stretch in stretches {
        let range = run.bytes(of: stretch)
        for group in run.groups[stretch] {
          let term = Int(group.term) - first
          groups[next[term]] = Group(
            start: UInt32(bytes.count + Int(group.start) - range.lowerBound), count: group.count, firstRecord: run.firstRecord)
          next[term] += 1
        }
        bytes.append(contentsOf: run.bytes[range])
      }
    }
  }

  /// Calls `use` with a reader of each group of a term, in the order in which the records were
  /// added.
  @inline(__always)
  func forEachGroup(of term: Int, _ use: (_ bytes: Span<UInt8>, _ postings: PostingReader) -> Void) {
    for index in starts[term - first]..<starts[term - first + 1] {
      let group = groups[index]
      use(bytes.span, PostingReader(at: Int(group.start), count: group.count, firstRecord: group.firstRecord))
    }
  }
}
