import Knowledge

/// The last lines of `check`: what was looked for, what is not recognised, and who seems to be
/// named.
struct NamedPeopleList {
  private static let mostInAFile = 3
  private static let mostFiles = 10

  let named: [NamedPerson]
  /// True if nothing is left out.
  let isWhole: Bool

  init(_ named: [NamedPerson], isWhole: Bool) { (self.named, self.isWhole) = (named, isWhole) }

  var text: String {
    """
    Looked for: addresses for e-mail, telephone numbers, precise coordinates, numbers of papers, accounts, vehicles and files, \
    days of birth, exact ages, names on networks, details that together tell who somebody is, and what the files of \
    pictures and documents tell of places, devices and authors.
    Names of people are not recognised, and no text is safe because nothing was found in it: read it for both.

    """ + list
  }

  private var list: String {
    guard !named.isEmpty else { return "" }
    var (lines, paths, inFile) = ([String](), 0, 0)
    var last = ""
    for person in named {
      if person.path != last { (paths, inFile, last) = (paths + 1, 0, person.path) }
      inFile += 1
      guard isWhole || paths <= Self.mostFiles && inFile <= Self.mostInAFile else { continue }
      lines.append("  \(person.path):\(person.line): \(person.name) (\(person.cue))")
    }
    let rest = named.count - lines.count
    let more = rest == 0 ? "" : "  and \(rest) more in \(paths) \(paths == 1 ? "file" : "files") in all; --names lists them\n"
    return "Perhaps named, beside the word in brackets:\n" + lines.joined(separator: "\n") + "\n" + more
  }
}
