import Media

/// Width and height of a picture as browsers show it. SVG scales, and so has none.
enum ImageSize {
  static func read(_ bytes: [UInt8]) -> (width: Int, height: Int)? { Image(bytes)?.size }

  /// Returns true if browsers show these bytes as a picture.
  static func isPicture(_ bytes: [UInt8], named name: String) -> Bool {
    if let image = Image(bytes) {
      switch image.kind {
      case .avif: return true
      case .heic, .tiff: return false
      case .png, .jpeg, .gif, .webP: return image.size.map { $0.width > 0 && $0.height > 0 } ?? false
      }
    }
    return name.lowercased().hasSuffix(".svg") && bytes.prefix(10_000).firstRange(of: Array("<svg".utf8)) != nil
  }
}
