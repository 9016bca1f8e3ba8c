import Text

/// The keys by which other tools hide a page and which have no meaning here: `draft: true`,
/// `published: false`.
///
/// The writer believes that the page is hidden. So no edition shows it, and a finding names the key
/// to use instead.
enum DraftKeys {
  /// The keys that hide a page if they are true.
  private static let hiding: Set<String> = ["draft", "private", "hidden", "unlisted", "unpublished", "secret", "internal"]
  /// The keys that hide a page if they are false.
  private static let showing: Set<String> = ["published", "publish", "public", "visible", "listed", "show"]

  /// True if an entry hides its page. A value that is neither true nor false hides nothing:
  /// `published: 2019-03-05`.
  static func hides(_ entry: YAMLEntry) -> Bool {
    let key = entry.key.lowercased()
    guard let text = (entry.value.scalar?.text).map({ Substring($0).trimmed.lowercased() }) else { return false }
    if hiding.contains(key) { return ["true", "yes", "on", "y", "1"].contains(text) }
    if showing.contains(key) { return ["false", "no", "off", "n", "0"].contains(text) }
    return false
  }
}
