package import Text

/// Reads a YAML file of names and texts, such as the words of the interface.
package enum FlatMapping {
  package static func read(_ source: SourceText) -> ([(key: String, text: String)], [Diagnostic]) {
    let (node, findings) = YAMLReader.read(source, 0..<source.bytes.count)
    guard let node else { return ([], findings) }
    var reader = MappingReader(node, in: source, as: "this file")
    let pairs = reader.allEntries().compactMap { entry in reader.text(entry.key).map { (entry.key, $0) } }
    return (pairs, findings + reader.findings)
  }
}
