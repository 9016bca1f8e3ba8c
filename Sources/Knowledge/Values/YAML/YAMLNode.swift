import Text

/// A YAML value with the bytes it came from. Kinds of scalar are left open: a scalar's text is read by its field's kind.
package struct YAMLNode: Sendable {
  package enum Content: Sendable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    case mapping([YAMLEntry])
  }

  package var content: Content
  /// Byte offsets in the file.
  package var range: Range<Int>

  /// What a person would call it.
  package var kindName: String {
    switch content {
    case .scalar: "a single value"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  package var scalar: YAMLScalar? {
    if case .scalar(let scalar) = content { scalar } else { nil }
  }

  /// True for what YAML reads as nothing, and for a text of blanks alone: editors with forms write `""` for what was left blank.
  package var isNull: Bool {
    guard let scalar else { return false }
    return (scalar.isPlain && ["~", "null", "Null", "NULL"].contains(scalar.text)) || scalar.text.isBlank
  }

  /// Also true for entries that all say nothing: `{start: "", end: ""}`.
  var isUnwritten: Bool {
    guard case .mapping(let entries) = content, !entries.isEmpty else { return isNull }
    return entries.allSatisfy { $0.value.isUnwritten }
  }
}

extension String {
  /// Whether it has nothing that a reader would see.
  package var isBlank: Bool {
    if let first = utf8.first, first > 0x20, first < 0x7F { return false }
    return unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0.properties.isDefaultIgnorableCodePoint }
  }
}

package struct YAMLScalar: Sendable {
  package var text: String
  package var isPlain: Bool
  package var isBlock: Bool
}

package struct YAMLEntry: Sendable {
  package var key: String
  package var keyRange: Range<Int>
  package var value: YAMLNode
  /// The key stood there once more, with a value that is lost.
  package var isDuplicated = false
}
