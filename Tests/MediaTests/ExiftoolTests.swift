import Foundation
import Testing

@testable import Media

private let exiftool = ["/usr/bin/exiftool", "/usr/local/bin/exiftool"].first(where: FileManager.default.isExecutableFile)

/// The judge is exiftool, which reads all that this program reads and a hundred times more.
@Suite(.enabled(if: exiftool != nil, "exiftool is not installed: its judgement is left out"))
struct ExiftoolTests {
  /// Returns what exiftool says of a file: lines `[Group] Tag : value`.
  private func lines(_ bytes: [UInt8], _ ending: String, _ options: [String] = []) throws -> [String] {
    let path = FileManager.default.temporaryDirectory.appending(path: "casebook-\(UUID().uuidString).\(ending)").path
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: exiftool!)
    process.arguments = ["-G1", "-a", "-s"] + options + [path]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private static let turnedPNG = Samples.png(
    Samples.chunk("eXIf", Samples.phone) + Samples.chunk("tEXt", Array("Author\0Amina".utf8))
      + Samples.chunk("tIME", [7, 232, 5, 6, 7, 8, 9])
      + Samples.chunk("iTXt", Array("XML:com.adobe.xmp\0\0\0\0\0".utf8) + Array(Samples.xmp.utf8)))

  @Test(arguments: [
    (
      "jpg",
      Samples.jpeg(
        Samples.exifSegment(Samples.phone) + Samples.xmpSegment(Samples.xmp) + Samples.iptcSegment(Samples.iptc)
          + Samples.segment(0xFE, Array("by Amina".utf8)))
    ), ("png", turnedPNG),
    (
      "webp",
      Samples.webP(Samples.riffChunk("EXIF", Samples.phone) + Samples.riffChunk("XMP ", Array(Samples.xmp.utf8)), flags: 0x0C)
    ),
    ("gif", Samples.gif(Samples.gifXMP + Samples.gifComment)),
  ])
  func `exiftool finds metadata in a picture, and the orientation alone when it is cleaned`(ending: String, bytes: [UInt8])
    throws
  {
    let told = ["[IFD", "[ExifIFD", "[GPS", "[XMP", "[IPTC", "[Photoshop", "Comment", "Author", "ModifyDate", "City"]
    func metadata(_ bytes: [UInt8]) throws -> [String] {
      try lines(bytes, ending).filter { line in told.contains { line.contains($0) } && !line.contains("FileModifyDate") }
    }
    #expect(try metadata(bytes).count >= 4)
    let cleaned = try #require(Image(bytes)?.cleaned)
    let left = try metadata(cleaned)
    #expect(left.allSatisfy { $0.contains("Orientation") && $0.contains("Rotate 90 CW") }, "\(left)")
    #expect(left.count == (ending == "gif" ? 0 : 1), "\(left)")
    let all = try lines(cleaned, ending)
    #expect(!all.contains { $0.contains("Warning") || $0.contains("Error") }, "\(all)")
    #expect(all.first { $0.contains("ImageSize") } == (try lines(bytes, ending)).first { $0.contains("ImageSize") })
    let hash = ["-api", "requesttags=ImageDataMD5", "-ImageDataMD5"]
    #expect(try lines(cleaned, ending, hash) == lines(bytes, ending, hash))
  }

  @Test func `what exiftool itself writes is found and taken out`() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "casebook-\(UUID().uuidString).jpg").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(Samples.jpeg(Samples.profile)).write(to: URL(fileURLWithPath: path))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: exiftool!)
    process.arguments = [
      "-q", "-overwrite_original", "-Orientation#=8", "-GPSLatitude=2.5", "-GPSLongitude=28.7", "-GPSLatitudeRef=N",
      "-Make=Acme",
      "-SerialNumber=123", "-OwnerName=Amina", "-Artist=Amina", "-ImageUniqueID=abc", "-XMP-iptcExt:LocationShownCity=Bunia",
      "-XMP-dc:Creator=Amina", "-XMP-xmpMM:DocumentID=xyz", "-IPTC:By-line=Amina", "-IPTC:Sub-location=Market",
      "-Comment=by Amina", "-DateTimeOriginal=2024:01:02 03:04:05", path,
    ]
    try process.run()
    process.waitUntilExit()
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    let image = try #require(Image(bytes))
    #expect(
      image.traces.place.sorted() == [
        "EXIF GPS latitude", "EXIF GPS longitude", "IPTC sublocation", "XMP Iptc4xmpExt:City", "XMP Iptc4xmpExt:LocationShown",
      ])
    for name in [
      "EXIF maker", "EXIF serial number", "EXIF owner", "EXIF artist", "EXIF unique id", "EXIF date taken", "XMP dc:creator",
      "XMP xmpMM:DocumentID", "IPTC by-line", "comment",
    ] { #expect(image.traces.device.contains(name), "\(name) in \(image.traces)") }
    let cleaned = try #require(image.cleaned)
    #expect(cleaned == Samples.jpeg(Samples.exifSegment(Samples.exif([.short(0x0112, 8)])) + Samples.profile))
  }
}
