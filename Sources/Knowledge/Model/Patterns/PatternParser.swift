/// The syntax tree of a pattern.
indirect enum PatternNode {
  case empty
  case character(Pattern.CharacterSet)
  case assertion(Pattern.Assertion)
  case sequence([PatternNode])
  case alternatives([PatternNode])
  /// `most` is nil for a repeat without an upper bound.
  case repeated(PatternNode, least: Int, most: Int?)
}

/// Reads a pattern. Groups nest at most ``deepest`` levels, so that neither the parser nor the
/// compiler exhausts the stack.
struct PatternParser {
  typealias Refusal = Pattern.Refusal

  private let scalars: [Unicode.Scalar]
  private var at = 0
  private var depth = 0
  private var ignoresCase = false
  private static let deepest = 50

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  private var next: Unicode.Scalar? { at < scalars.count ? scalars[at] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    at += 1
    return true
  }

  private mutating func take(_ text: String) -> Bool {
    guard scalars[at...].starts(with: text.unicodeScalars) else { return false }
    at += text.unicodeScalars.count
    return true
  }

  mutating func pattern() throws(Refusal) -> PatternNode {
    if take("(?i)") { ignoresCase = true }
    let node = try alternatives()
    if next == ")" { throw Refusal(message: "a ')' has no '('") }
    return node
  }

  private mutating func alternatives() throws(Refusal) -> PatternNode {
    var all = [try sequence()]
    while take("|") { all.append(try sequence()) }
    return all.count == 1 ? all[0] : .alternatives(all)
  }

