import Text

/// The long parts of a compiled body, in memory or in a store.
///
/// They are the largest data of a build between the compilation of bodies and the writing of their
/// pages: 6 kB a case.
struct BodyContent: Sendable {
  private var storedHTML: StoredBytes
  /// The texts of all sections, concatenated.
  private var storedText: StoredBytes
  private var sections: [Section]

  /// A section of the plain text: the offset of its end, and the other parts of its
  /// ``TextSection``.
  struct Section: Sendable {
    var heading: Int?
    var end: Int
    var named: [Int]
  }

  init(html: [UInt8] = [], text: [UInt8] = [], sections: [Section] = []) {
    (storedHTML, storedText) = (.held(html), .held(text))
    self.sections = sections
  }

  var html: [UInt8] { storedHTML.all }

  var text: [TextSection] {
    let bytes = storedText.all
    var start = 0
    return sections.map { section in
      defer { start = section.end }
      return TextSection(
        heading: section.heading, text: String(decoding: bytes[start..<section.end], as: UTF8.self), named: section.named)
    }
  }

  var isEmpty: Bool { storedHTML.count == 0 }

  /// The least number of bytes to store: for shorter ones, the look-up costs more than it saves.
  private static let least = 256

  /// Moves long parts into the stores. Parts that stay in memory lose their spare capacity, since
  /// they may be kept until the last page is written.
  mutating func settle(html: (any ByteStore)?, text: (any ByteStore)?) {
    storedHTML = Self.settled(storedHTML, in: html)
    storedText = Self.settled(storedText, in: text)
  }

  private static func settled(_ stored: StoredBytes, in store: (any ByteStore)?) -> StoredBytes {
    guard case .held(let bytes) = stored else { return stored }
    return StoredBytes(bytes, in: bytes.count < least ? nil : store)
  }
}
