import Testing

@testable import Workspace

/// The width and height of an image are read from its first bytes, for each format that browsers
/// show.
struct ImageSizeTests {
  /// Returns bytes from a text with hexadecimal digits in angle brackets: `RIFF<00 01>`.
  private static func bytes(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    for part in text.split(separator: "<", omittingEmptySubsequences: false) {
      let halves = part.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
      if halves.count == 2 { bytes += halves[0].split(separator: " ").map { UInt8($0, radix: 16)! } }
      bytes += (halves.last ?? "").utf8
    }
    return bytes
  }

  private static let jpegFrame = "<FF C0 00 11 08 00 F0 01 40 03 01 11 00>"

  @Test(arguments: [
    ("PNG", "<89>PNG<0D 0A 1A 0A 00 00 00 0D>IHDR<00 00 01 40 00 00 00 F0 08 02>", 320, 240),
    ("PNG, large", "<89>PNG<0D 0A 1A 0A 00 00 00 0D>IHDR<00 01 00 02 00 00 03 04>", 65538, 772),
    ("GIF of 1987", "GIF87a<40 01 F0 00 00>", 320, 240), ("GIF of 1989", "GIF89a<01 00 02 00>", 1, 2),
    ("JPEG", "<FF D8>\(jpegFrame)", 320, 240),
    ("JPEG after other segments", "<FF D8 FF E0 00 04 01 02 FF DB 00 03 00>\(jpegFrame)", 320, 240),
    ("JPEG with filling bytes", "<FF D8 FF FF FF E0 00 02 FF FF>\(jpegFrame.replacing("<FF ", with: "<FF "))", 320, 240),
    ("JPEG, progressive", "<FF D8 FF C2 00 11 08 00 F0 01 40 03 01 11 00>", 320, 240),
    ("JPEG with tables before its frame", "<FF D8 FF C4 00 05 01 02 03>\(jpegFrame)", 320, 240),
    ("JPEG with a mark that has no length", "<FF D8 FF D0>\(jpegFrame)", 320, 240),
    (
      "WebP, lossy",
      "RIFF<00 00 00 00>WEBPVP8 <00 00 00 00 10 00 00 9D 01 2A 40 01 F0 00>", 320, 240
    ),
    (
      "WebP, lossy and scaled: the two highest bits are no part of the size",
      "RIFF<00 00 00 00>WEBPVP8 <00 00 00 00 10 00 00 9D 01 2A 40 41 F0 C0>", 320, 240
    ),
    ("WebP, lossless", "RIFF<00 00 00 00>WEBPVP8L<00 00 00 00 2F 3F C1 3B 10 00 00 00 00 00>", 320, 240),
    ("WebP, extended", "RIFF<00 00 00 00>WEBPVP8X<0A 00 00 00 00 00 00 00 3F 01 00 EF 00 00>", 320, 240),
  ])
  func `each kind of image says its size`(kind: String, text: String, width: Int, height: Int) {
    let size = ImageSize.read(Self.bytes(text))
    #expect(size?.width == width && size?.height == height, "\(kind): \(String(describing: size))")
  }

  @Test(arguments: [
    "", "GIF", "GIF89a<40 01 F0>", "<89>PNG<0D 0A 1A 0A 00 00 00 0D>IHDR<00 00 01>", "<FF D8>", "<FF D8 FF>",
    "<FF D8 FF C0 00 11 08>",
    "<FF D8 00 00 00 00 00 00 00 00 00 00>", "<FF D8 FF E0 FF FF 00 00 00 00 00 00 00>",
    "<FF D8 FF D9 FF D9 FF D9 FF D9 FF D9>",
    "RIFF<00 00 00 00>WEBPVP8 <00 00>", "RIFF<00 00 00 00>WAVEVP8 <00 00 00 00 10 00 00 9D 01 2A 40 01 F0 00>",
    "RIFF<00 00 00 00>WEBPABCD<00 00 00 00 10 00 00 9D 01 2A 40 01 F0 00>", "<svg width=\"3\" height=\"4\"/>",
    "BM<00 00 00 00>",
  ])
  func `what is cut short, damaged or of another kind has no size`(text: String) {
    #expect(ImageSize.read(text.hasPrefix("<svg") ? Array(text.utf8) : Self.bytes(text)) == nil)
  }

  @Test func `a frame that is cut at any byte is read or has no size, and nothing fails`() {
    for text in [
      "<FF D8 FF E0 00 04 01 02>\(Self.jpegFrame)", "RIFF<00 00 00 00>WEBPVP8L<00 00 00 00 2F 3F C1 3B 10 00 00 00 00 00>",
    ] {
      let whole = Self.bytes(text)
      for count in 0..<whole.count {
        if let size = ImageSize.read(Array(whole[..<count])) { #expect(size.width == 320 && size.height == 240) }
      }
    }
  }
}
