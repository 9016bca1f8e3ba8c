import Markdown

extension BodyLabels {
  /// Reads the words of the interface in one language, by key: `note`, `tip`, `important`,
  /// `warning`, `caution`, `footnotes`, `back_to_text`.
  package init(words: (String) -> String) {
    self.init(
      alerts: Dictionary(uniqueKeysWithValues: AlertKind.allCases.map { ($0, words($0.name)) }), footnotes: words("footnotes"),
      backToText: words("back_to_text"))
  }
}
