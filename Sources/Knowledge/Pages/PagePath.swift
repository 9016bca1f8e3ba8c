/// The type, name and language of a content file's records, from its path alone.
package struct PagePath: Hashable, Sendable {
  package enum Form: Hashable, Sendable { case markdown, list }
  package var type: Int
  /// The slug of a Markdown file, or the name of a list.
  package var name: String
  /// One of the settings' languages, in the settings' spelling.
  package var language: String?
  /// The part after the last dot, if it is a language that the knowledge base does not have:
  /// `x.de.md` is a translation into an undeclared language, and not a record named `x.de`.
  package var unknownLanguage: String?
  package var form: Form

  /// - Parameter path: relative to the content folder, such as `cases/x.fr.md`.
  /// - Returns: nil if the path is not a record's: a file in a folder of its own, a picture, a
  ///   vocabulary, or a note for people who browse the folder.
  package init?(path: String, model: Model, languages: [String]) {
    guard let slash = path.utf8.firstIndex(of: UInt8(ascii: "/")), let type = model.index(ofFolder: String(path[..<slash]))
    else { return nil }
    let file = path.utf8[path.utf8.index(after: slash)...]
    if file.contains(UInt8(ascii: "/")) { return nil }
    if file.suffix(3).elementsEqual(".md".utf8) {
      form = .markdown
      name = normalized(String(Substring(file.dropLast(3))))
    } else if file.suffix(5).elementsEqual(".yaml".utf8) {
      form = .list
      name = normalized(String(Substring(file.dropLast(5))))
    } else {
      return nil
    }
    self.type = type
    if let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex {
      let suffix = name[name.index(after: dot)...]
      if let language = languages.first(where: { LanguageTag.isSame($0, suffix) }) {
        self.language = language
        name = String(name[..<dot])
      } else if LanguageTag.isKnown(suffix) {
        unknownLanguage = String(suffix)
      }
    }
    if form == .markdown, Self.isReadMe(name) { return nil }
  }

  /// True for `README` and its translations, which are for people who browse the folder.
  package static func isReadMe(_ name: some StringProtocol) -> Bool { name.lowercased() == "readme" }
}
