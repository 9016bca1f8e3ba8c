import Markdown
import Text

/// Finds texts that look like links, such as `![map](my map.png)`, but are none: their addresses
/// have blanks. Readers would see them as they are written.
enum UnreadLinks {
  /// - Parameter source: the text from which the document was parsed.
  static func findings(in document: Document, _ source: [UInt8], _ sourceMap: SourceMap) -> [Diagnostic] {
    document.nodes.filter { $0.kind == .text }.flatMap { node in
      findings(in: document, node.text.range, source, sourceMap)
    }
  }

  private static func findings(in document: Document, _ range: Range<Int>, _ source: [UInt8], _ sourceMap: SourceMap)
    -> [Diagnostic]
  {
    var findings: [Diagnostic] = []
    var i = range.lowerBound
    while true {
      i = document.text.span.extracting(..<range.upperBound).firstOffset(from: i) { $0.bytes(equalTo: UInt8(ascii: "]")) }
      guard i + 1 < range.upperBound else { return findings }
      defer { i += 1 }
      guard document.text[i + 1] == UInt8(ascii: "(") else { continue }
      let open = document.sourceOffset(ofText: i) + 2
      guard open <= source.count, source[open - 2] == UInt8(ascii: "]"), source[open - 1] == UInt8(ascii: "("),
        open < 3 || source[open - 3] != UInt8(ascii: "\\"), let close = close(from: open, in: source)
      else { continue }
      guard let address = address(open..<close, in: source) else { continue }
      let file = sourceMap.file(address.range)
      findings.append(
        sourceMap.finding(
          .warning, "unread-link", address.range,
          address.isSized
            ? "this is not a link, so readers see it as it is written: only a title in quotation marks may follow an address"
            : "this is not a link, so readers see it as it is written: put an address with blanks between < and >",
          edit: Edit(file, address.mended)))
    }
  }

  /// The offset of the parenthesis that closes the open one, or nil.
  private static func close(from start: Int, in source: [UInt8]) -> Int? {
    var depth = 0
    for i in start..<min(source.count, start + 500) {
      switch source[i] {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        if depth == 0 { return i }
        depth -= 1
      case 0x0A, 0x0D: return nil
      default: break
      }
    }
    return nil
  }

  /// The content of the parentheses: an address with blanks, without the title or the size after
  /// it.
  private static func address(_ range: Range<Int>, in source: [UInt8]) -> (range: Range<Int>, mended: String, isSized: Bool)? {
    let text = String(decoding: source[range], as: UTF8.self)
    guard text.contains(" "), !text.hasPrefix("<"), !text.hasPrefix(" ") else { return nil }
    if let size = text.firstMatch(of: /\ +=[0-9]*x?[0-9]*%?\ *$/), size.0.contains(/[0-9]/) {
      let address = String(text[..<size.range.lowerBound])
      return (range, address.contains(" ") ? "<\(address)>" : address, true)
    }
    let end = text.firstMatch(of: /\ +(".*"|'.*')\ *$/)?.range.lowerBound ?? text.endIndex
    let address = text[..<end]
    guard address.contains(" "), address.contains("."), !address.contains("<"), !address.contains(">") else { return nil }
    return (range.lowerBound..<range.lowerBound + address.utf8.count, "<\(address)>", false)
  }
}
