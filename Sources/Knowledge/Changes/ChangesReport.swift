import Text

/// Writes changes for people and for programs.
package struct ChangesReport: Sendable {
  package enum Format: String, CaseIterable, Sendable { case text, markdown, json }

  private let changes: Changes

  package init(_ changes: Changes) { self.changes = changes }

  package func text(as format: Format) -> String {
    switch format {
    case .text: changes.all.isEmpty ? Self.nothing + "\n" : plain
    case .markdown: changes.all.isEmpty ? Self.nothing + "\n" : markdown
    case .json: json
    }
  }

  package static let nothing = "Nothing has changed."

  /// The number of changes and of records that they concern, as a sentence.
  package var summary: String {
    let count = changes.all.count
    let records = Set(changes.all.compactMap(\.record)).count
    return "\(count) \(count == 1 ? "change" : "changes") in \(records) \(records == 1 ? "record" : "records")."
  }

  private var plain: String {
    var text = summary + "\n"
    for (kind, changes) in changes.groups {
      text += "\n\(kind.heading)\n"
      for change in changes { text += "  \(change.path): \(change.message)\n" }
    }
    return text
  }

  private var markdown: String {
    var text = summary + "\n"
    for (kind, changes) in changes.groups {
      text += "\n### \(kind.heading)\n\n"
      for change in changes {
        text += "- **\(Self.escaped(change.title))** (`\(change.path)`): \(Self.escaped(change.message))\n"
      }
    }
    return text
  }

  /// The text with a backslash before each sign that Markdown or HTML could take for markup.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      if "\\`*_{}[]<>#|~&!@".contains(character) { escaped.append("\\") }
      escaped.append(character.isNewline ? " " : character)
    }
    return escaped
  }

  private var json: String {
    var json = JSONWriter()
    json.array {
      for change in changes.all {
        $0.object {
          $0.member("kind", change.kind.rawValue)
          for (name, value) in [
            ("record", change.record), ("title", change.title), ("path", change.path), ("field", change.field),
            ("language", change.language), ("old", change.old), ("new", change.new), ("message", change.message),
          ] {
            if let value { $0.member(name, value) }
          }
        }
      }
    }
    json.end()
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
