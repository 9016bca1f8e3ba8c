import Foundation

/// Looks for canary words in bytes, in every form in which an output may hold them.
enum CanarySearch {
  /// The beginning of each canary word. No language has a word with it.
  static let mark = "zqxv"

  /// - Returns: the forms in which the bytes hold a canary word; empty if they hold none.
  static func forms(in bytes: [UInt8]) -> [String] {
    var found: [String] = []
    let text = lowercased(bytes)
    if holds(text) { found.append("plain") }
    if holds(unescaped(text, "%", width: 2)) { found.append("percent-encoded") }
    if holds(unescaped(text, "\\u", width: 4)) { found.append("escaped in JSON") }
    if holds(unescaped(text, "\\x", width: 2)) { found.append("escaped in a script") }
    if holds(withoutEntities(text)) { found.append("entities") }
    if inBase64(bytes) { found.append("base64") }
    if bytes.starts(with: [0x1F, 0x8B]), let inner = try? gunzipped(bytes), holds(lowercased(inner)) { found.append("gzip") }
    if holds(text.filter { $0 != 0 }) { found.append("UTF-16") }
    return found
  }

  private static func holds(_ bytes: [UInt8]) -> Bool {
    let mark = Array(mark.utf8)
    guard bytes.count >= mark.count else { return false }
    var i = 0
    while let next = bytes[i...].firstIndex(of: mark[0]) {
      if bytes[next...].starts(with: mark) { return true }
      i = next + 1
    }
    return false
  }

  private static func lowercased(_ bytes: [UInt8]) -> [UInt8] { bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 } }

  /// Reads `%7a` or `\u007a` as the character that it stands for.
  private static func unescaped(_ bytes: [UInt8], _ mark: String, width: Int) -> [UInt8] {
    let mark = Array(mark.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var i = 0
    while i < bytes.count {
      let digits = i + mark.count
      if bytes[i] == mark[0], digits + width <= bytes.count, bytes[i..<digits].elementsEqual(mark),
        let code = UInt32(String(decoding: bytes[digits..<digits + width], as: UTF8.self), radix: 16), code < 0x80
      {
        result.append(UInt8(code))
        i = digits + width
      } else {
        result.append(bytes[i])
        i += 1
      }
    }
    return lowercased(result)
  }

  /// Reads `&#122;` and `&#x7a;` as the character that they stand for.
  private static func withoutEntities(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var i = 0
    while i < bytes.count {
      if bytes[i] == UInt8(ascii: "&"), let end = bytes[i...].prefix(10).firstIndex(of: UInt8(ascii: ";")), end > i + 2,
        bytes[i + 1] == UInt8(ascii: "#")
      {
        let digits = String(decoding: bytes[i + 2..<end], as: UTF8.self)
        let code = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        if let code, code < 0x80 {
          result.append(UInt8(code))
          i = end + 1
          continue
        }
      }
      result.append(bytes[i])
      i += 1
    }
    return lowercased(result)
  }

  /// True if a run of base64 holds the mark, small or capital, at any of the three alignments.
  private static func inBase64(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    return [mark, mark.capitalized, mark.uppercased()].contains { mark in
      (0..<3).contains { shift in
        let padded = Data(Array(repeating: 0x61, count: shift) + Array(mark.utf8) + [0x61, 0x61])
        // The characters that depend on the mark alone.
        let whole = Array(padded.base64EncodedString())
        let first = (shift * 8 + 5) / 6
        let last = (shift + mark.utf8.count) * 8 / 6
        return text.contains(String(whole[first..<last]))
      }
    }
  }

  /// What a file with a whole language holds compressed; nil if it holds nothing.
  static func payload(of html: [UInt8]) -> [UInt8]? {
    let text = String(decoding: html, as: UTF8.self)
    guard let start = text.range(of: "id=\"_payload\">"),
      let end = text.range(of: "<", range: start.upperBound..<text.endIndex),
      let deflated = Data(base64Encoded: String(text[start.upperBound..<end.lowerBound]))
    else { return nil }
    // The head of a gzip file, so that gunzip reads what follows; that it has no end is told apart.
    return try? gunzipped([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 255] + Array(deflated))
  }

  private static func gunzipped(_ bytes: [UInt8]) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/gunzip")
    let file = FileManager.default.temporaryDirectory.appending(path: "casebook-\(UUID().uuidString).gz")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    process.arguments = ["-c", file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let inner = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Array(inner)
  }
}
