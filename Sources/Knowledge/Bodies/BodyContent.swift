import Text

/// The long parts of a compiled body: in memory, or put away.
///
/// Between the time when bodies are compiled and the time when their pages are written, they are the largest thing that a build
/// holds: 6 kB a case.
struct BodyContent: Sendable {
  private var storedHTML: StoredBytes
  /// The texts of all sections, one after the other.
  private var storedText: StoredBytes
  private var sections: [Section]

  /// A piece of the plain text: where it ends in that, and what ``TextSection`` says of it besides.
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

  /// What is shorter is not worth the look-up.
  private static let least = 256

  /// Puts away what is long; what stays gives up its room to grow, since it may be kept until the last page is written.
  mutating func settle(html: (any ByteStore)?, text: (any ByteStore)?) {
    storedHTML = Self.settled(storedHTML, in: html)
    storedText = Self.settled(storedText, in: text)
  }

  private static func settled(_ stored: StoredBytes, in store: (any ByteStore)?) -> StoredBytes {
    guard case .held(let bytes) = stored else { return stored }
    return StoredBytes(bytes, in: bytes.count < least ? nil : store)
  }
}
