/// The form of a knowledge base's own style sheet in a book.
enum BookStyle {
  private static let dropped: Set<String> = ["direction", "unicode-bidi"]

  /// Drops the declarations that the style sheet of a book must not have: there, the direction of a
  /// text stands in the text itself. All else stays as it was written.
  static func sheet(_ bytes: [UInt8]) -> [UInt8] {
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      let end = bytes[at...].firstIndex { ";{}".utf8.contains($0) } ?? bytes.count
      let isDeclaration = end == bytes.count || bytes[end] != UInt8(ascii: "{")
      if !isDeclaration || !dropped.contains(name(ofDeclaration: bytes[at..<end])) {
        kept += bytes[at..<min(end + 1, bytes.count)]
      } else if end < bytes.count, bytes[end] == UInt8(ascii: "}") {
        kept.append(bytes[end])
      }
      at = end + 1
    }
    return kept
  }

  private static func name(ofDeclaration bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    let written = text.part(afterLast: "*/").prefix { $0 != ":" }
    return String(decoding: ThemeText.trimmed(Array(written.utf8)[...]), as: UTF8.self).lowercased()
  }
}

extension String {
  /// The part after the last mark, or the whole text if it has none.
  fileprivate func part(afterLast mark: String) -> Substring {
    ranges(of: mark).last.map { self[$0.upperBound...] } ?? self[...]
  }
}
