/// An image file: what it shows, and what it tells besides.
package struct Image: Sendable {
  package let kind: ImageKind
  /// Width and height as browsers show the picture, turned by its EXIF orientation.
  package let size: (width: Int, height: Int)?
  package let traces: Traces
  /// The file without its traces; nil if there are none, or if they cannot be taken out.
  private let parts: ImageParts?

  package init?(_ bytes: [UInt8]) {
    guard let kind = ImageKind(bytes) else { return nil }
    self.kind = kind
    let view = ByteView(bytes)
    let (parts, size): (ImageParts, (Int, Int)?)
    switch kind {
    case .jpeg: (parts, size) = JPEGFile.parts(view)
    case .png: (parts, size) = PNGFile.parts(view)
    case .webP: (parts, size) = WebPFile.parts(view)
    case .gif: (parts, size) = GIFFile.parts(view)
    case .avif, .heic, .tiff:
      self.size = nil
      self.parts = nil
      traces = kind == .avif ? BoxFile.traces(view) : Traces()
      return
    }
    // Chromium 156 and Firefox 153 turn JPEG and PNG, and show WebP as it is.
    let isTurned = kind != .webP && (parts.orientation.map { $0 >= 5 } ?? false)
    self.size = size.map { isTurned ? (width: $0.1, height: $0.0) : (width: $0.0, height: $0.1) }
    self.parts = parts
    traces = parts.traces
  }

  /// The file without its traces: every byte of the picture and of its colour profile as it was,
  /// and EXIF data that hold the orientation alone. nil if there is nothing to take out, or if this
  /// program cannot do it.
  package var cleaned: [UInt8]? {
    guard let parts, !parts.traces.isEmpty else { return nil }
    return kind == .webP ? WebPFile.completed(parts.cleaned) : parts.cleaned
  }
}
