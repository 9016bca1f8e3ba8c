package import Text

/// A file of a publication.
package struct OutputFile: Sendable {
  /// The time at which a file is written. A reader may open any file of a folder while a build
  /// writes it, so a file comes after those that it needs.
  package enum Phase: Int, CaseIterable, Sendable {
    /// Style sheets, scripts, media, data, and the shards of the search index.
    case resource
    case page
    /// A file with a fixed name through which readers find others whose names follow their content.
    case entry
  }

  /// The source of a file's bytes. A publication is listed whole before any of it is made, so most
  /// sources are functions, called once when the file is written.
  package enum Content: Sendable {
    case bytes([UInt8])
    case stored(StoredBytes)
    /// Appends the bytes to a buffer.
    case made(@Sendable (_ bytes: inout [UInt8]) -> Void)
    /// Passes the bytes on in pieces, because together they may be too large for memory.
    case pieces(@Sendable (_ use: ([UInt8]) -> Void) -> Void)
    /// The file at a path outside the publication.
    case copy(of: String)
  }

  /// The path from the root of the publication.
  package var path: String
  package var phase: Phase
  package var content: Content

  package init(_ path: String, _ phase: Phase, _ content: Content) {
    self.path = path
    self.phase = phase
    self.content = content
  }

  /// Returns the bytes of the file; nil for a copy, whose bytes are elsewhere.
  package func bytes() -> [UInt8]? {
    switch content {
    case .bytes(let bytes): return bytes
    case .stored(let stored): return stored.all
    case .made(let make):
      var bytes: [UInt8] = []
      make(&bytes)
      return bytes
    case .pieces(let make):
      var bytes: [UInt8] = []
      make { bytes += $0 }
      return bytes
    case .copy: return nil
    }
  }
}
