package import Text

/// The limits of a file. A file that exceeds one is a mistake or an attack, and is not read.
package enum Limits {
  package static let file = 1 << 20
  package static let frontMatter = 64 << 10
  /// In bytes.
  package static let title = 1_000
  /// The longest title that a link without words of its own shows, in bytes.
  package static let linkedTitle = 240
}

/// The front matter and the body of a Markdown file, as byte ranges.
struct FrontMatter {
  var yaml: Range<Int>
  var body: Range<Int>

  /// Splits a file at its `---` lines.
  static func split(_ source: SourceText) -> Result<FrontMatter, Refusal> {
    let bytes = source.bytes
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    func refuse(_ code: String, _ offset: Int, _ message: String) -> Result<FrontMatter, Refusal> {
      .failure(Refusal(finding: source.finding(.error, code, offset..<offset, message)))
    }
    if bytes[start...].allSatisfy({ $0 == 0x0A || $0 == 0x0D || $0 == 0x20 || $0 == 0x09 }) {
      return refuse("empty-file", 0, "the file is empty; a record begins with front matter between '---' lines")
    }
    var lines = Lines(bytes, from: start)
    let first = lines.next()!
    if isFence(bytes[first], UInt8(ascii: "+")) {
      return refuse("toml-front-matter", start, "front matter must be YAML between '---' lines, not TOML between '+++' lines")
    }
    guard isFence(bytes[first], UInt8(ascii: "-")) else {
      return refuse(
        "no-front-matter", start, "a record must begin with front matter: a line '---', the fields, and a line '---'")
    }
    let yamlStart = lines.position
    while let line = lines.next() {
      if isFence(bytes[line], UInt8(ascii: "-")) || isFence(bytes[line], UInt8(ascii: ".")) {
        if line.lowerBound - yamlStart > Limits.frontMatter {
          return refuse("front-matter-too-long", yamlStart, "front matter may be at most \(Limits.frontMatter / 1024) KiB long")
        }
        return .success(FrontMatter(yaml: yamlStart..<line.lowerBound, body: lines.position..<bytes.count))
      }
    }
    return refuse("unclosed-front-matter", start, "the front matter is never closed: write a line '---' after the last field")
  }

  struct Refusal: Error {
    var finding: Diagnostic
  }

  private static func isFence(_ line: ArraySlice<UInt8>, _ mark: UInt8) -> Bool {
    line.count >= 3 && line.prefix(3).allSatisfy { $0 == mark } && line.dropFirst(3).allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }
}

extension SourceText {
  /// Makes a text from a file's bytes, or returns the reason why they are not one: too large,
  /// UTF-16, not UTF-8, or with NUL.
  ///
  /// - Parameter size: the file's size, if `bytes` is only a part of it.
  package static func reading(_ bytes: [UInt8], path: String, size: Int? = nil) -> Result<SourceText, TextRefusal> {
    let text = SourceText(path: path, bytes: bytes)
    func refuse(_ code: String, _ offset: Int, _ message: String) -> Result<SourceText, TextRefusal> {
      .failure(TextRefusal(finding: text.finding(.error, code, offset..<offset, message)))
    }
    if bytes.count > Limits.file {
      let way = path.hasSuffix(".mustache") ? "Move parts of it into partials" : "Split it into several records"
      return refuse("file-too-large", 0, "a file may have at most 1 MiB; this one has \(size ?? bytes.count) bytes. \(way)")
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return refuse("utf-16", 0, "the file is UTF-16; save it as UTF-8")
    }
    // Most files are ASCII, and one pass proves it.
    let ascii = bytes.span.firstOffset(from: 0) { $0.zeroBytes | $0.bytesBeyondASCII }
    if ascii == bytes.count { return .success(text) }
    let offset = bytes.span.firstOffset(from: ascii) { $0.zeroBytes }
    if offset < bytes.count {
      let half = bytes.reduce(0) { $0 + ($1 == 0 ? 1 : 0) } * 3 > bytes.count
      return half
        ? refuse("utf-16", 0, "the file seems to be UTF-16; save it as UTF-8")
        : refuse("nul-byte", offset, "there is a NUL byte, which no text may contain; delete it and save the file as UTF-8")
    }
    if let offset = firstInvalidUTF8(bytes.span, from: ascii) {
      return refuse("invalid-utf8", offset, "this byte is not UTF-8; save the file as UTF-8")
    }
    return .success(text)
  }

  package struct TextRefusal: Error {
    package var finding: Diagnostic

    package init(finding: Diagnostic) { self.finding = finding }
  }
}

/// The offset of the first byte that is not well-formed UTF-8 (Unicode, table 3-7), or nil.
///
/// - Parameter start: the offset at which to begin; all bytes before it are ASCII.
private func firstInvalidUTF8(_ bytes: Swift.Span<UInt8>, from start: Int) -> Int? {
  var i = start
  let count = bytes.count
  while i < count {
    let byte = bytes[i]
    if byte < 0x80 {
      i = bytes.firstOffset(from: i + 1) { $0.bytesBeyondASCII }
      continue
    }
    let length: Int
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    switch byte {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, low) = (3, 0xA0)
    case 0xED: (length, high) = (3, 0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, low) = (4, 0x90)
    case 0xF4: (length, high) = (4, 0x8F)
    case 0xF1...0xF3: length = 4
    default: return i
    }
    guard i + length <= count, (low...high).contains(bytes[i + 1]) else { return i }
    for j in 2..<max(2, length) where bytes[i + j] & 0xC0 != 0x80 { return i }
    i += length
  }
  return nil
}
