package import Knowledge

extension Site {
  /// The latest day on which one of these records was updated or reviewed, in words; nil if none
  /// says one.
  package func latestDate(of records: [RecordID], in language: String) -> String? {
    let dates = records.flatMap { id in
      [CommonField.updated, .last_reviewed].compactMap { field in
        if case .date(let date)? = graph.records[id.index][field] { date } else { nil }
      }
    }
    return dates.max().map(DateWords(words: words(in: language)).text)
  }
}
