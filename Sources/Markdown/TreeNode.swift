internal import CCommonMark
import Text

/// A node in the library's memory, valid as long as its ``ParsedTree``. All reads from that memory
/// are in this file.
@safe struct TreeNode: Equatable {
  private let pointer: UnsafeMutablePointer<cmark_node>

  init(_ pointer: UnsafeMutablePointer<cmark_node>) { unsafe self.pointer = pointer }

  static func == (a: TreeNode, b: TreeNode) -> Bool { unsafe a.pointer == b.pointer }

  var type: UInt32 { UInt32(unsafe pointer.pointee.type) }
  var isInline: Bool { type & UInt32(CMARK_NODE_TYPE_MASK) == UInt32(CMARK_NODE_TYPE_INLINE) }
  var next: TreeNode? { unsafe pointer.pointee.next.map { unsafe TreeNode($0) } }
  var parent: TreeNode? { unsafe pointer.pointee.parent.map { unsafe TreeNode($0) } }
  var firstChild: TreeNode? { unsafe pointer.pointee.first_child.map { unsafe TreeNode($0) } }

  /// The lines and columns that the library counts, from 1; 0 if it does not know them.
  var startLine: Int { Int(unsafe pointer.pointee.start_line) }
  var startColumn: Int { Int(unsafe pointer.pointee.start_column) }
  var endLine: Int { Int(unsafe pointer.pointee.end_line) }
  var endColumn: Int { Int(unsafe pointer.pointee.end_column) }
  var internalOffset: Int { Int(unsafe pointer.pointee.internal_offset) }

  /// The text from which a block's inlines were made. They still point into it.
  var content: Chunk { unsafe Chunk(pointer.pointee.content.ptr, pointer.pointee.content.size) }
  var literal: Chunk { unsafe Chunk(ccommonmark_literal(pointer)) }
  var url: Chunk { unsafe Chunk(ccommonmark_url(pointer)) }
  var title: Chunk { unsafe Chunk(ccommonmark_title(pointer)) }
  var code: Chunk { unsafe Chunk(ccommonmark_code(pointer)) }
  var codeInfo: Chunk { unsafe Chunk(ccommonmark_code_info(pointer)) }
  var isFenced: Bool { unsafe ccommonmark_code_is_fenced(pointer) != 0 }
  var headingLevel: Int32 { unsafe ccommonmark_heading_level(pointer) }
  var isUnderlined: Bool { unsafe ccommonmark_heading_is_setext(pointer) != 0 }
  var isOrdered: Bool { unsafe ccommonmark_list_is_ordered(pointer) != 0 }
  var isTight: Bool { unsafe ccommonmark_list_is_tight(pointer) != 0 }
  var listStart: Int32 { unsafe ccommonmark_list_start(pointer) }
  var definitionUses: Int32 { unsafe ccommonmark_definition_uses(pointer) }
  var referenceUse: Int32 { unsafe ccommonmark_reference_use(pointer) }
  var definition: TreeNode? { unsafe pointer.pointee.parent_footnote_def.map { unsafe TreeNode($0) } }

  /// The alignment of a table's column: `l`, `c`, `r` or 0.
  func alignment(ofColumn column: Int) -> UInt8 {
    guard let alignments = unsafe cmark_gfm_extensions_get_table_alignments(pointer),
      column < Int(unsafe cmark_gfm_extensions_get_table_columns(pointer))
    else { return 0 }
    return unsafe alignments[column]
  }
}

/// Bytes in the library's memory, valid as long as their node.
@safe struct Chunk {
  private let base: UnsafePointer<UInt8>?
  let count: Int

  fileprivate init(_ chunk: cmark_chunk) { unsafe self.init(chunk.data, chunk.len) }

  fileprivate init(_ data: UnsafeMutablePointer<UInt8>?, _ count: Int32) {
    unsafe base = data.map { unsafe UnsafePointer($0) }
    unsafe self.count = data == nil ? 0 : Int(count)
  }

  static var empty: Chunk { unsafe Chunk(nil, 0) }

  /// The byte at an offset, or 0 outside.
  @inline(__always)
  subscript(_ offset: Int) -> UInt8 {
    guard offset >= 0, offset < count, let base = unsafe base else { return 0 }
    return unsafe base[offset]
  }

  func eachOffset(of byte: UInt8, _ use: (Int) -> Void) {
    guard let base = unsafe base else { return }
    let bytes = unsafe Span(_unsafeStart: base, count: count)
    var i = bytes.firstOffset(from: 0) { $0.bytes(equalTo: byte) }
    while i < count {
      use(i)
      i = bytes.firstOffset(from: i + 1) { $0.bytes(equalTo: byte) }
    }
  }

  /// The offset of these bytes in `whole`, if they are a part of it.
  func offset(in whole: Chunk) -> Int? {
    guard let base = unsafe base, let start = unsafe whole.base else { return nil }
    let distance = unsafe base - start
    return distance >= 0 && distance + count <= whole.count ? distance : nil
  }

  func append(to text: inout [UInt8]) {
    guard let base = unsafe base else { return }
    unsafe text.append(contentsOf: UnsafeBufferPointer(start: base, count: count))
  }

  /// The length of the entity that begins with the `&` at an offset, including the `&`, and the
  /// number of bytes that it decodes to.
  func entity(at offset: Int) -> (written: Int, decoded: Int)? {
    guard let base = unsafe base, offset + 1 < count else { return nil }
    var decoded: UInt64 = 0
    var decodedCount: Int32 = 0
    let written = unsafe withUnsafeMutableBytes(of: &decoded) { buffer in
      unsafe ccommonmark_entity(
        base + offset + 1, Int32(count - offset - 1), buffer.baseAddress!.assumingMemoryBound(to: UInt8.self), &decodedCount)
    }
    return written > 0 ? (Int(written) + 1, Int(decodedCount)) : nil
  }
}
