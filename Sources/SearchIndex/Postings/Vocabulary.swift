/// All forms and stems of a collection, numbered as they come. Terms below `concepts` are no stems but ``SynonymSet``s.
struct Vocabulary: ~Copyable {
  let stemmer: Stemmer
  let concepts: Int
  private(set) var forms = ByteTable(capacity: 1 << 14)
  private(set) var stems = ByteTable(capacity: 1 << 14)
  /// For each form its term, and its place among the forms of that term.
  private(set) var terms: [UInt32] = []
  private(set) var ordinals: [UInt8] = []
  private var formCounts: [UInt8] = []

  /// Forms of one stem that are told apart; further ones share the last place.
  static let distinctForms: UInt8 = 31

  init(language: String, concepts: Int) {
    stemmer = Stemmer(language: language)
    self.concepts = concepts
  }

  mutating func form(_ text: Span<UInt8>, _ range: Range<Int>, hash: UInt64) -> (form: Int, stem: Int, isNewStem: Bool) {
    let (form, isNew) = forms.number(of: text, range, hash: hash)
    guard isNew else { return (form, Int(terms[form]), false) }
    let (stem, isNewStem) = stems.number(of: stemmer.stem(forms.string(form)))
    if isNewStem { formCounts.append(0) }
    terms.append(UInt32(stem + concepts))
    ordinals.append(min(formCounts[stem], Self.distinctForms - 1))
    formCounts[stem] = min(formCounts[stem] + 1, Self.distinctForms)
    return (form, stem + concepts, isNewStem)
  }

  func stemText(_ term: Int) -> String { stems.string(term - concepts) }

  consuming func frozen() -> Words {
    Words(concepts: concepts, stemCount: stems.count, forms: forms, terms: terms, ordinals: ordinals)
  }
}

/// What the files need of a ``Vocabulary``.
struct Words: Sendable {
  let concepts: Int
  let stemCount: Int
  let forms: ByteTable
  let terms: [UInt32]
  let ordinals: [UInt8]

  var termCount: Int { concepts + stemCount }
}
