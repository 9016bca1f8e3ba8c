import Testing

@testable import Media

/// Files that lie about themselves: nothing outside is read, nothing runs away, and what is cleaned
/// is clean.
struct DamageTests {
  static let wholes: [[UInt8]] = [
    Samples.jpeg(Samples.exifSegment(Samples.phone) + Samples.xmpSegment(Samples.xmp) + Samples.iptcSegment(Samples.iptc)),
    Samples.png(Samples.chunk("eXIf", Samples.phone) + Samples.chunk("zTXt", Array("a\0\0".utf8) + Samples.stored([1, 2]))),
    Samples.webP(Samples.riffChunk("EXIF", Samples.phone) + Samples.riffChunk("XMP ", Array(Samples.xmp.utf8)), flags: 0x0C),
    Samples.gif(Samples.gifXMP + Samples.gifComment),
  ]

  private func expectClean(_ bytes: [UInt8], _ location: SourceLocation = #_sourceLocation) {
    guard let image = Image(bytes) else { return }
    if image.traces.isEmpty { return }
    guard let cleaned = image.cleaned else { return }
    let traces = Image(cleaned)?.traces
    #expect(traces == nil || traces!.isEmpty, "\(image.traces) became \(traces!)", sourceLocation: location)
  }

  @Test func `a picture that is cut at any byte is cleaned`() {
    for whole in Self.wholes { for count in 0...whole.count { expectClean(Array(whole[..<count])) } }
  }

  @Test func `a picture with any bytes changed is cleaned`() {
    var state: UInt64 = 1
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    for whole in Self.wholes {
      for _ in 0..<3_000 {
        var bytes = whole
        for _ in 0...random(4) {
          let at = random(bytes.count)
          switch random(4) {
          case 0: bytes[at] = UInt8(random(256))
          case 1: bytes[at] = 0xFF
          case 2: bytes.removeSubrange(at..<min(bytes.count, at + random(20)))
          default: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + random(40))], at: random(bytes.count))
          }
          if bytes.isEmpty { break }
        }
        expectClean(bytes)
      }
    }
  }

  @Test func `directories that lead in circles end`() {
    var circle = Samples.exif([.text(0x010F, "A")])
    // The next directory is the first one.
    circle.replaceSubrange(22..<26, with: Samples.big(8, 4))
    #expect(EXIF(ByteView(circle)).traces.device.contains("EXIF maker"))
    // A directory that says that it has 65,535 entries.
    let many = Array("MM".utf8) + Samples.big(42, 2) + Samples.big(8, 4) + [0xFF, 0xFF] + [UInt8](repeating: 0, count: 800_000)
    #expect(EXIF(ByteView(many)).traces.device.contains("EXIF that cannot be read"))
  }

  @Test func `a hundred thousand parts end in time`() {
    let count = 100_000
    func repeated(_ part: [UInt8]) -> [UInt8] { Array(repeatElement(part, count: count).joined()) }
    let clock = ContinuousClock()
    let time = clock.measure {
      expectClean(Samples.jpeg(repeated(Samples.segment(0xFE, [65]))))
      expectClean(Samples.jpeg(repeated([0xFF])))
      expectClean(Samples.png(repeated(Samples.chunk("tEXt", [65, 0]))))
      expectClean(Samples.webP(repeated(Samples.riffChunk("XMP ", [65])), flags: 4))
      expectClean(Samples.gif(repeated(Samples.gifComment)))
      expectClean(Samples.jpeg(Samples.iptcSegment(repeated(Array("8BIM".utf8) + [4, 4, 0, 0, 0, 0, 0, 0]))))
    }
    #expect(time < .seconds(60))
  }
}
