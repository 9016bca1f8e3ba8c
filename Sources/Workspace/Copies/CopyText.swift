import Archives
import Text

/// The texts in the files of a copy, decoded. Each form has a function of its own.
enum CopyText {
  /// - Returns: the texts of a file: as it is, and as readers see it.
  static func texts(of path: String, _ bytes: [UInt8]) -> [[UInt8]] {
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    switch ending {
    case "html", "htm", "xhtml", "xml", "svg": return [bytes, withoutTags(bytes)]
    case "js" where path.hasPrefix("search/"): return shard(bytes)
    case "zip", "docx", "xlsx", "pptx", "odt", "ods", "odp", "epub": return archive(bytes)
    default: return [bytes]
    }
  }

  /// Marked-up text without its tags: `<b>Night</b> patrol` reads *Night patrol*.
  static func withoutTags(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var isInside = false
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "<"): isInside = true
      case UInt8(ascii: ">") where isInside: isInside = false
      default: if !isInside { text.append(byte) }
      }
    }
    return text
  }

  /// A script of the index. Its strings are texts, words that share their beginnings, or numbers in
  /// base64, which are left out: random letters are words by accident.
  static func shard(_ bytes: [UInt8]) -> [[UInt8]] {
    var texts: [[UInt8]] = []
    for string in strings(in: bytes) {
      if let words = sharedBeginnings(string) { texts.append(words) } else if isBase64(string) { continue }
      texts.append(string)
    }
    return texts
  }

  /// The contents between quotation marks, without these.
  private static func strings(in bytes: [UInt8]) -> [[UInt8]] {
    var found: [[UInt8]] = []
    var index = 0
    while let start = bytes[index...].firstIndex(of: UInt8(ascii: "\"")) {
      var end = start + 1
      while end < bytes.count, bytes[end] != UInt8(ascii: "\"") { end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1 }
      found.append(Array(bytes[start + 1..<min(end, bytes.count)]))
      index = min(end + 1, bytes.count)
    }
    return found
  }

  private static func isBase64(_ string: [UInt8]) -> Bool {
    string.count >= 32
      && string.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "+"), UInt8(ascii: "/"):
          true
        default: false
        }
      }
  }

  /// Words in order, each with the count of letters that it shares with the one before as a
  /// capital: `AbaseDment` is *base*, *basement*.
  private static func sharedBeginnings(_ string: [UInt8]) -> [UInt8]? {
    guard let first = string.first, first == UInt8(ascii: "A") else { return nil }
    var text: [UInt8] = []
    var last: [UInt16] = []
    var word: [UInt16] = []
    func end() {
      guard !word.isEmpty else { return }
      text.append(contentsOf: String(decoding: word, as: UTF16.self).utf8)
      text.append(UInt8(ascii: " "))
      last = word
    }
    for unit in String(decoding: string, as: UTF8.self).utf16 {
      if (0x41...0x5A).contains(unit) {
        end()
        guard Int(unit - 0x41) <= last.count else { return nil }
        word = Array(last.prefix(Int(unit - 0x41)))
      } else {
        word.append(unit)
      }
    }
    end()
    return text
  }

  /// The files in an archive, and their names.
  private static func archive(_ bytes: [UInt8]) -> [[UInt8]] {
    guard let reader = try? ZipReader(size: bytes.count, { Array(bytes[$0.clamped(to: 0..<bytes.count)]) }) else {
      return [bytes]
    }
    var texts: [[UInt8]] = []
    for entry in reader.entries {
      texts.append(Array(entry.path.utf8))
      guard let inner = try? reader.bytes(of: entry) else { continue }
      let isMarkup = entry.path.hasSuffix(".xml") || entry.path.hasSuffix("html")
      texts += isMarkup ? [inner, withoutTags(inner)] : [inner]
    }
    return texts
  }
}
