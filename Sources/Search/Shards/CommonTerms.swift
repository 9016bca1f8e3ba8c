/// The common stems. The client finds a common stem by its number, and any other stem by its first
/// form.
struct CommonTerms: Sendable {
  private let index: SearchIndex
  let order: FormOrder
  /// For each term, its number among the common ones, or −1.
  private(set) var indexes: [Int32]
  /// The common terms, numbered in the order of their first forms.
  private(set) var terms: [Int] = []
  private(set) var forms: [Int] = []

  init(_ index: SearchIndex, _ order: FormOrder) {
    self.index = index
    self.order = order
    indexes = Array(repeating: -1, count: index.dictionary.termCount)
    let isCommon = Self.chooseCommon(index, order)
    for form in order.forms {
      let term = Int(index.dictionary.terms[form])
      guard isCommon[term] else { continue }
      forms.append(form)
      if indexes[term] < 0 {
        indexes[term] = Int32(terms.count)
        terms.append(term)
      }
    }
  }

  /// Chooses the stems that are in the most records. A stem in fewer than four records is never
  /// common.
  private static func chooseCommon(_ index: SearchIndex, _ order: FormOrder) -> [Bool] {
    var result = [Bool](repeating: false, count: index.dictionary.termCount)
    // The sort key of a stem: of equally common stems, the lower number comes first.
    //
    //     bit 63 ......... 32 | 31 ..... 0
    //     number of records   | ~ stem
    var stems: [UInt64] = []
    for term in index.dictionary.concepts..<index.dictionary.termCount where index.postings.documentFrequency(of: term) >= 4 {
      stems.append(UInt64(index.postings.documentFrequency(of: term)) << 32 | UInt64(~UInt32(term)))
    }
    stems.sort(by: >)
    for stem in stems.prefix(index.settings.commonStems) { result[Int(~UInt32(truncatingIfNeeded: stem))] = true }
    spread(&result, index.dictionary, order)
    return result
  }

  /// Makes stems common whose forms share a key with a form of a common stem: the client looks up
  /// all forms of one key together.
  private static func spread(_ isCommon: inout [Bool], _ dictionary: TermDictionary, _ order: FormOrder) {
    var changed = true
    while changed {
      changed = false
      for index in order.forms.indices.dropFirst() {
        let (form, previous) = (order.forms[index], order.forms[index - 1])
        let (term, other) = (Int(dictionary.terms[form]), Int(dictionary.terms[previous]))
        guard isCommon[term] != isCommon[other], order.folded.areEqual(form, previous) else { continue }
        isCommon[term] = true
        isCommon[other] = true
        changed = true
      }
    }
  }

  /// Returns eight times the binary logarithm of a number of records, with straight lines between
  /// powers of two: 6 gives 16 + (6 − 4) × 8 ÷ 4 = 20. At most 127, which fits in 7 bits.
  static func commonness(_ count: Int) -> UInt32 {
    var scaled = count
    var result: UInt32 = 0
    // Only integers: the logarithms of two C libraries may differ in their last bit.
    while scaled >= 2 {
      scaled >>= 1
      result += 8
    }
    let power = 1 << Int(result / 8)
    return min(127, result + UInt32((count - power) * 8 / power))
  }

  /// Returns the forms of rare stems for the spelling dictionary, each with its commonness.
  func rareForms() -> SpelledWords {
    var words = SpelledWords()
    let folded = order.folded
    var last: Int?
    for form in order.forms where indexes[Int(index.dictionary.terms[form])] < 0 {
      let commonness = UInt8(Self.commonness(index.postings.documentFrequency(of: Int(index.dictionary.terms[form]))) / 8)
      if let last, folded.areEqual(last, form) {
        words.raiseLast(to: commonness)
      } else {
        words.append(folded.bytes.span, folded.range(form), commonness: commonness)
      }
      last = form
    }
    return words
  }
}
