/// The part that a word plays in a sentence about a person. A word may play several.
struct WordClass: OptionSet {
  let rawValue: UInt64

  init(rawValue: UInt64) { self.rawValue = rawValue }

  private init(_ bit: Int) { rawValue = 1 << UInt64(bit) }

  /// Introduces a telephone number, an address for e-mail.
  static let phone = WordClass(0)
  static let email = WordClass(1)
  /// `@` and `.` in words.
  static let at = WordClass(2)
  static let dot = WordClass(3)
  /// *Number*, *no.*
  static let numbering = WordClass(4)
  /// May stand between a label and its value.
  static let glue = WordClass(5)
  /// *Latitude*, *GPS*; *north*; *degrees*, *minutes*, *seconds*; *UTM*.
  static let coordinate = WordClass(6)
  static let hemisphere = WordClass(7)
  static let degree = WordClass(8)
  static let minute = WordClass(9)
  static let second = WordClass(10)
  static let grid = WordClass(11)
  /// Papers of a person; an account; a plate; a file of a court or the police.
  static let identity = WordClass(12)
  static let account = WordClass(13)
  static let plate = WordClass(14)
  static let file = WordClass(15)
  /// *Born*; *date of birth*; a month.
  static let born = WordClass(16)
  static let birthday = WordClass(17)
  static let month = WordClass(18)
  /// *Years*; *aged*; *has*, as in *elle a 34 ans*.
  static let years = WordClass(19)
  static let aged = WordClass(20)
  static let have = WordClass(21)
  /// One person: a woman or girl, a man or boy, somebody with a role, anybody.
  static let female = WordClass(22)
  static let male = WordClass(23)
  static let role = WordClass(24)
  static let person = WordClass(25)
  static let pronoun = WordClass(26)
  /// Several people; what is no person and has an age or a birth.
  static let plural = WordClass(27)
  static let thing = WordClass(28)
  /// Says that a number is a limit or a mean: *over*, *average*.
  static let bound = WordClass(29)
  /// A people or a faith; *tribe*, *member of*.
  static let people = WordClass(30)
  /// Stands before the name of a place; *village*, *camp*.
  static let from = WordClass(31)
  static let settlement = WordClass(32)
  /// A service on which people have names; *user name*.
  static let platform = WordClass(33)
  static let handle = WordClass(34)
  /// Stands before a name, as *Colonel* does; beside a name, as *said* and *wife of* do.
  static let title = WordClass(35)
  static let said = WordClass(36)
  /// Counts or measures what a number stands before.
  static let unit = WordClass(37)
  /// Stands before numbers of documents.
  static let document = WordClass(38)
  /// *A*, *one*, *the*, in the singular.
  static let article = WordClass(39)
  /// Begins a web address.
  static let scheme = WordClass(40)
  /// Words behind `@` in programs and style sheets.
  static let code = WordClass(41)
  /// A number in words.
  static let numeral = WordClass(42)
  /// *Months*, *weeks*: of a small child.
  static let months = WordClass(43)
  /// Tells of an event that a life has once: *died*, *married*.
  static let life = WordClass(44)
  /// A short word for a birth, directly before the day: *DN*, *geb.*
  static let birthMark = WordClass(45)
  /// *Car*, *Toyota*: a plate may follow.
  static let vehicle = WordClass(46)
  /// Begins a phrase of the lexicon.
  static let phraseStart = WordClass(63)

  /// Mentions one person.
  static let anyPerson: WordClass = [.female, .male, .role, .person]

  /// The names of classes in the lists of words.
  static let named: [String: WordClass] = [
    "phone": .phone, "email": .email, "at": .at, "dot": .dot, "numbering": .numbering, "glue": .glue,
    "coordinate": .coordinate, "hemisphere": .hemisphere, "degree": .degree, "minute": .minute, "second": .second,
    "grid": .grid, "identity": .identity, "account": .account, "plate": .plate, "file": .file, "born": .born,
    "birthday": .birthday, "month": .month, "years": .years, "aged": .aged, "have": .have, "female": .female,
    "male": .male, "role": .role, "person": .person, "pronoun": .pronoun, "plural": .plural, "thing": .thing,
    "bound": .bound, "people": .people, "from": .from, "settlement": .settlement, "platform": .platform,
    "handle": .handle, "title": .title, "said": .said, "unit": .unit, "document": .document, "article": .article,
    "scheme": .scheme, "code": .code, "numeral": .numeral, "months": .months, "life": .life, "birthmark": .birthMark,
    "vehicle": .vehicle,
  ]
}
