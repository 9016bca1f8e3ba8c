/// The kind of an image by its first bytes; its name may say something else.
package enum ImageKind: Sendable {
  case png, jpeg, gif, webP
  /// Kinds that hold a picture and metadata in boxes.
  case avif, heic
  /// TIFF, and the raw formats of cameras that are made like it.
  case tiff

  /// - Parameter head: The first bytes of a file; 64 are enough.
  package init?(_ head: [UInt8]) {
    let view = ByteView(head)
    if view.has([0x89, 0x50, 0x4E, 0x47]) {
      self = .png
    } else if view.has([0xFF, 0xD8]) {
      self = .jpeg
    } else if view.has("GIF8") {
      self = .gif
    } else if view.has("RIFF"), view.has("WEBP", at: 8) {
      self = .webP
    } else if view.has([0x49, 0x49, 0x2A, 0x00]) || view.has([0x4D, 0x4D, 0x00, 0x2A]) || view.has([0x4D, 0x4D, 0x00, 0x2B])
      || view.has([0x49, 0x49, 0x2B, 0x00])
    {
      self = .tiff
    } else if view.has("ftyp", at: 4), let kind = BoxFile.kind(view) {
      self = kind
    } else {
      return nil
    }
  }
}
