package import Text

extension TemplateSet {
  /// Compiles a template for one shape of values; names become numbered places now.
  ///
  /// A tag with a finding shows nothing, or shows text escaped, so what is compiled is safe to render in spite of findings.
  /// The template is nil only where there is none of that name.
  package func compile(
    _ name: String, for shape: Shape, leniency: Leniency = []
  ) -> (template: CompiledTemplate?, findings: [Diagnostic]) {
    guard let place = place(of: name) else {
      let missing = Diagnostic(
        .error, "unknown-template", path: name, "no template is named '\(name)'",
        suggestion: nearestName(to: name, among: names))
      return (nil, [missing])
    }
    let compiler = TemplateCompiler(self, main: place, shape: shape, leniency: leniency)
    return (CompiledTemplate(compiler.output), compiler.findings)
  }
}

/// What dynamic data needs, such as the cases of the Mustache specification. A site's templates are compiled strictly.
package struct Leniency: OptionSet, Sendable {
  package let rawValue: Int
  package init(rawValue: Int) { self.rawValue = rawValue }

  /// An unknown name is no finding: it shows nothing and is false.
  package static let unknownNamesAreEmpty = Leniency(rawValue: 1)
  /// `{{{name}}}` shows a text as it is.
  package static let rawTextIsAllowed = Leniency(rawValue: 2)
}
