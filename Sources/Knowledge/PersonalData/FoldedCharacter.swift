/// A character reduced to what counts: digits of every script are 0 to 9, letters small, signs of
/// one meaning one sign.
enum FoldedCharacter {
  case letter(UInt32, isCapital: Bool)
  case digit(UInt32)
  case sign(UInt32)
  case blank
  case lineBreak
  /// A mark above or below the letter before it.
  case mark(UInt32)
  /// Nobody sees it.
  case nothing

  init(_ scalar: UInt32) {
    switch scalar {
    case 0x61...0x7A: self = .letter(scalar, isCapital: false)
    case 0x41...0x5A: self = .letter(scalar + 32, isCapital: true)
    case 0x30...0x39: self = .digit(scalar - 0x30)
    case 0x0A: self = .lineBreak
    case 0x20, 0x09, 0x0D: self = .blank
    case ..<0x80: self = .sign(scalar)
    case 0xB0, 0xBA, 0x2DA: self = .sign(0xB0)
    case 0xAD: self = .nothing
    case 0xB4, 0x2BC, 0x2018, 0x2019, 0x201B, 0x2032: self = .sign(0x27)
    case 0xAB, 0xBB, 0x201C...0x201E, 0x2033: self = .sign(0x22)
    case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: self = .blank
    case 0xC0...0xDE where scalar != 0xD7: self = .letter(scalar + 32, isCapital: true)
    case 0xDF...0xFF where scalar != 0xF7: self = .letter(scalar, isCapital: false)
    case 0x100...0x24F: self = Self.extendedLatin(scalar)
    case 0x300...0x36F: self = .mark(scalar)
    case 0x370...0x52F: self = Self.greekOrCyrillic(scalar)
    case 0x600...0x6FF: self = Self.arabic(scalar)
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFE00...0xFE0F, 0xFEFF: self = .nothing
    case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63: self = .sign(0x2D)
    // № is a word: it says "number".
    case 0x2116: self = .letter(scalar, isCapital: false)
    case 0xFE6B: self = .sign(0x40)
    case 0x3002, 0xFF61: self = .sign(0x2E)
    case 0xFF01...0xFF5E: self = Self(scalar - 0xFEE0)
    default: self = Self.other(scalar)
    }
  }

  private static func extendedLatin(_ scalar: UInt32) -> Self {
    let lower = Unicode.Scalar(scalar)?.properties.lowercaseMapping.unicodeScalars.first?.value ?? scalar
    return .letter(lower, isCapital: lower != scalar)
  }

  private static func greekOrCyrillic(_ scalar: UInt32) -> Self {
    switch scalar {
    case 0x401, 0x451: .letter(0x435, isCapital: scalar == 0x401)
    case 0x400...0x40F: .letter(scalar + 80, isCapital: true)
    case 0x410...0x42F: .letter(scalar + 32, isCapital: true)
    case 0x430...0x45F: .letter(scalar, isCapital: false)
    default: extendedLatin(scalar)
    }
  }

  /// Letters that are written in several ways are one, and vowel signs are left out.
  private static func arabic(_ scalar: UInt32) -> Self {
    switch scalar {
    case 0x660...0x669: .digit(scalar - 0x660)
    case 0x6F0...0x6F9: .digit(scalar - 0x6F0)
    case 0x622, 0x623, 0x625, 0x671: .letter(0x627, isCapital: false)
    case 0x649, 0x6CC: .letter(0x64A, isCapital: false)
    case 0x629: .letter(0x647, isCapital: false)
    case 0x6A9: .letter(0x643, isCapital: false)
    case 0x60C, 0x66C: .sign(0x2C)
    case 0x66B: .sign(0x2E)
    case 0x61B: .sign(0x3B)
    case 0x61F: .sign(0x3F)
    case 0x66A: .sign(0x25)
    case 0x6D4: .sign(0x2E)
    case 0x61C, 0x640, 0x64B...0x65F, 0x670, 0x6D6...0x6ED: .nothing
    case 0x620...0x6D3, 0x6D5, 0x6EE...0x6FF: .letter(scalar, isCapital: false)
    default: .sign(scalar)
    }
  }

  private static func other(_ scalar: UInt32) -> Self {
    guard let properties = Unicode.Scalar(scalar)?.properties else { return .sign(scalar) }
    if properties.numericType == .decimal, let value = properties.numericValue { return .digit(UInt32(value)) }
    if properties.isUppercase {
      return .letter(properties.lowercaseMapping.unicodeScalars.first?.value ?? scalar, isCapital: true)
    }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return .letter(scalar, isCapital: false)
    default: return properties.isAlphabetic ? .letter(scalar, isCapital: false) : .sign(scalar)
    }
  }

  /// Letters with a mark of their own, from a letter and the mark behind it.
  static func composed(_ letter: UInt32, _ mark: UInt32) -> UInt32? { compositions[UInt64(letter) << 32 | UInt64(mark)] }

  private static let compositions: [UInt64: UInt32] = {
    let pairs: [(mark: UInt32, plain: String, marked: String)] = [
      (0x300, "aeiou", "àèìòù"), (0x301, "aeiouyn", "áéíóúýń"), (0x302, "aeiou", "âêîôû"), (0x303, "anoeu", "ãñõẽũ"),
      (0x308, "aeiouyе", "äëïöüÿе"), (0x306, "и", "й"), (0x327, "cs", "çş"), (0x30A, "a", "å"), (0x30C, "csz", "čšž"),
    ]
    var table: [UInt64: UInt32] = [:]
    for (mark, plain, marked) in pairs {
      for (letter, whole) in zip(plain.unicodeScalars, marked.unicodeScalars) {
        table[UInt64(letter.value) << 32 | UInt64(mark)] = whole.value
      }
    }
    return table
  }()
}
