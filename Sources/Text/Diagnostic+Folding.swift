extension Diagnostic {
  /// Findings that are told as one, with a count and the first place: a folder of another tool has thousands of a kind.
  package struct Group: Hashable, Sendable {
    /// What they have in common.
    package var name: String
    /// What is said of all of them; `{n}` stands for their number.
    package var words: String
    /// So many are told one by one.
    package var least: Int

    package init(_ name: String, _ words: String, least: Int = 2) { (self.name, self.words, self.least) = (name, words, least) }
  }

  package func grouped(_ group: Group) -> Diagnostic {
    var finding = self
    finding.group = group
    return finding
  }

  /// So many findings with one code are told in one file.
  private static let mostInAFile = 5

  /// Findings for people: each group as one, and of one code in one file the first ones with the number of the rest.
  ///
  /// - Parameters:
  ///   - findings: sorted; so is what is returned.
  ///   - byFile: whether findings that are in no group are counted by file and code.
  package static func folded(_ findings: [Diagnostic], byFile: Bool = true) -> [Diagnostic] {
    var counts: [String: Int] = [:]
    for finding in findings { counts[finding.foldingName, default: 0] += 1 }
    var told: [String: Int] = [:]
    return findings.compactMap { finding in
      let name = finding.foldingName
      let (count, number) = (counts[name]!, told[name, default: 0])
      told[name] = number + 1
      if let group = finding.group {
        if count < group.least { return finding }
        guard number == 0 else { return nil }
        var first = finding
        first.message = group.words.replacing("{n}", with: "\(count)")
        first.suggestion = nil
        return first
      }
      guard byFile, count > mostInAFile else { return finding }
      guard number < mostInAFile else { return nil }
      guard number == mostInAFile - 1 else { return finding }
      var last = finding
      last.message += " (and \(count - mostInAFile) more in this file)"
      return last
    }
  }

  private var foldingName: String { group?.name ?? "\(code)\u{0}\(path)\u{0}\(severity)" }
}

extension String {
  /// A name with the article that English has before it: `an incident`, `a user`.
  package var withArticle: String { articleBefore + " " + self }

  package var articleBefore: String {
    let word = lowercased()
    let soundsLikeYou = ["uni", "use", "usu", "uti", "eu", "one", "once"].contains { word.hasPrefix($0) }
    let isVowel = word.first.map { "aeiou".contains($0) } ?? false
    let isSilent = ["hour", "honest", "honour", "heir"].contains { word.hasPrefix($0) }
    return ((isVowel && !soundsLikeYou) || isSilent ? "an" : "a")
  }
}
