/// Rules for names that are valid for files and folders on every disk and every operating system.
package enum PathNames {
  /// The longest name of a folder or a view of the site, in bytes: it leaves room in a path for a
  /// language and a page's name.
  package static let longestFolder = 60
  /// The longest language tag; with the slash after it, it takes 16 characters.
  package static let longestLanguage = 15

  /// True for the names that Windows reserves for devices, with any extension: `con`, `LPT1.txt`.
  package static func isDevice(_ name: some StringProtocol) -> Bool {
    let stem = name.prefix { $0 != "." }.lowercased()
    if ["con", "prn", "aux", "nul"].contains(stem) { return true }
    return stem.count == 4 && (stem.hasPrefix("com") || stem.hasPrefix("lpt")) && stem.last!.isNumber
  }
}
