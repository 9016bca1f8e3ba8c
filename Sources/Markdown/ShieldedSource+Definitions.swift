import Text

extension ShieldedSource {
  /// The number of bytes that definitions may add to a text: each use of `[label]` copies the
  /// address and the title.
  ///
  /// The parser in use has no such limit (later versions do): 420 kB with one long definition used
  /// 100,000 times became a page of 2 GB.
  static let mostExpansion = 1 << 20

  /// Turns the most costly definitions into plain text until the others fit the limit.
  ///
  /// - Complexity: linear, except for finding the end of each definition (binary search) and for
  ///   sorting the labels.
  mutating func limitDefinitions() {
    let limit = Self.mostExpansion + bytes.count
    let labels = bracketed()
    var found = definitions(labels)
    let longest = found.values.reduce(0) { max($0, $1.length) }
    guard longest * labels.count > limit else { return }
    for label in labels { found[normalized(label)]?.uses += 1 }
    var total = found.values.reduce(0) { $0 + $1.cost }
    for label in found.values.sorted(by: { ($1.cost, $0.colons[0]) < ($0.cost, $1.colons[0]) }) where total > limit {
      total -= label.cost
      for colon in label.colons { shield(colon, Shield.inner(UInt8(ascii: ":"))) }
      costlyDefinitions.append(label.start - 1)
    }
  }

  private struct Label {
    var start = 0
    /// The length of the address and the title of the longest definition.
    var length = 0
    var uses = 0
    var colons: [Int] = []
    var cost: Int { length * uses }

    mutating func add(_ colon: Int, to end: Int) {
      colons.append(colon)
      length = max(length, end - colon)
    }
  }

  /// Returns everything that may be a label: text between brackets, without a bracket in it, of at
  /// most 1,000 bytes.
  private func bracketed() -> [Range<Int>] {
    var labels: [Range<Int>] = []
    var open: Int?
    var i = 0
    while i < bytes.count {
      switch bytes[i] {
      case UInt8(ascii: "\\"): i += 1
      case UInt8(ascii: "["): open = i + 1
      case UInt8(ascii: "]"):
        if let start = open, i - start <= 1_000 { labels.append(start..<i) }
        open = nil
      default: break
      }
      i += 1
    }
    return labels
  }

  /// Finds the definitions, by normalized label.
  private func definitions(_ labels: [Range<Int>]) -> [String: Label] {
    var found: [String: Label] = [:]
    let ends = Ends(bytes)
    for label in labels where label.upperBound + 1 < bytes.count && bytes[label.upperBound + 1] == UInt8(ascii: ":") {
      guard label.isEmpty || bytes[label.lowerBound] != UInt8(ascii: "^") else { continue }
      let colon = label.upperBound + 1
      found[normalized(label), default: Label(start: label.lowerBound)].add(colon, to: endOfDefinition(from: colon + 1, ends))
    }
    return found
  }

  /// The offset after the address and the title.
  private func endOfDefinition(from start: Int, _ ends: Ends) -> Int {
    func afterBlanks(_ offset: Int) -> Int {
      var i = offset
      while i < bytes.count, isBlank(at: i) { i += 1 }
      return i
    }
    var i = afterBlanks(start)
    guard i < bytes.count else { return i }
    i = bytes[i] == UInt8(ascii: "<") ? ends.next(UInt8(ascii: ">"), from: i) : ends.next(0x20, from: i)
    let title = afterBlanks(i)
    guard title < bytes.count, let close = Ends.closing[bytes[title]] else { return i }
    return ends.next(close, from: title + 1)
  }

  /// The offsets in a text at which an address or a title may end.
  private struct Ends {
    static let closing: [UInt8: UInt8] = [
      UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "'"): UInt8(ascii: "'"), UInt8(ascii: "("): UInt8(ascii: ")"),
    ]
    private var offsets: [UInt8: [Int]] = [:]
    private let end: Int

    init(_ bytes: [UInt8]) {
      end = bytes.count
      for (offset, byte) in bytes.enumerated() {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D: offsets[0x20, default: []].append(offset)
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ")"), UInt8(ascii: ">"):
          if offset > 0, bytes[offset - 1] != UInt8(ascii: "\\") { offsets[byte, default: []].append(offset) }
        default: break
        }
      }
    }

    func next(_ byte: UInt8, from start: Int) -> Int {
      let all = offsets[byte] ?? []
      let number = all.indices.partitionPoint { all[$0] >= start }
      return number < all.count ? all[number] + 1 : end
    }
  }

  /// Returns a label as labels are compared: without case, and with each run of blanks as one.
  private func normalized(_ range: Range<Int>) -> String {
    let words = bytes[range].split { $0 == 0x20 || (0x09...0x0D).contains($0) }
    return String(decoding: Array(words.joined(separator: [0x20])), as: UTF8.self).uppercased().lowercased()
  }
}
