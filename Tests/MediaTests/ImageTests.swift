import Foundation
import Testing

@testable import Media

struct ImageTests {
  @Test(arguments: [
    ("JPEG with EXIF", Samples.jpeg(Samples.exifSegment(Samples.phone)), "EXIF GPS latitude", "EXIF serial number"),
    ("JPEG with XMP", Samples.jpeg(Samples.xmpSegment(Samples.xmp)), "XMP photoshop:City", "XMP xmp:CreatorTool"),
    ("JPEG with IPTC", Samples.jpeg(Samples.iptcSegment(Samples.iptc)), "IPTC city", "IPTC by-line"),
    ("PNG with EXIF", Samples.png(Samples.chunk("eXIf", Samples.phone)), "EXIF GPS longitude", "EXIF maker"),
    (
      "PNG with EXIF behind the picture", Samples.png(behind: Samples.chunk("eXIf", Samples.phone)), "EXIF GPS longitude",
      "EXIF maker"
    ),
    (
      "PNG with EXIF as in JPEG", Samples.png(Samples.chunk("eXIf", Array("Exif\0\0".utf8) + Samples.phone)),
      "EXIF GPS longitude",
      "EXIF maker"
    ),
    (
      "PNG with XMP", Samples.png(Samples.chunk("iTXt", Array("XML:com.adobe.xmp\0\0\0\0\0".utf8) + Array(Samples.xmp.utf8))),
      "XMP exif:GPSLatitude", "XMP xmp:CreatorTool"
    ),
    (
      "PNG with compressed XMP",
      Samples.png(
        Samples.chunk("iTXt", Array("XML:com.adobe.xmp\0\u{1}\0\0\0".utf8) + Samples.stored(Array(Samples.xmp.utf8)))),
      "XMP exif:GPSLatitude", "XMP xmp:CreatorTool"
    ),
    (
      "PNG with a raw profile",
      Samples.png(
        Samples.chunk(
          "zTXt",
          Array("Raw profile type exif\0\0".utf8)
            + Samples.stored(
              Array("\nexif\n  99\n".utf8)
                + (Array("Exif\0\0".utf8) + Samples.phone).flatMap {
                  Array((($0 < 16 ? "0" : "") + String($0, radix: 16)).utf8)
                }))),
      "EXIF GPS latitude", "text 'Raw profile type exif'"
    ),
    ("WebP with EXIF", Samples.webP(Samples.riffChunk("EXIF", Samples.phone), flags: 0x08), "EXIF GPS latitude", "EXIF model"),
    (
      "WebP with XMP", Samples.webP(Samples.riffChunk("XMP ", Array(Samples.xmp.utf8)), flags: 0x04), "XMP photoshop:City",
      "XMP xmp:CreatorTool"
    ),
    ("GIF with XMP", Samples.gif(Samples.gifXMP), "XMP photoshop:City", "XMP xmp:CreatorTool"),
  ])
  func `where and by whom a picture was taken is found and taken out`(
    kind: String, bytes: [UInt8], place: String, device: String
  )
    throws
  {
    let image = try #require(Image(bytes))
    #expect(image.traces.place.contains(place), "\(kind): \(image.traces)")
    #expect(image.traces.device.contains(device), "\(kind): \(image.traces)")
    let cleaned = try #require(image.cleaned)
    let clean = try #require(Image(cleaned))
    #expect(clean.traces.isEmpty, "\(kind): \(clean.traces)")
    #expect(clean.cleaned == nil)
    #expect(clean.size?.width == image.size?.width && clean.size?.height == image.size?.height)
  }

