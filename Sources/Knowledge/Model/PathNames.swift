/// Which names can be files and folders on every stick and every computer.
package enum PathNames {
  /// So long may a folder of the site be, and a view: a path has room for a language and a page's name as well.
  package static let longestFolder = 60
  /// With the slash behind it, 16 characters.
  package static let longestLanguage = 15

  /// True for what Windows keeps for devices, whatever follows a dot: `con`, `LPT1.txt`.
  package static func isDevice(_ name: some StringProtocol) -> Bool {
    let stem = name.prefix { $0 != "." }.lowercased()
    if ["con", "prn", "aux", "nul"].contains(stem) { return true }
    return stem.count == 4 && (stem.hasPrefix("com") || stem.hasPrefix("lpt")) && stem.last!.isNumber
  }
}
