extension SearchIndex {
  /// For each record, in the order in which they were added, the terms that tell it from others: those with the highest
  /// frequency times rarity, as `(term, weight)` with weights of 1 and below. Words in fewer than two records tie nothing.
  package func tellingWords(_ count: Int = 20, mostCommon: Int = 400) -> [[(term: UInt32, weight: Float)]] {
    var rarities = [Float](repeating: 0, count: words.termCount)
    for term in words.concepts..<words.termCount {
      let records = postings.count(of: term)
      guard records > 1, records <= mostCommon else { continue }
      rarities[term] = Float((self.count / records).bitWidth - (self.count / records).leadingZeroBitCount)
    }
    return (0..<store.count).map { record in
      var best: [(term: UInt32, weight: Float)] = []
      store.forEachTerm(of: record) { term, weight in
        let rarity = rarities[Int(term)]
        guard rarity > 0 else { return }
        let value = rarity * Float(weight) / Float(weight + 10)
        if best.count == count, let last = best.last, value <= last.weight { return }
        let place = best.firstIndex { value > $0.weight } ?? best.count
        best.insert((term, value), at: place)
        if best.count > count { best.removeLast() }
      }
      let highest = max(best.first?.weight ?? 1, 1)
      return best.map { ($0.term, $0.weight / highest) }
    }
  }

  /// For each term of ``tellingWords(_:mostCommon:)`` its first form, to name it to a reader; empty for a synonym set.
  package func wordOfTerms() -> [String] {
    var result = [String](repeating: "", count: words.termCount)
    for form in words.terms.indices.reversed() { result[Int(words.terms[form])] = words.forms.string(form) }
    return result
  }
}
