internal import CCommonMark
import Synchronization

/// Registers the library's extensions and sets their shared state, once: Swift runs the initializer
/// of a global exactly once.
private let settled: Void = {
  cmark_gfm_core_extensions_ensure_registered()
  ccommonmark_settle_autolinks()
}()

/// A lock for the last step of parsing a text that contains a `~`.
///
/// The strikethrough extension writes the entries for `~` in the library's tables of special
/// characters at the beginning and at the end of that step. Nothing else writes to these tables,
/// and a text without a `~` never reads the entries, so only texts with one wait for each other.
/// (With the extensions strikethrough and `autolink` attached as the library does it, four threads
/// got 7,190 of 16,000 parses wrong; see `ccommonmark_settle_autolinks` for the latter.)
private let tildes = Mutex(())

/// A parsed document in the library's memory. It is freed when this value goes out of scope, by a
/// loop without recursion, so that depth does not matter.
@safe struct ParsedTree: ~Copyable {
  private let pointer: UnsafeMutablePointer<cmark_node>

  var root: TreeNode { unsafe TreeNode(pointer) }

  init(_ source: borrowing ShieldedSource) {
    _ = settled
    // The option for footnotes costs two passes over all nodes, even if there are no footnotes.
    let parser = unsafe cmark_parser_new(source.hasFootnotes ? CMARK_OPT_FOOTNOTES : CMARK_OPT_DEFAULT)!
    defer { unsafe cmark_parser_free(parser) }
    unsafe cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"))
    unsafe cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("autolink"))
    if source.hasTildes {
      unsafe cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("strikethrough"))
    }
    unsafe source.bytes.withUnsafeBytes { bytes in
      guard unsafe !bytes.isEmpty else { return }
      unsafe cmark_parser_feed(parser, bytes.bindMemory(to: CChar.self).baseAddress, bytes.count)
    }
    if source.hasTildes {
      unsafe pointer = Self.finishInTurn(parser)
    } else {
      unsafe pointer = cmark_parser_finish(parser)!
    }
  }

  deinit { unsafe cmark_node_free(pointer) }
}

extension ParsedTree {
  private static func finishInTurn(_ parser: OpaquePointer) -> UnsafeMutablePointer<cmark_node> {
    var finished: UnsafeMutablePointer<cmark_node>?
    tildes.withLock { _ in unsafe finished = cmark_parser_finish(parser) }
    return unsafe finished!
  }
}
