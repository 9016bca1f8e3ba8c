/// The names of records, from which the first use of each in a body becomes a link.
///
/// It is a trie over the bytes of all names in lower case: one pass matches a text, however many
/// names there are. The longest name wins. A name must begin and end at word boundaries, except
/// in scripts that leave no blanks between words. A name without lower-case letters, such as an
/// acronym, matches only as it is written.
package struct AutolinkTable: Sendable {
  /// The ids as `type/slug`, in the order of the entries.
  let records: [String]
  private var trie = ByteTrie()
  /// One bit for each hash of four letters, set if a name begins with them: with 400 names, this
  /// saves a quarter of the time for matching. The hash 130 is 2 * 64 + 2, so it is bit 2 of
  /// word 2.
  private var beginnings = [UInt64](repeating: 0, count: 1024)
  private var candidates: [Candidate] = []

  private struct Candidate: Sendable {
    var record: Int32
    /// The only spelling that matches; nil if capitals do not matter.
    var exact: [UInt8]?
    /// The index of the next candidate whose name is equal in lower case, or -1.
    var next: Int32
  }

  /// If several records have the same name, the first record gets it.
  package init(entries: [(names: [String], record: String)]) {
    records = entries.map(\.record)
    for (record, entry) in entries.enumerated() {
      for name in entry.names { insert(name, Int32(record)) }
    }
  }

  package var isEmpty: Bool { candidates.isEmpty }

  private mutating func insert(_ name: String, _ record: Int32) {
    let bytes = Self.collapsed(name)
    guard !bytes.isEmpty else { return }
    let scalars = name.unicodeScalars
    let isExact = scalars.contains { $0.properties.isUppercase } && !scalars.contains { $0.properties.isLowercase }
    var folded: [UInt8] = []
    var i = 0
    while i < bytes.count {
      let scalar = Letters.scalar(in: bytes, at: i, end: bytes.count)
      let lower = Letters.folded(scalar.value)
      for byte in 0..<lower.count { folded.append(lower[byte]) }
      i += scalar.width
    }
    if let hash = Self.beginning(of: folded, at: 0, end: folded.count) {
      beginnings[hash >> 6] |= 1 << UInt64(hash & 63)
    }
    let node = trie.insert(folded)
    let number = Int32(candidates.count)
    candidates.append(Candidate(record: record, exact: isExact ? bytes : nil, next: -1))
    guard var last = trie.value(at: node) else { return trie.setValue(number, at: node) }
    while candidates[Int(last)].next >= 0 { last = candidates[Int(last)].next }
    candidates[Int(last)].next = number
  }

  /// The name with each row of blanks as one blank.
  private static func collapsed(_ name: String) -> [UInt8] {
    name.utf8.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }.reduce(into: []) { bytes, word in
      if !bytes.isEmpty { bytes.append(0x20) }
      bytes.append(contentsOf: word)
    }
  }

  /// Calls `body` with each name in a range of `text`, from left to right; the names do not
  /// overlap.
  ///
  /// - Complexity: linear in the length of the text, in the worst case times the length of the
  ///   longest name.
  func forEachMatch(in text: [UInt8], _ range: Range<Int>, _ body: (Range<Int>, Int32) -> Void) {
    let end = range.upperBound
    var i = range.lowerBound
    var before = Letters.Class.other
    while i < end {
      let byte = text[i]
      var width = 1
      let current: Letters.Class
      if byte < 0x80 {
        current = Letters.isASCIIWord(byte) ? .word : .other
      } else {
        let scalar = Letters.scalar(in: text, at: i, end: end)
        width = scalar.width
        current = Letters.class(of: scalar.value)
      }
      if current != .other, before != .word || current == .spaceless, mayBegin(text, at: i, end: end),
        let match = longest(in: text, from: i, to: end)
      {
        body(i..<match.end, match.record)
        before = match.last
        i = match.end
        continue
      }
      before = current
      i += width
    }
  }

  @inline(__always)
  private func mayBegin(_ text: [UInt8], at offset: Int, end: Int) -> Bool {
    guard let hash = Self.beginning(of: text, at: offset, end: end) else { return true }
    return beginnings[hash >> 6] & (1 << UInt64(hash & 63)) != 0
  }

  /// A hash below 65,536 of four ASCII letters in either case; nil if other characters are among
  /// them.
  @inline(__always)
  private static func beginning(of text: [UInt8], at offset: Int, end: Int) -> Int? {
    guard offset + 4 <= end else { return nil }
    var hash: UInt32 = 0
    for i in offset..<offset + 4 {
      let letter = (text[i] | 0x20) &- 0x61
      guard letter < 26 else { return nil }
      hash = hash << 5 | UInt32(letter)
    }
    return Int((hash &* 0x9E37_79B1) >> 16)
  }

  private func longest(in text: [UInt8], from start: Int, to end: Int) -> (end: Int, record: Int32, last: Letters.Class)? {
    var node = ByteTrie.root
    var i = start
    var best: (end: Int, record: Int32, last: Letters.Class)?
    while i < end {
      let byte = text[i]
      let last: Letters.Class
      if byte < 0x80 {
        if byte == 0x20 || byte == 0x0A || byte == 0x09 {
          guard let next = trie.child(of: node, 0x20) else { return best }
          node = next
          while i < end, text[i] == 0x20 || text[i] == 0x0A || text[i] == 0x09 { i += 1 }
          continue
        }
        let isCapital = byte >= 0x41 && byte <= 0x5A
        guard let next = trie.child(of: node, isCapital ? byte | 0x20 : byte) else { return best }
        node = next
        i += 1
        last = Letters.isASCIIWord(byte) ? .word : .other
      } else {
        let scalar = Letters.scalar(in: text, at: i, end: end)
        guard let next = step(from: node, scalar.value) else { return best }
        node = next
        i += scalar.width
        last = Letters.class(of: scalar.value)
      }
      if let first = trie.value(at: node), ends(last, in: text, at: i, end: end),
        let record = candidate(first, in: text, start..<i)
      {
        best = (i, record, last)
      }
    }
    return best
  }

  private func step(from node: Int32, _ scalar: UInt32) -> Int32? {
    let folded = Letters.folded(scalar)
    var node = node
    for byte in 0..<folded.count {
      guard let next = trie.child(of: node, folded[byte]) else { return nil }
      node = next
    }
    return node
  }

  /// True if a word whose last character is of class `last` ends at the offset.
  private func ends(_ last: Letters.Class, in text: [UInt8], at offset: Int, end: Int) -> Bool {
    guard last == .word, offset < end else { return true }
    if text[offset] < 0x80 { return !Letters.isASCIIWord(text[offset]) }
    return Letters.class(of: Letters.scalar(in: text, at: offset, end: end).value) != .word
  }

  private func candidate(_ first: Int32, in text: [UInt8], _ range: Range<Int>) -> Int32? {
    var number = first
    while number >= 0 {
      let candidate = candidates[Int(number)]
      if let exact = candidate.exact {
        if Self.isEqual(exact, text, range) { return candidate.record }
      } else {
        return candidate.record
      }
      number = candidate.next
    }
    return nil
  }

  /// True if the bytes are equal, with any row of blanks equal to one blank.
  private static func isEqual(_ exact: [UInt8], _ text: [UInt8], _ range: Range<Int>) -> Bool {
    var i = range.lowerBound
    for byte in exact {
      guard i < range.upperBound else { return false }
      if byte == 0x20 {
        let start = i
        while i < range.upperBound, text[i] == 0x20 || text[i] == 0x0A || text[i] == 0x09 { i += 1 }
        guard i > start else { return false }
      } else {
        guard text[i] == byte else { return false }
        i += 1
      }
    }
    return i == range.upperBound
  }
}
