import Foundation

/// Small images that the tests make themselves.
enum Samples {
  // MARK: EXIF

  struct Entry {
    var tag: Int
    var kind: Int
    var count: Int
    var value: [UInt8]

    static func text(_ tag: Int, _ text: String) -> Entry {
      let bytes = Array(text.utf8) + [0]
      return Entry(tag: tag, kind: 2, count: bytes.count, value: bytes)
    }

    static func short(_ tag: Int, _ value: Int) -> Entry { Entry(tag: tag, kind: 3, count: 1, value: big(value, 2)) }

    static func rationals(_ tag: Int, _ values: [Int]) -> Entry {
      Entry(tag: tag, kind: 5, count: values.count, value: values.flatMap { big($0, 4) + big(1, 4) })
    }
  }

  static func big(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * (count - 1 - $0))) }
  }

  static func little(_ number: Int, _ count: Int) -> [UInt8] { big(number, count).reversed() }

  /// EXIF data in the order of bytes that has the highest first.
  static func exif(
    _ entries: [Entry], exif: [Entry] = [], gps: [Entry] = [], thumbnail: [UInt8]? = nil
  ) -> [UInt8] {
    var out = Array("MM".utf8) + big(42, 2) + big(8, 4)
    func directory(_ entries: [Entry], at start: Int, pointers: [(Int, Int)], next: Int) -> [UInt8] {
      let all = (entries + pointers.map { Entry(tag: $0, kind: 4, count: 1, value: big($1, 4)) }).sorted { $0.tag < $1.tag }
      var head = big(all.count, 2)
      var data: [UInt8] = []
      let end = start + 2 + 12 * all.count + 4
      for entry in all {
        head += big(entry.tag, 2) + big(entry.kind, 2) + big(entry.count, 4)
        if entry.value.count <= 4 {
          head += entry.value + [UInt8](repeating: 0, count: 4 - entry.value.count)
        } else {
          head += big(end + data.count, 4)
          data += entry.value
          if data.count % 2 == 1 { data.append(0) }
        }
      }
      return head + big(next, 4) + data
    }
    func size(_ entries: [Entry], _ pointers: Int) -> Int {
      directory(entries, at: 0, pointers: (0..<pointers).map { ($0, 0) }, next: 0).count
    }
    let count = (exif.isEmpty ? 0 : 1) + (gps.isEmpty ? 0 : 1)
    let exifAt = 8 + size(entries, count)
    let gpsAt = exifAt + (exif.isEmpty ? 0 : size(exif, 0))
    let thumbnailAt = gpsAt + (gps.isEmpty ? 0 : size(gps, 0))
    var pointers: [(Int, Int)] = []
    if !exif.isEmpty { pointers.append((0x8769, exifAt)) }
    if !gps.isEmpty { pointers.append((0x8825, gpsAt)) }
    out += directory(entries, at: 8, pointers: pointers, next: thumbnail == nil ? 0 : thumbnailAt)
    if !exif.isEmpty { out += directory(exif, at: exifAt, pointers: [], next: 0) }
    if !gps.isEmpty { out += directory(gps, at: gpsAt, pointers: [], next: 0) }
    if let thumbnail {
      let head = directory(
        [.short(0x0103, 6)], at: thumbnailAt, pointers: [(0x0201, thumbnailAt + 2 + 36 + 4), (0x0202, thumbnail.count)], next: 0
      )
      out += head + thumbnail
    }
    return out
  }

  static let gps: [Entry] = [
    .text(1, "N"), .rationals(2, [2, 30, 15]), .text(3, "E"), .rationals(4, [28, 45, 5]),
  ]

  /// As a phone writes it: turned, with a place, a maker, a date, a serial number and a thumbnail.
  static let phone = exif(
    [.text(0x010F, "Acme"), .text(0x0110, "Phone 3"), .short(0x0112, 6), .text(0x013B, "Amina")],
    exif: [.text(0x9003, "2024:05:06 07:08:09"), .text(0xA431, "SN123456")], gps: gps, thumbnail: jpeg())

  static let xmp = """
    <?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF \
    xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" \
    xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" \
    xmlns:xmp="http://ns.adobe.com/xap/1.0/" exif:GPSLatitude="2,30.25N" photoshop:City="Bunia"><xmp:CreatorTool>Paint</xmp:CreatorTool>\
    </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>
    """

  /// By-line, date and city, as news agencies write them.
  static var iptc: [UInt8] {
    func set(_ number: UInt8, _ text: String) -> [UInt8] { [0x1C, 2, number] + big(text.utf8.count, 2) + Array(text.utf8) }
    let data = [0x1C, 2, 0, 0, 2, 0, 4] + set(80, "Amina") + set(55, "20240506") + set(90, "Bunia")
    let padded = data.count % 2 == 1 ? data + [0] : data
    return Array("8BIM".utf8) + big(0x0404, 2) + [0, 0] + big(data.count, 4) + padded
  }

  // MARK: formats

  static func segment(_ marker: UInt8, _ data: [UInt8]) -> [UInt8] { [0xFF, marker] + big(data.count + 2, 2) + data }

  static func exifSegment(_ exif: [UInt8]) -> [UInt8] { segment(0xE1, Array("Exif\0\0".utf8) + exif) }
  static func xmpSegment(_ xmp: String) -> [UInt8] {
    segment(0xE1, Array("http://ns.adobe.com/xap/1.0/\0".utf8) + Array(xmp.utf8))
  }
  static func iptcSegment(_ iptc: [UInt8]) -> [UInt8] { segment(0xED, Array("Photoshop 3.0\0".utf8) + iptc) }

  static let jfif = segment(0xE0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 72, 0, 72, 0, 0])
  static let profile = segment(0xE2, Array("ICC_PROFILE\0".utf8) + [1, 1] + [UInt8](repeating: 7, count: 40))

  /// A grey picture of 16 by 8 points, baseline, that decoders show.
  static func jpeg(_ metadata: [UInt8] = [], after: [UInt8] = []) -> [UInt8] {
    [0xFF, 0xD8] + jfif + metadata + picture + after
  }

  /// From the first table to the end: the picture.
  static var picture: [UInt8] {
    segment(0xDB, [0] + [UInt8](repeating: 16, count: 64))
      + segment(0xC0, [8, 0, 8, 0, 16, 1, 1, 0x11, 0])
      + segment(0xC4, [0x00] + [1] + [UInt8](repeating: 0, count: 15) + [0])
      + segment(0xC4, [0x10] + [1] + [UInt8](repeating: 0, count: 15) + [0])
      + segment(0xDA, [1, 1, 0, 0, 63, 0]) + [0x0F, 0xFF, 0xD9]
  }

  static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    let named = Array(name.utf8) + data
    return big(data.count, 4) + named + big(Int(crc(named)), 4)
  }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }

  static let pngMark: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  static let pngHead = chunk("IHDR", big(2, 4) + big(1, 4) + [8, 0, 0, 0, 0])
  /// Two grey points, in a block of zlib that is stored as it is.
  static let pngData = chunk("IDAT", stored([0, 0x40, 0xC0]))
  static let pngEnd = chunk("IEND", [])

  /// Data in zlib's form without compression.
  static func stored(_ data: [UInt8]) -> [UInt8] {
    var (a, b) = (1, 0)
    for byte in data { (a, b) = ((a + Int(byte)) % 65_521, (b + a + Int(byte)) % 65_521) }
    return [0x78, 0x01, 0x01] + little(data.count, 2) + little(~data.count & 0xFFFF, 2) + data + big(b << 16 | a, 4)
  }

  static func png(_ before: [UInt8] = [], behind: [UInt8] = [], after: [UInt8] = []) -> [UInt8] {
    pngMark + pngHead + before + pngData + behind + pngEnd + after
  }

  static func riffChunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    Array(name.utf8) + little(data.count, 4) + data + (data.count % 2 == 1 ? [0] : [])
  }

  /// One point, lossless.
  static let webPPicture = riffChunk("VP8L", [0x2F, 0, 0, 0, 0x10, 0x07, 0x10, 0x11, 0x11, 0x88, 0x88, 0x08])

  static func webP(_ chunks: [UInt8], flags: UInt8, after: [UInt8] = []) -> [UInt8] {
    let head = riffChunk("VP8X", [flags, 0, 0, 0] + little(0, 3) + little(0, 3))
    let body = Array("WEBP".utf8) + head + webPPicture + chunks
    return Array("RIFF".utf8) + little(body.count, 4) + body + after
  }

  static func gif(_ extensions: [UInt8] = []) -> [UInt8] {
    Array("GIF89a".utf8) + [1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255] + extensions + gifPicture
  }

  static let gifPicture: [UInt8] = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B]

  static let gifComment: [UInt8] = [0x21, 0xFE, 5] + Array("Amina".utf8) + [0]

  static var gifXMP: [UInt8] {
    [0x21, 0xFF, 11] + Array("XMP DataXMP".utf8) + Array(xmp.utf8) + [1] + (0...255).reversed().map { UInt8($0) } + [0]
  }
}
