package import Text

/// All templates of a site, after parsing.
package struct TemplateSet: Sendable {
  let templates: [Template]
  private let indexes: [String: Int]

  /// Parses all files. The names are paths in the folder of templates: `page.mustache` or
  /// `partials/head.mustache`.
  ///
  /// A problem in a template never affects another template, and a tag with a finding counts as
  /// absent.
  package static func load(_ files: [(name: String, source: SourceText)]) -> (TemplateSet, [Diagnostic]) {
    var templates: [Template] = []
    var indexes: [String: Int] = [:]
    var findings: [Diagnostic] = []
    for file in files {
      let (template, found) = TemplateParser.parse(file.source)
      indexes[withoutExtension(file.name)] = templates.count
      templates.append(template)
      findings += found
    }
    let set = TemplateSet(templates: templates, indexes: indexes)
    for template in templates {
      for node in template.nodes where node.kind == .partial || node.kind == .parent {
        let name = template.name(node)
        guard set.index(ofPartial: name) == nil, !name.hasPrefix("*") else { continue }
        findings.append(
          template.source.finding(
            .error, "unknown-partial", node.range, "no template is named '\(name)'",
            suggestion: nearestName(to: name, among: set.partialNames)))
      }
    }
    return (set, findings.sorted())
  }

  /// The names of all templates, sorted, without their extension.
  package var names: [String] { indexes.keys.sorted { $0.precedesInBytes($1) } }

  func index(of name: String) -> Int? { indexes[Self.withoutExtension(name)] }

  /// The index of a partial: `{{>head}}` is `partials/head.mustache`, or `head.mustache` if that
  /// does not exist.
  func index(ofPartial name: String) -> Int? { index(of: "partials/" + name) ?? index(of: name) }

  private var partialNames: [String] { names.map { $0.hasPrefix("partials/") ? String($0.dropFirst(9)) : $0 } }

  private static func withoutExtension(_ name: String) -> String {
    name.hasSuffix(".mustache") ? String(name.dropLast(9)) : name
  }
}
