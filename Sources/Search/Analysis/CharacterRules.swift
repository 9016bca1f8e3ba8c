/// Tables of what single characters mean to search. `Templates/assets/search/analysis.js` has the
/// same tables.
enum CharacterRules {
  /// Elided articles and pronouns: *l'autorité* is found as *autorité*.
  static let elisions: Set<String> = [
    "l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu", "entr",
    "dell", "nell", "sull", "dall", "all", "coll", "degl", "negl", "sugl", "dagl", "agl", "gl", "un", "quell", "quest", "bell",
    "sant", "tutt", "senz", "dov", "com", "cos", "anch", "ch", "v",
  ]

  /// Beginnings that stay joined to their word across a hyphen: *co-ordination* is *coordination*.
  static let joinedBeginnings: Set<String> = ["co", "re", "e"]

  static func isApostrophe(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x27, 0x60, 0x02B9, 0x02BB, 0x02BC, 0x2018, 0x2019, 0x201B, 0x2032: true
    default: false
    }
  }

  /// Returns true for a character that joins the parts of a compound: a hyphen, or a dot within a
  /// word such as *node.js*.
  static func isJoint(_ scalar: UInt32) -> Bool { isHyphen(scalar) || scalar == 0x2E }

  /// Returns true for a character that separates groups of three digits: a comma, a dot or a blank.
  /// A no-break space has already become a blank by normalisation.
  static func isGroupSeparator(_ scalar: UInt32) -> Bool { scalar == 0x2C || scalar == 0x2E || scalar == 0x20 }

  static func isHyphen(_ scalar: UInt32) -> Bool { scalar == 0x2D || scalar == 0x2010 || scalar == 0x2011 }

  /// Returns true for a character that is dropped: it changes nothing that a reader sees, or only
  /// shows how to pronounce the word. Examples are tatweel, vowel points, joiners and marks of
  /// direction.
  static func isDropped(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xAD, 0x034F, 0x0640, 0x0670, 0x05BF, 0x05C1...0x05C2, 0x05C4...0x05C5, 0x05C7, 0x0591...0x05BD, 0x0610...0x061A,
      0x061C,
      0x064B...0x0652, 0x0656...0x065F, 0x06D6...0x06DC, 0x06DF...0x06E4, 0x06E7...0x06E8, 0x06EA...0x06ED, 0x180B...0x180E,
      0x200C...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF, 0xE0100...0xE01EF:
      true
    default: false
    }
  }

  /// The zero of each script whose digits are read as 0 to 9; nine digits follow it.
  private static let zeros: [UInt32] = [
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0E50, 0x0ED0, 0x0F20,
    0x1040,
    0x1090, 0x17E0, 0x1810,
  ]

  /// Returns the ASCII digit for a decimal digit of another script; nil for any other character.
  static func digit(_ scalar: UInt32) -> UInt32? {
    guard scalar >= 0x0660 else { return nil }
    for zero in zeros where scalar >= zero && scalar < zero + 10 { return 0x30 + scalar - zero }
    return nil
  }

  /// Returns true for a character of a script that is written without spaces. Words of such a
  /// script are indexed as pairs of characters.
  static func isUnspaced(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0E01...0x0E4E, 0x0E80...0x0ECF, 0x0EDC...0x0EDF, 0x1000...0x103F, 0x1050...0x108F, 0x109A...0x109F, 0x1780...0x17D3,
      0x17DC...0x17DD, 0x3005...0x3007, 0x3021...0x3029, 0x3031...0x3035, 0x3038...0x303C, 0x3041...0x30FF, 0x31F0...0x31FF,
      0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA9E0...0xA9FF, 0xAA60...0xAA7F, 0xF900...0xFAFF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }

  /// Returns true for a mark that folding removes from a decomposed word. Vowel signs of Indic
  /// scripts are part of the word and stay.
  static func isFoldedMark(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0300...0x036F, 0x0653...0x0655, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F: true
    default: false
    }
  }

  /// Letters that have no decomposition, and the letters that people type instead.
  static let foldedLetters: [UInt32: String] = [
    0xE6: "ae", 0xF0: "d", 0xF8: "o", 0xFE: "th", 0x0111: "d", 0x0127: "h", 0x0131: "i", 0x0142: "l", 0x014B: "n", 0x0153: "oe",
    0x0167: "t", 0x0199: "k", 0x01B4: "y", 0x0253: "b", 0x0254: "o", 0x0257: "d", 0x0259: "e", 0x025B: "e", 0x0491: "г",
    0x0629: "ه", 0x0649: "ي", 0x0671: "ا", 0x06A9: "ك", 0x06AA: "ك", 0x06BE: "ه", 0x06C1: "ه", 0x06C3: "ه", 0x06CC: "ي",
    0x06D5: "ه",
  ]
}
