extension Pattern {
  /// A set of characters (Unicode scalars) that one position in a pattern accepts.
  struct CharacterSet: Sendable {
    var ranges: [ClosedRange<UInt32>] = []
    /// Prefixes of general categories: `L`, `Lu`.
    var categories: [String] = []
    var others: [CharacterSet] = []
    var isNegated = false
    var ignoresCase = false

    static let digit = CharacterSet(categories: ["Nd"])
    static let word = CharacterSet(ranges: [0x5F...0x5F], categories: ["L", "M", "Nd"])
    static let blank = CharacterSet(ranges: [0x09...0x0D, 0x85...0x85], categories: ["Z"])
    static let notLineEnd = CharacterSet(ranges: [0x0A...0x0A, 0x0D...0x0D, 0x85...0x85, 0x2028...0x2029], isNegated: true)

    static func one(_ scalar: Unicode.Scalar) -> CharacterSet { CharacterSet(ranges: [scalar.value...scalar.value]) }

    var negated: CharacterSet {
      var set = self
      set.isNegated.toggle()
      return set
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
      var isIn = has(scalar)
      if !isIn, ignoresCase {
        let properties = scalar.properties
        for text in [properties.lowercaseMapping, properties.uppercaseMapping] where text.unicodeScalars.count == 1 {
          isIn = isIn || has(text.unicodeScalars.first!)
        }
      }
      return isIn != isNegated
    }

    private func has(_ scalar: Unicode.Scalar) -> Bool {
      if ranges.contains(where: { $0.contains(scalar.value) }) || others.contains(where: { $0.contains(scalar) }) {
        return true
      }
      guard !categories.isEmpty else { return false }
      let category = Self.abbreviation(scalar.properties.generalCategory)
      return categories.contains { category.hasPrefix($0) }
    }

    static let allCategories: Set<String> = [
      "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf",
      "Po",
      "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Cs", "Co", "Cn",
    ]

    private static func abbreviation(_ category: Unicode.GeneralCategory) -> String {
      switch category {
      case .uppercaseLetter: "Lu"
      case .lowercaseLetter: "Ll"
      case .titlecaseLetter: "Lt"
      case .modifierLetter: "Lm"
      case .otherLetter: "Lo"
      case .nonspacingMark: "Mn"
      case .spacingMark: "Mc"
      case .enclosingMark: "Me"
      case .decimalNumber: "Nd"
      case .letterNumber: "Nl"
      case .otherNumber: "No"
      case .connectorPunctuation: "Pc"
      case .dashPunctuation: "Pd"
      case .openPunctuation: "Ps"
      case .closePunctuation: "Pe"
      case .initialPunctuation: "Pi"
      case .finalPunctuation: "Pf"
      case .otherPunctuation: "Po"
      case .mathSymbol: "Sm"
      case .currencySymbol: "Sc"
      case .modifierSymbol: "Sk"
      case .otherSymbol: "So"
      case .spaceSeparator: "Zs"
      case .lineSeparator: "Zl"
      case .paragraphSeparator: "Zp"
      case .control: "Cc"
      case .format: "Cf"
      case .surrogate: "Cs"
      case .privateUse: "Co"
      case .unassigned: "Cn"
      @unknown default: "Cn"
      }
    }
  }
}
