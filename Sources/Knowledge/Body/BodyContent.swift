import Source

/// The long part of a compiled body: in memory, or put away.
///
/// Between the time when bodies are compiled and the time when their pages are written, they are the largest thing that a build
/// holds: 6 kB a case.
enum BodyContent: Sendable {
  /// The HTML, and after it the texts of all sections.
  case held([UInt8], htmlEnd: Int, sections: [Section])
  case away(Away)

  /// A piece of the plain text: where it ends in that, and what ``TextSection`` says of it besides.
  struct Section: Sendable {
    var heading: Int?
    var end: Int
    var named: [Int]
  }

  /// A class: a body is copied more often than it is read.
  final class Away: Sendable {
    let store: any ByteStore
    /// The HTML, and after it the texts of all sections.
    let range: Range<Int>
    let htmlEnd: Int
    let sections: [Section]

    init(store: any ByteStore, range: Range<Int>, htmlEnd: Int, sections: [Section]) {
      (self.store, self.range, self.htmlEnd, self.sections) = (store, range, htmlEnd, sections)
    }

    var html: [UInt8] { store.bytes(in: range.lowerBound..<htmlEnd) }

    var text: [TextSection] { BodyContent.text(store.bytes(in: htmlEnd..<range.upperBound)[...], sections) }
  }

  init(html: [UInt8], text: [UInt8], sections: [Section]) {
    // These were made with room to grow, and this may be kept until the last page is written.
    var bytes: [UInt8] = []
    bytes.reserveCapacity(html.count + text.count)
    bytes.append(contentsOf: html)
    bytes.append(contentsOf: text)
    self = .held(bytes, htmlEnd: html.count, sections: sections)
  }

  private static func text(_ bytes: ArraySlice<UInt8>, _ sections: [Section]) -> [TextSection] {
    var start = bytes.startIndex
    return sections.map { section in
      let end = bytes.startIndex + section.end
      defer { start = end }
      return TextSection(
        heading: section.heading, text: String(decoding: bytes[start..<end], as: UTF8.self), named: section.named)
    }
  }

  var html: [UInt8] {
    switch self {
    case .held(let bytes, let end, _): bytes.count == end ? bytes : Array(bytes[..<end])
    case .away(let away): away.html
    }
  }

  var text: [TextSection] {
    switch self {
    case .held(let bytes, let end, let sections): Self.text(bytes[end...], sections)
    case .away(let away): away.text
    }
  }

  var isEmpty: Bool {
    switch self {
    case .held(_, let end, _): end == 0
    case .away: false
    }
  }

  /// What is shorter is not worth the look-up.
  private static let least = 256

  func away(in store: some ByteStore) -> BodyContent {
    guard case .held(let bytes, let end, let sections) = self, end >= Self.least, let range = store.append(bytes) else {
      return self
    }
    return .away(Away(store: store, range: range, htmlEnd: range.lowerBound + end, sections: sections))
  }
}
