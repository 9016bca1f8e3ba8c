import Text

/// A YAML value with its byte range in the file. A scalar has no kind yet: its field's kind decides
/// how its text is read.
package struct YAMLNode: Sendable {
  package enum Content: Sendable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    case mapping([YAMLEntry])
  }

  package var content: Content
  /// The range of the value, in byte offsets in the file.
  package var range: Range<Int>

  /// The name of the kind of value, for messages.
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

  /// True for a value that YAML reads as null, and for a text of blanks: editors with forms write
  /// `""` for a field left blank.
  package var isNull: Bool {
    guard let scalar else { return false }
    return (scalar.isPlain && ["~", "null", "Null", "NULL"].contains(scalar.text)) || scalar.text.isBlank
  }

  /// True also for a mapping without any value: `{start: "", end: ""}`.
  var isUnwritten: Bool {
    guard case .mapping(let entries) = content, !entries.isEmpty else { return isNull }
    return entries.allSatisfy { $0.value.isUnwritten }
  }
}

extension String {
  /// True if a reader would see nothing of the value.
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
  /// True if the key occurs again in the mapping; the value of the repetition is lost.
  package var isDuplicated = false
}
