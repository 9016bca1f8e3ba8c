import Markdown
import Text

/// The markup of other tools in a body.
extension UnknownSyntax {
  init(in document: Document) {
    self.init()
    for (index, node) in document.nodes.enumerated() {
      if node.kind == .wikiLink, node.marks.contains(.embed), !BodyFile.isPicture(document.string(node.text)) {
        note(.embed, node.sourceRange)
      }
      guard node.kind == .text else { continue }
      // The marks of a container begin a line; a line of a program begins a paragraph.
      let begins = document.nodes[Int(node.parent)].kind == .paragraph && Int(node.parent) == index - 1
      scan(document.text, node.text.range, begins: begins) { document.sourceOffset(ofText: $0) }
    }
  }

  /// One finding for all markup, at the position of the first.
  func finding(in sourceMap: SourceMap) -> Diagnostic? {
    first.map { sourceMap.finding(.warning, "unknown-syntax", $0, message).grouped(Self.group(sourceMap.source.path)) }
  }
}

extension BodyFile {
  /// True if the extension of a file is that of a picture.
  static func isPicture(_ path: String) -> Bool {
    guard let dot = path.lastIndex(of: ".") else { return false }
    return ["png", "jpg", "jpeg", "gif", "webp", "svg", "avif"].contains(path[path.index(after: dot)...].lowercased())
  }
}
