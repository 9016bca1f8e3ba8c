/// The names in an XMP packet (ISO 16684). Only names count, so the packet is read as a row of tags
/// and not as a tree: one that is cut off or badly nested tells as much.
enum XMP {
  static func traces(_ view: ByteView) -> Traces {
    var traces = Traces()
    // UTF-16 and UTF-32 have the same letters, with zeros between them.
    let text = ByteView(view.slice.contains(0) ? view.slice.filter { $0 != 0 } : Array(view.slice))
    var at = 0
    var tags = 0
    while let open = text.first(UInt8(ascii: "<"), from: at) {
      tags += 1
      at = read(tag: open + 1, of: text, &traces)
    }
    if tags == 0, !text.isPadding { traces.noteDevice("XMP that cannot be read") }
    return traces
  }

  /// Reads the name of a tag and the names of its attributes; returns the offset of its end.
  private static func read(tag start: Int, of text: ByteView, _ traces: inout Traces) -> Int {
    var at = start
    guard let first = text[at], isName(first) else { return text.first(UInt8(ascii: ">"), from: at) ?? text.count }
    note(name(text, &at), &traces)
    while let byte = text[at], byte != UInt8(ascii: ">") {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): at = (text.first(byte, from: at + 1) ?? text.count) + 1
      case _ where isName(byte): note(name(text, &at), &traces)
      default: at += 1
      }
    }
    return at
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
    default: "_-.:".utf8.contains(byte)
    }
  }

  private static func name(_ text: ByteView, _ at: inout Int) -> ByteView {
    let start = at
    while let byte = text[at], isName(byte) { at += 1 }
    return text.part(start, at - start)
  }

  private static func note(_ name: ByteView, _ traces: inout Traces) {
    let parts = name.part(0, 80).text.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, let prefix = parts.first.map(String.init), let local = parts.last.map(String.init) else { return }
    if ["xmlns", "xml", "rdf", "x"].contains(prefix) || harmless.contains(local) { return }
    if local.hasPrefix("GPS") || places.contains(local) {
      traces.notePlace("XMP \(String(name: name))")
    } else {
      traces.noteDevice("XMP \(String(name: name))")
    }
  }

  private static let places: Set<String> = [
    "City", "State", "Country", "CountryCode", "CountryName", "Location", "Sublocation", "ProvinceState", "LocationCreated",
    "LocationShown", "LocationId", "LocationName", "WorldRegion", "ContentLocationName", "ContentLocationCode",
  ]

  private static let harmless: Set<String> = [
    "Orientation", "XResolution", "YResolution", "ResolutionUnit", "ColorSpace", "PixelXDimension", "PixelYDimension",
    "ImageWidth", "ImageLength", "BitsPerSample", "SamplesPerPixel", "PhotometricInterpretation", "Compression",
    "PlanarConfiguration", "YCbCrPositioning", "YCbCrSubSampling", "ExifVersion", "FlashpixVersion", "ColorMode", "ICCProfile",
    "format", "GPSVersionID",
  ]
}