  @Test(arguments: [
    ("JPEG comment", Samples.jpeg(Samples.segment(0xFE, Array("by Amina".utf8))), "comment"),
    ("JPEG with data behind it", Samples.jpeg(after: Samples.jpeg()), "data after the end of the picture"),
    ("JPEG of several pictures", Samples.jpeg(Samples.segment(0xE2, Array("MPF\0MM".utf8))), "segment APP2 'MPF'"),
    (
      "JPEG with a thumbnail in its head",
      [0xFF, 0xD8] + Samples.segment(0xE0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 72, 0, 72, 1, 1, 9, 9, 9]) + Samples.picture,
      "JFIF thumbnail"
    ),
    ("PNG text", Samples.png(Samples.chunk("tEXt", Array("Author\0Amina".utf8))), "text 'Author'"),
    ("PNG time", Samples.png(Samples.chunk("tIME", [7, 232, 5, 6, 7, 8, 9])), "time of the last change"),
    ("PNG with credentials", Samples.png(Samples.chunk("caBX", [1, 2])), "chunk caBX"),
    ("PNG with data behind it", Samples.png(after: [1, 2, 3]), "data after the end of the picture"),
    ("WebP with a chunk of its own", Samples.webP(Samples.riffChunk("ABCD", [1]), flags: 0), "chunk 'ABCD'"),
    ("WebP with data behind it", Samples.webP([], flags: 0, after: [1, 2]), "data after the end of the picture"),
    ("GIF comment", Samples.gif(Samples.gifComment), "comment"),
  ])
  func `whatever is not needed to show a picture is found and taken out`(kind: String, bytes: [UInt8], device: String) throws {
    let image = try #require(Image(bytes))
    #expect(image.traces.device == [device] && image.traces.place == [], "\(kind): \(image.traces)")
    let cleaned = try #require(image.cleaned)
    #expect(Image(cleaned)?.traces.isEmpty == true)
  }

  @Test(arguments: [
    ("JPEG", Samples.jpeg()), ("JPEG with a profile", Samples.jpeg(Samples.profile)),
    ("JPEG that is turned", Samples.jpeg(Samples.exifSegment(Samples.exif([.short(0x0112, 6), .short(0x0128, 2)])))),
    ("JPEG with a blank description", Samples.jpeg(Samples.exifSegment(Samples.exif([.text(0x010E, "        ")])))),
    (
      "JPEG with the version of GPS data",
      Samples.jpeg(Samples.exifSegment(Samples.exif([], gps: [Samples.Entry(tag: 0, kind: 1, count: 4, value: [2, 3, 0, 0])])))
    ),
    ("JPEG with zeros behind it", Samples.jpeg(after: [0, 0, 0])),
    ("PNG", Samples.png()), ("PNG with a resolution", Samples.png(Samples.chunk("pHYs", [0, 0, 1, 1, 0, 0, 1, 1, 1]))),
    ("WebP", Samples.webP([], flags: 0)), ("GIF", Samples.gif()),
    ("GIF that repeats", Samples.gif([0x21, 0xFF, 11] + Array("NETSCAPE2.0".utf8) + [3, 1, 0, 0, 0])),
  ])
  func `a picture without metadata is left alone`(kind: String, bytes: [UInt8]) throws {
    let image = try #require(Image(bytes))
    #expect(image.traces.isEmpty, "\(kind): \(image.traces)")
    #expect(image.cleaned == nil)
  }

  @Test func `the bytes of the picture and its profile stay, and EXIF data say the orientation alone`() throws {
    let turned = Samples.exif([.short(0x0112, 6)])
    let all =
      Samples.exifSegment(Samples.phone) + Samples.xmpSegment(Samples.xmp) + Samples.profile
      + Samples.iptcSegment(Samples.iptc)
    #expect(Image(Samples.jpeg(all))?.cleaned == Samples.jpeg(Samples.exifSegment(turned) + Samples.profile))
    #expect(
      Image(Samples.png(Samples.chunk("eXIf", Samples.phone)))?.cleaned == Samples.png(Samples.chunk("eXIf", turned)))
    let webP = Samples.webP(
      Samples.riffChunk("EXIF", Samples.phone) + Samples.riffChunk("XMP ", Array(Samples.xmp.utf8)), flags: 0x0C)
    #expect(Image(webP)?.cleaned == Samples.webP(Samples.riffChunk("EXIF", turned), flags: 0x08))
    let upright = Samples.webP(Samples.riffChunk("EXIF", Samples.exif([.text(0x010F, "Acme")])), flags: 0x08)
    #expect(Image(upright)?.cleaned == Samples.webP([], flags: 0))
    #expect(Image(Samples.gif(Samples.gifXMP + Samples.gifComment))?.cleaned == Samples.gif())
  }

  @Test(arguments: [
    ("JPEG", Samples.jpeg(Samples.exifSegment(Samples.exif([.short(0x0112, 8)]))), 8, 16),
    ("JPEG upside down", Samples.jpeg(Samples.exifSegment(Samples.exif([.short(0x0112, 3)]))), 16, 8),
    ("PNG", Samples.png(Samples.chunk("eXIf", Samples.exif([.short(0x0112, 5)]))), 1, 2),
    ("PNG upright", Samples.png(Samples.chunk("eXIf", Samples.exif([.short(0x0112, 1)]))), 2, 1),
  ])
  func `width and height are those of the picture as it is turned`(kind: String, bytes: [UInt8], width: Int, height: Int) {
    let size = Image(bytes)?.size
    #expect(size?.width == width && size?.height == height, "\(kind)")
  }

  @Test func `a WebP picture is not turned, since browsers do not turn it`() {
    var bytes = Samples.webP(Samples.riffChunk("EXIF", Samples.exif([.short(0x0112, 7)])), flags: 0x08)
    bytes[24] = 9
    #expect(Image(bytes)?.size?.width == 10)
  }

  @Test func `a picture in a drawing is looked into`() throws {
    let data = Data(Samples.jpeg(Samples.exifSegment(Samples.phone))).base64EncodedString(options: .lineLength76Characters)
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"data:image/jpeg;base64,\(data)\"/></svg>"
    #expect(SVGFile.traces(Array(drawing.utf8)).place.contains("EXIF GPS latitude"))
    let clean = Data(Samples.jpeg()).base64EncodedString()
    #expect(SVGFile.traces(Array("<svg><image href='data:image/jpeg;base64,\(clean)'/></svg>".utf8)).isEmpty)
    #expect(SVGFile.traces(Array("<svg>;base64,".utf8)).isEmpty)
  }

  private static func box(_ name: String, _ data: [UInt8]) -> [UInt8] {
    Samples.big(data.count + 8, 4) + Array(name.utf8) + data
  }

  @Test func `TIFF, HEIC and AVIF are told apart, and metadata in AVIF are found`() throws {
    func kind(_ bytes: [UInt8]) -> ImageKind? { Image(bytes)?.kind }
    let item = Self.box("infe", [2, 0, 0, 0, 0, 1, 0, 0] + Array("Exif".utf8) + [0])
    let avif = Self.box("ftyp", Array("avif".utf8) + [0, 0, 0, 0] + Array("mif1".utf8))
    #expect(kind(Array("II*\0".utf8) + [8, 0, 0, 0]) == .tiff)
    #expect(kind(Self.box("ftyp", Array("heic".utf8) + [0, 0, 0, 0] + Array("mif1".utf8))) == .heic)
    #expect(kind(Self.box("ftyp", Array("isom".utf8) + [0, 0, 0, 0] + Array("mp42".utf8))) == nil)
    #expect(Image(avif + Self.box("meta", [0, 0, 0, 0]))?.traces.isEmpty == true)
    #expect(Image(avif + Self.box("meta", [0, 0, 0, 0] + item))?.traces.device == ["AVIF EXIF"])
  }
}
