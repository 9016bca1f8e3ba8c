package import Text

extension TemplateSet {
  /// Compiles a template for one shape of values. Names become the numbers of slots.
  ///
  /// A tag with a finding shows nothing, or shows its text escaped, so the result is safe to render
  /// in spite of findings. The template is nil only if no template has that name.
  package func compile(
    _ name: String, for shape: Shape, leniency: Leniency = []
  ) -> (template: CompiledTemplate?, findings: [Diagnostic]) {
    guard let index = index(of: name) else {
      let missing = Diagnostic(
        .error, "unknown-template", path: name, "no template is named '\(name)'",
        suggestion: nearestName(to: name, among: names))
      return (nil, [missing])
    }
    let compiler = TemplateCompiler(self, main: index, shape: shape, leniency: leniency)
    return (CompiledTemplate(compiler.output), compiler.findings)
  }
}

/// Exceptions for dynamic data, such as the cases of the Mustache specification. A site's templates
/// are compiled without them.
package struct Leniency: OptionSet, Sendable {
  package let rawValue: Int
  package init(rawValue: Int) { self.rawValue = rawValue }

  /// An unknown name is not a finding: it shows nothing and is false.
  package static let unknownNamesAreEmpty = Leniency(rawValue: 1)
  /// `{{{name}}}` shows a text without escaping it.
  package static let rawTextIsAllowed = Leniency(rawValue: 2)
}
