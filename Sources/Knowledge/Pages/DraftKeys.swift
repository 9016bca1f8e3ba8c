import Text

/// Keys by which other tools keep a page back, and which say nothing here: `draft: true`, `published: false`.
///
/// Their writer believes that nobody sees the page. So it is in no edition, and a finding says what is written instead.
enum DraftKeys {
  /// Those that keep a page back when they are true.
  private static let hiding: Set<String> = ["draft", "private", "hidden", "unlisted", "unpublished", "secret", "internal"]
  /// Those that keep a page back when they are false.
  private static let showing: Set<String> = ["published", "publish", "public", "visible", "listed", "show"]

  /// Whether an entry keeps its page back. What is neither true nor false is no answer: `published: 2019-03-05`.
  static func hides(_ entry: YAMLEntry) -> Bool {
    let key = entry.key.lowercased()
    guard let text = (entry.value.scalar?.text).map({ Substring($0).trimmed.lowercased() }) else { return false }
    if hiding.contains(key) { return ["true", "yes", "on", "y", "1"].contains(text) }
    if showing.contains(key) { return ["false", "no", "off", "n", "0"].contains(text) }
    return false
  }
}
