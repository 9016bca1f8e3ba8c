import Templates
import Text

/// Loads templates from literals by their names, as if they stood in `Templates/`.
func load(_ files: KeyValuePairs<String, String>) -> (set: TemplateSet, findings: [Diagnostic]) {
  TemplateSet.load(
    files.map { name, text in
      (name: name + ".mustache", source: SourceText(path: "Templates/\(name).mustache", bytes: Array(text.utf8)))
    })
}

/// Returns the output of the first of `files`, or the findings if there are any.
func render(_ files: KeyValuePairs<String, String>, _ values: Values) -> String {
  let (set, loading) = load(files)
  let (template, compiling) = set.compile(files[0].key, for: values.shape)
  guard let template, loading.isEmpty, compiling.isEmpty else {
    return (loading + compiling).map(\.description).joined(separator: "\n")
  }
  var bytes: [UInt8] = []
  template.render(values, into: &bytes)
  return String(decoding: bytes, as: UTF8.self)
}

/// Returns the findings of loading all files and compiling the first, as a person reads them.
func findings(_ files: KeyValuePairs<String, String>, for shape: Shape) -> [String] {
  let (set, loading) = load(files)
  return (loading + set.compile(files[0].key, for: shape).findings).map(\.description)
}
