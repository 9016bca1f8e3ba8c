extension Diagnostic {
  /// Findings that are reported as one, with a count and the first position: a folder of another
  /// tool can have thousands of the same kind.
  package struct Group: Hashable, Sendable {
    /// The name of the group, equal for all findings in it.
    package var name: String
    /// The message for the whole group; `{n}` is replaced by the number of findings.
    package var words: String
    /// The smallest number of findings that is folded; fewer are reported one by one.
    package var least: Int

    package init(_ name: String, _ words: String, least: Int = 2) { (self.name, self.words, self.least) = (name, words, least) }
  }

  package func grouped(_ group: Group) -> Diagnostic {
    var finding = self
    finding.group = group
    return finding
  }

  /// The number of findings with one code that are reported for one file.
  private static let mostInAFile = 5

  /// Shortens findings for people: each group becomes one finding, and of one code in one file only
  /// the first ones remain, with the number of the others.
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
  /// The name after its English article: `an incident`, `a user`.
  package var withArticle: String { articleBefore + " " + self }

  package var articleBefore: String {
    let word = lowercased()
    let soundsLikeYou = ["uni", "use", "usu", "uti", "eu", "one", "once"].contains { word.hasPrefix($0) }
    let isVowel = word.first.map { "aeiou".contains($0) } ?? false
    let isSilent = ["hour", "honest", "honour", "heir"].contains { word.hasPrefix($0) }
    return ((isVowel && !soundsLikeYou) || isSilent ? "an" : "a")
  }
}
