/// Files of boxes (ISO 14496-12): AVIF and HEIC.
enum BoxFile {
  private static let heic = ["heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1"]

  /// The kind by the brands in the first box; nil for film and sound.
  static func kind(_ view: ByteView) -> ImageKind? {
    let end = min(view.big(0, 4) ?? 0, view.count)
    let brands = ([8] + Array(stride(from: 16, to: max(16, end), by: 4))).map { view.part($0, 4).text }
    if brands.contains("avif") || brands.contains("avis") { return .avif }
    return brands.contains(where: heic.contains) ? .heic : nil
  }

  /// Says which metadata an AVIF has, by the kinds of its items (ISO 23008-12). Their data are not
  /// looked at.
  static func traces(_ view: ByteView) -> Traces {
    var traces = Traces()
    var at = 0
    while let size = view.big(at, 4) {
      let isLong = size == 1
      let length = size == 0 ? view.count - at : isLong ? (view.big(at + 8, 4) == 0 ? view.big(at + 12, 4) ?? 0 : .max) : size
      let box = view.part(at, length)
      switch view.part(at + 4, 4).text {
      case "meta": note(items: box, &traces)
      case "moov" where box.contains("udta") || box.contains("meta"): traces.noteDevice("AVIF metadata of a film")
      case "uuid", "udta": traces.noteDevice("AVIF metadata")
      default: break
      }
      guard length >= 8, length <= view.count - at else { break }
      at += length
    }
    return traces
  }

  private static func note(items box: ByteView, _ traces: inout Traces) {
    var at = 0
    while let offset = box.first("infe", from: at) {
      let kind = offset + (box[offset + 4] == 3 ? 14 : 12)
      if box.has("Exif", at: kind) { traces.noteDevice("AVIF EXIF") }
      if box.has("mime", at: kind) { traces.noteDevice("AVIF XMP") }
      at = offset + 4
    }
  }
}
