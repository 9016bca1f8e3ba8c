/// The traces of people in a document, in words for a message: names of places in the
/// file, never their values.
package struct DocumentTraces: Equatable, Sendable {
  /// The authors and the programs.
  package internal(set) var author: [String] = []
  /// Earlier versions of the text, and comments on it.
  package internal(set) var history: [String] = []

  package var isEmpty: Bool { author.isEmpty && history.isEmpty }

  /// - Parameter bytes: A whole file.
  /// - Returns: nil if this is no PDF and no document of an Office program.
  package static func read(_ bytes: [UInt8]) -> DocumentTraces? {
    let view = ByteView(bytes)
    if view.part(0, 1_024).contains("%PDF-") { return PDFDocument.traces(view) }
    guard let zip = ZipFile(view) else { return nil }
    return OfficeDocument.traces(zip)
  }

  /// True if a file may be one, by its first bytes.
  package static func mayBe(_ head: [UInt8]) -> Bool {
    let view = ByteView(head)
    return view.contains("%PDF-") || view.has([0x50, 0x4B, 0x03, 0x04])
  }

  mutating func noteAuthor(_ name: String) { if !author.contains(name) { author.append(name) } }
  mutating func noteHistory(_ name: String) { if !history.contains(name) { history.append(name) } }
}