  private mutating func sequence() throws(Refusal) -> PatternNode {
    var all: [PatternNode] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      let atom = try atom()
      all.append(try quantified(atom))
    }
    return all.isEmpty ? .empty : all.count == 1 ? all[0] : .sequence(all)
  }

  private mutating func quantified(_ atom: PatternNode) throws(Refusal) -> PatternNode {
    var (least, most): (Int, Int?)
    switch next {
    case "*": (least, most) = (0, nil)
    case "+": (least, most) = (1, nil)
    case "?": (least, most) = (0, 1)
    case "{": (least, most) = try bounds()
    default: return atom
    }
    if case .assertion = atom { throw Refusal(message: "an anchor cannot be repeated") }
    at += 1
    if take("+") {
      throw Refusal(message: "a repeat that gives nothing back ('*+', '++', '?+') is not understood; leave the '+' out")
    }
    // Lazy or greedy does not matter: the question is only if there is a match.
    _ = take("?")
    if let scalar = next, scalar == "*" || scalar == "+" || scalar == "?" { throw Refusal(message: "a repeat is repeated") }
    return .repeated(atom, least: least, most: most)
  }

  /// Reads `{2}`, `{2,}` or `{2,5}`, up to and including the `}`.
  private mutating func bounds() throws(Refusal) -> (Int, Int?) {
    at += 1
    let least = number()
    let isRange = take(",")
    let most = isRange ? number() : least
    guard let least, next == "}", most.map({ $0 >= least }) ?? true, max(least, most ?? 0) <= 1_000 else {
      throw Refusal(message: "a repeat is {2}, {2,} or {2,5}, and at most 1000; write '\\{' for the character")
    }
    return (least, most)
  }

  private mutating func number() -> Int? {
    let start = at
    while let scalar = next, ("0"..."9").contains(scalar), at - start < 6 { at += 1 }
    return Int(String(String.UnicodeScalarView(scalars[start..<at])))
  }

  // MARK: atoms

  private mutating func atom() throws(Refusal) -> PatternNode {
    let scalar = scalars[at]
    at += 1
    switch scalar {
    case "(": return try group()
    case "[": return set(try characterClass())
    case ".": return set(.notLineEnd)
    case "^": return .assertion(.start)
    case "$": return .assertion(.end)
    case "\\": return try escape()
    case "*", "+", "?", "{": throw Refusal(message: "'\(scalar)' has nothing to repeat; write '\\\(scalar)' for the character")
    default: return set(.one(scalar))
    }
  }

  private func set(_ set: Pattern.CharacterSet) -> PatternNode {
    var set = set
    set.ignoresCase = ignoresCase
    return .character(set)
  }

  private mutating func group() throws(Refusal) -> PatternNode {
    if take("?") {
      if next == "=" || next == "!" { throw Refusal(message: "looking ahead ('(?=', '(?!') is not understood") }
      if take("<") {
        if next == "=" || next == "!" { throw Refusal(message: "looking behind ('(?<=', '(?<!') is not understood") }
        while let scalar = next, scalar != ">" {
          guard Pattern.CharacterSet.word.contains(scalar) else { break }
          at += 1
        }
        guard take(">") else { throw Refusal(message: "a group's name ends with '>'") }
      } else if !take(":") {
        throw Refusal(
          message: "a group of the kind '(?\(next.map { String($0) } ?? "")' is not understood; '(?i)' stands first of all")
      }
    }
    depth += 1
    guard depth <= Self.deepest else { throw Refusal(message: "groups can be nested at most \(Self.deepest) levels deep") }
    let node = try alternatives()
    depth -= 1
    guard take(")") else { throw Refusal(message: "a '(' has no ')'") }
    return node
  }

  private mutating func escape() throws(Refusal) -> PatternNode {
    switch next {
    case "b": at += 1; return .assertion(.wordBoundary)
    case "B": at += 1; return .assertion(.noWordBoundary)
    case "A": at += 1; return .assertion(.start)
    case "z", "Z": at += 1; return .assertion(.end)
    default: return set(try escapedSet())
    }
  }

  /// Reads the part of an escape after the `\`, in a class or outside one.
  private mutating func escapedSet() throws(Refusal) -> Pattern.CharacterSet {
    guard let scalar = next else { throw Refusal(message: "it ends with a '\\'") }
    at += 1
    switch scalar {
    case "d": return .digit
    case "D": return .digit.negated
    case "w": return .word
    case "W": return .word.negated
    case "s": return .blank
    case "S": return .blank.negated
    case "t": return .one("\t")
    case "n": return .one("\n")
    case "r": return .one("\r")
    case "p", "P":
      guard take("{") else { throw Refusal(message: "a kind of character is \\p{L}, \\p{Lu} or \\p{Nd}") }
      let start = at
      while let scalar = next, scalar != "}" { at += 1; _ = scalar }
      let name = String(String.UnicodeScalarView(scalars[start..<at]))
      guard take("}"), Pattern.CharacterSet.allCategories.contains(name) else {
        throw Refusal(message: "there is no kind of character '\(name)'; a kind is \\p{L}, \\p{Lu} or \\p{Nd}")
      }
      let set = Pattern.CharacterSet(categories: [name])
      return scalar == "P" ? set.negated : set
    case "x", "u":
      let isBraced = take("{")
      let start = at
      while let digit = next, digit.properties.isASCIIHexDigit, at - start < (isBraced ? 6 : scalar == "x" ? 2 : 4) { at += 1 }
      let number = UInt32(String(String.UnicodeScalarView(scalars[start..<at])), radix: 16)
      guard let number, let named = Unicode.Scalar(number), !isBraced || take("}") else {
        throw Refusal(message: "a character's number is \\u00E9 or \\u{1F600}")
      }
      return .one(named)
    case "1"..."9": throw Refusal(message: "what a group has matched ('\\\(scalar)') cannot be asked for again")
    default:
      guard !scalar.properties.isAlphabetic, !("0"..."9").contains(scalar) else {
        throw Refusal(message: "'\\\(scalar)' is not understood")
      }
      return .one(scalar)
    }
  }

  /// Reads a class, from after its `[`.
  private mutating func characterClass() throws(Refusal) -> Pattern.CharacterSet {
    var set = Pattern.CharacterSet(isNegated: take("^"))
    var isFirst = true
    while let scalar = next, scalar != "]" || isFirst {
      isFirst = false
      at += 1
      var low = scalar
      switch scalar {
      case "\\":
        let named = try escapedSet()
        guard named.ranges.count == 1, named.categories.isEmpty, !named.isNegated, let only = named.ranges.first,
          only.count == 1
        else {
          set.others.append(named)
          continue
        }
        low = Unicode.Scalar(only.lowerBound)!
      case "[": throw Refusal(message: "a '[' within a class is written '\\['")
      case "&" where next == "&", "-" where next == "-" && !set.ranges.isEmpty, "~" where next == "~":
        throw Refusal(message: "'\(scalar)\(scalar)' within a class is not understood; write '\\\(scalar)' for the character")
      default: break
      }
      guard next == "-", at + 1 < scalars.count, scalars[at + 1] != "]" else {
        set.ranges.append(low.value...low.value)
        continue
      }
      at += 1
      var high = scalars[at]
      at += 1
      if high == "\\" {
        let named = try escapedSet()
        guard named.ranges.count == 1, named.categories.isEmpty, let only = named.ranges.first, only.count == 1 else {
          throw Refusal(message: "a range ends with one character")
        }
        high = Unicode.Scalar(only.lowerBound)!
      }
      guard low <= high else { throw Refusal(message: "a range leads upwards: '\(low)-\(high)' does not") }
      set.ranges.append(low.value...high.value)
    }
    guard take("]") else { throw Refusal(message: "a '[' has no ']'") }
    return set
  }
}
