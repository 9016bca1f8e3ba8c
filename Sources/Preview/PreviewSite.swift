/// A site that renders its pages on request.
package protocol PreviewSite: Sendable {
  /// Returns the page or file at a path such as `notes/x.html`, or nil if there is none.
  ///
  /// The path is decoded and stays within the site: it has no empty, hidden or `..` segment, no
  /// backslash and no control character, and it does not begin with a slash. The path of a folder
  /// names its `index.html`.
  func response(for path: String) async -> PreviewResponse?
}

package struct PreviewResponse: Sendable {
  package enum Content: Sendable {
    case bytes([UInt8])
    /// The path of a regular file on the disk.
    case file(String)
  }
  package var content: Content
  /// The HTTP status: 200, or the status of a page that reports an error.
  package var status: Int

  package init(_ content: Content, status: Int = 200) {
    self.content = content
    self.status = status
  }

  package static func bytes(_ bytes: [UInt8], status: Int = 200) -> Self { Self(.bytes(bytes), status: status) }
  package static func file(_ path: String) -> Self { Self(.file(path)) }
}
