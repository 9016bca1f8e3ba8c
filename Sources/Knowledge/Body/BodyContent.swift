import Source

/// The long part of a compiled body: in memory, or put away.
///
/// Between the time when bodies are compiled and the time when their pages are written, they are the largest thing that a build
/// holds: 6 kB a case.
enum BodyContent: Sendable {
  case held(html: [UInt8], text: [TextSection])
  case away(Away)

  /// A class: a body is copied more often than it is read.
  final class Away: Sendable {
    let store: any ByteStore
    /// The HTML, and after it the texts of all sections.
    let range: Range<Int>
    let htmlEnd: Int
    let sections: [Section]

    struct Section: Sendable {
      var heading: Int?
      var end: Int
      var named: [Int]
    }

    init(store: any ByteStore, range: Range<Int>, htmlEnd: Int, sections: [Section]) {
      (self.store, self.range, self.htmlEnd, self.sections) = (store, range, htmlEnd, sections)
    }

    var html: [UInt8] { store.bytes(in: range.lowerBound..<htmlEnd) }

    var text: [TextSection] {
      let bytes = store.bytes(in: htmlEnd..<range.upperBound)
      var start = 0
      return sections.map { section in
        defer { start = section.end }
        return TextSection(
          heading: section.heading, text: String(decoding: bytes[start..<section.end], as: UTF8.self), named: section.named)
      }
    }
  }

  var html: [UInt8] {
    switch self {
    case .held(let html, _): html
    case .away(let away): away.html
    }
  }

  var text: [TextSection] {
    switch self {
    case .held(_, let text): text
    case .away(let away): away.text
    }
  }

  var isEmpty: Bool {
    switch self {
    case .held(let html, _): html.isEmpty
    case .away: false
    }
  }

  /// What is shorter is not worth the look-up.
  private static let least = 256

  func away(in store: some ByteStore) -> BodyContent {
    guard case .held(var bytes, let text) = self, bytes.count >= Self.least else { return self }
    let htmlCount = bytes.count
    var sections: [Away.Section] = []
    sections.reserveCapacity(text.count)
    for section in text {
      bytes.append(contentsOf: section.text.utf8)
      sections.append(Away.Section(heading: section.heading, end: bytes.count - htmlCount, named: section.named))
    }
    guard let range = store.append(bytes) else { return self }
    return .away(Away(store: store, range: range, htmlEnd: range.lowerBound + htmlCount, sections: sections))
  }

  mutating func releaseText() { if case .held(let html, _) = self { self = .held(html: html, text: []) } }
}
