/// Finds what makes a regular expression try for ever: a repeated group that holds a repeat, such as `(a+)+`. A text can then be
/// cut into repetitions in more ways than can be tried, and all are tried before it is found not to match.
///
/// A group that begins with a character of its own, such as `(-[a-z]+)*`, can be cut in one way only.
struct RunawayPattern {
  private struct Group {
    var start: Int
    var holdsRepeat = false
    var hasAlternatives = false
    /// The plain character that each repetition begins with.
    var beginning: Character?
    /// What else may match a character in it, as written.
    var atoms: [String] = []
    var isEmpty = true
  }

  private let pattern: [Character]
  private var position = 0
  private var open = [Group(start: 0)]
  /// The group, as written.
  private(set) var found: String?

  /// - Parameter pattern: a regular expression that can be read.
  init(in pattern: String) {
    self.pattern = Array(pattern)
    while found == nil, position < self.pattern.count { step() }
  }

  private mutating func step() {
    let start = position
    position += 1
    switch pattern[start] {
    case "(":
      skipGroupKind()
      open.append(Group(start: start))
    case ")": close()
    case "|": open[open.count - 1].hasAlternatives = true
    case "^", "$": break
    case "[":
      skipClass()
      add(String(pattern[start..<position]), plain: nil)
    case "\\":
      let escaped = position < pattern.count ? pattern[position] : "\\"
      position += 1
      if position < pattern.count, pattern[position] == "{", "pPxuN".contains(escaped) { skip(past: "}") }
      position = min(position, pattern.count)
      add(String(pattern[start..<position]), plain: escaped.isLetter || escaped.isNumber ? nil : escaped)
    case let character: add(String(character), plain: character == "." ? nil : character)
    }
  }

  private mutating func add(_ atom: String, plain: Character?) {
    let repeats = quantifier()
    let last = open.count - 1
    if open[last].isEmpty, let plain, repeats == nil {
      open[last].beginning = plain
    } else {
      open[last].atoms.append(atom)
    }
    open[last].isEmpty = false
    if let repeats, repeats.varies { open[last].holdsRepeat = true }
  }

  private mutating func close() {
    guard open.count > 1, let group = open.popLast() else { return }
    let repeats = quantifier()
    if let repeats, repeats.isMany, group.holdsRepeat, !hasItsOwnBeginning(group) {
      found = String(pattern[group.start..<position])
    }
    let last = open.count - 1
    open[last].isEmpty = false
    open[last].holdsRepeat = open[last].holdsRepeat || group.holdsRepeat || repeats?.varies == true
    open[last].atoms += group.atoms + (group.beginning.map { ["\\Q\($0)\\E"] } ?? [])
  }

  private func hasItsOwnBeginning(_ group: Group) -> Bool {
    guard let beginning = group.beginning, !group.hasAlternatives else { return false }
    return group.atoms.allSatisfy { atom in
      guard let regex = try? Regex(atom) else { return false }
      return [beginning.lowercased(), beginning.uppercased()].allSatisfy { (try? regex.firstMatch(in: $0)) == nil }
    }
  }

  /// Whether what stands before is there many times, and whether it may be there more than once and less often too.
  private mutating func quantifier() -> (isMany: Bool, varies: Bool)? {
    guard position < pattern.count else { return nil }
    var result: (isMany: Bool, varies: Bool)
    switch pattern[position] {
    case "*", "+": result = (true, true)
    case "?": result = (false, false)
    case "{":
      let start = position
      skip(past: "}")
      let bounds = pattern[(start + 1)..<max(start + 1, position - 1)].split(separator: ",", omittingEmptySubsequences: false)
        .map { Int(String($0)) }
      let most = bounds.count == 1 ? bounds[0] ?? 0 : bounds.last.flatMap { $0 } ?? .max
      result = (most > 1, bounds.count > 1 && most > 1 && bounds[0] != most)
      position -= 1
    default: return nil
    }
    position += 1
    if position < pattern.count, pattern[position] == "?" || pattern[position] == "+" { position += 1 }
    return result
  }

  /// `(?:`, `(?<name>` and the like; nothing of that matches a character.
  private mutating func skipGroupKind() {
    guard position < pattern.count, pattern[position] == "?" else { return }
    while position < pattern.count, !":=!>)#".contains(pattern[position]) { position += 1 }
    if position < pattern.count, pattern[position] != ")" { position += 1 }
  }

  private mutating func skipClass() {
    var depth = 1
    while position < pattern.count, depth > 0 {
      switch pattern[position] {
      case "\\": position += 1
      case "[": depth += 1
      case "]": depth -= 1
      default: break
      }
      position += 1
    }
    position = min(position, pattern.count)
  }

  private mutating func skip(past end: Character) {
    while position < pattern.count, pattern[position] != end { position += 1 }
    position = min(position + 1, pattern.count)
  }
}
