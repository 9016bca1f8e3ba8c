/// All forms and stems of a collection, numbered in the order in which they come. A term is a stem
/// or, below the number `concepts`, a ``SynonymSet``:
///
///     0 ..< concepts                       synonym set n
///     concepts ..< concepts + stem count   stem n - concepts
struct TermDictionaryBuilder: ~Copyable {
  let stemmer: Stemmer
  let concepts: Int
  private(set) var forms = ByteTable(capacity: 1 << 14)
  private(set) var stems = ByteTable(capacity: 1 << 14)
  /// For each form, its term and its number among the forms of that term.
  private(set) var terms: [UInt32] = []
  private(set) var ordinals: [UInt8] = []
  private var formCounts: [UInt8] = []
  /// The form that is being stemmed; kept to reuse its memory.
  private var word: [UInt8] = []

  /// The number of forms of one stem that are told apart. All further forms share the last number.
  static let distinctForms: UInt8 = 31

  init(language: String, concepts: Int) {
    stemmer = Stemmer(language: language)
    self.concepts = concepts
  }

  /// Returns the number of a form of another table, and the number of its term if the term is new.
  mutating func number(of others: ByteTable, _ index: Int) -> (form: Int, newTerm: Int?) {
    let (form, isNew) = forms.number(of: others, index)
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

  /// Adds the bare form of a word as another form of the same stem, even if no record has it: a
  /// reader who types it finds the records with the other forms.
  private mutating func addBareForm(of form: Int, _ stem: Int) {
    guard let bare = stemmer.bare(Array(forms[form])) else { return }
    guard forms.number(of: bare).isNew else { return }
    terms.append(UInt32(stem + concepts))
    ordinals.append(min(formCounts[stem], Self.distinctForms - 1))
    formCounts[stem] = min(formCounts[stem] + 1, Self.distinctForms)
  }

  /// A bound: every term is below it.
  var termCount: Int { concepts + stems.count }

  consuming func frozen() -> TermDictionary {
    TermDictionary(concepts: concepts, stemCount: stems.count, forms: forms, terms: terms, ordinals: ordinals)
  }
}

/// The parts of a ``TermDictionaryBuilder`` from which files are made.
struct TermDictionary: Sendable {
  let concepts: Int
  let stemCount: Int
  let forms: ByteTable
  let terms: [UInt32]
  let ordinals: [UInt8]

  var termCount: Int { concepts + stemCount }
}
