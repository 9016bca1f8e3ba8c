/// What a preview shows: a site that is rendered on request.
package protocol PreviewSite: Sendable {
  /// The page or file at a path such as `cases/x.html`, or nil where there is none.
  ///
  /// The path is decoded and stays within the site: it holds no empty, hidden or `..` segment, no backslash and no control
  /// character, and it never begins with a slash. A folder is asked for as its `index.html`.
  func response(for path: String) async -> PreviewResponse?
}

package struct PreviewResponse: Sendable {
  package enum Content: Sendable {
    case bytes([UInt8])
    /// A regular file on the disk, by its path.
    case file(String)
  }
  package var content: Content
  /// The HTTP status: 200, or that of a page that says what is wrong.
  package var status: Int

  package init(_ content: Content, status: Int = 200) {
    self.content = content
    self.status = status
  }

  package static func bytes(_ bytes: [UInt8], status: Int = 200) -> Self { Self(.bytes(bytes), status: status) }
  package static func file(_ path: String) -> Self { Self(.file(path)) }
}
