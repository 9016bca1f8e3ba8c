/// Takes out the elements that nothing is left of once the links in them have gone: an item or a
/// paragraph that held only a link to what the edition does not show would tell that something
/// stood there.
///
/// Reads only the offsets where something was left out, and keeps what an author wrote empty.
enum EmptiedElements {
  private static let kinds = ["p", "li", "em", "strong", "del", "ul", "ol", "blockquote"].map { Array($0.utf8) }

  /// - Parameter offsets: where something was left out, in order.
  static func remove(from bytes: inout [UInt8], at offsets: [Int]) {
    for offset in offsets.reversed() {
      var offset = min(offset, bytes.count)
      while let range = emptied(at: offset, in: bytes) {
        bytes.removeSubrange(range)
        offset = range.lowerBound
      }
    }
  }

  /// The element around an offset, if there is nothing in it.
  private static func emptied(at offset: Int, in bytes: [UInt8]) -> Range<Int>? {
    var end = offset
    while end < bytes.count, bytes[end] <= 0x20 { end += 1 }
    var start = offset
    while true {
      while start > 0, bytes[start - 1] <= 0x20 { start -= 1 }
      guard start > 0, bytes[start - 1] == UInt8(ascii: ">") else { return nil }
      let tag = bytes[..<(start - 1)].lastIndex(of: UInt8(ascii: "<")) ?? 0
      let name = bytes[(tag + 1)..<(start - 1)].prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") }
      start = tag
      // The box of a task has no words.
      if name.elementsEqual("input".utf8) { continue }
      let close = Array("</".utf8) + name + [UInt8(ascii: ">")]
      guard kinds.contains(Array(name)), bytes[end...].starts(with: close) else { return nil }
      end += close.count
      if end < bytes.count, bytes[end] == 0x0A { end += 1 }
      // The line break between the words of an item and a list below them.
      let isLast = bytes[end...].starts(with: "</li>".utf8)
      if isLast, start > 0, bytes[start - 1] == 0x0A, !endsBlock(bytes[..<(start - 1)]) { start -= 1 }
      return start..<end
    }
  }

  private static func endsBlock(_ bytes: ArraySlice<UInt8>) -> Bool {
    ["</p>", "</ul>", "</ol>", "</blockquote>", "</pre>", "</div>", "<li>"].contains {
      bytes.suffix($0.utf8.count).elementsEqual($0.utf8)
    }
  }
}
