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
  /// The form that is being stemmed; kept for the memory.
  private var word: [UInt8] = []

  /// Forms of one stem that are told apart; further ones share the last place.
  static let distinctForms: UInt8 = 31

  init(language: String, concepts: Int) {
    stemmer = Stemmer(language: language)
    self.concepts = concepts
  }

  /// The number of a form of another table, and the term that came with it where both are new.
  mutating func number(of others: ByteTable, _ place: Int) -> (form: Int, newTerm: Int?) {
    let (form, isNew) = forms.number(of: others, place)
    guard isNew else { return (form, nil) }
    word.removeAll(keepingCapacity: true)
    word.append(contentsOf: forms[form])
    stemmer.stem(&word)
    let (stem, isNewStem) = stems.number(of: word)
    if isNewStem { formCounts.append(0) }
    terms.append(UInt32(stem + concepts))
    ordinals.append(min(formCounts[stem], Self.distinctForms - 1))
    formCounts[stem] = min(formCounts[stem] + 1, Self.distinctForms)
    addBareForm(of: form, stem)
    return (form, isNewStem ? stem + concepts : nil)
  }

  /// A word without what stands before it is a form of the same stem, which no record needs to have: it leads to the others.
  private mutating func addBareForm(of form: Int, _ stem: Int) {
    guard let bare = stemmer.bare(Array(forms[form])) else { return }
    guard forms.number(of: bare).isNew else { return }
    terms.append(UInt32(stem + concepts))
    ordinals.append(min(formCounts[stem], Self.distinctForms - 1))
    formCounts[stem] = min(formCounts[stem] + 1, Self.distinctForms)
  }

  /// Every term is below this.
  var termCount: Int { concepts + stems.count }

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
