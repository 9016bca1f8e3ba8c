import Text

/// Reads texts for people: one for all languages, or one for each.
extension MappingReader {
  mutating func labels(_ key: String) -> Labels? {
    guard let node = node(key) else { return nil }
    return labels(node, key)
  }

  mutating func labels(_ node: YAMLNode, _ key: String) -> Labels {
    switch node.content {
    case .scalar(let scalar): return Labels(any: withoutComments(scalar.text, node.range))
    case .sequence:
      report("wrong-kind", node.range, "'\(key)' must be a text, or a text for each language: {en: …, fr: …}")
      return Labels()
    case .mapping(let entries):
      var labels = Labels()
      for entry in entries where !entry.value.isNull {
        guard let scalar = entry.value.scalar else {
          report("wrong-kind", entry.value.range, "'\(key)' in \(entry.key) is a text")
          continue
        }
        labels[entry.key] = withoutComments(scalar.text, entry.value.range)
      }
      return labels
    }
  }
}
