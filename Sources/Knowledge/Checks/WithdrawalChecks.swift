package import Text

/// Finds mentions of withdrawn records in the texts of other records, and reports each.
package enum WithdrawalChecks {
  /// Finds plain mentions, by a title or by another name that has no other meaning.
  ///
  /// - Complexity: the length of all texts times the number of names; without withdrawn records, no
  ///   text is read.
  package static func mentions(in visible: EditionFilter.Visible, _ settings: Settings) -> [Diagnostic] {
    guard !visible.withdrawn.isEmpty else { return [] }
    let others = visible.records.filter { !settings.isWithdrawn($0.status) }
    let taken = Set(others.flatMap { $0.texts.flatMap { [$0.title] + $0.also.values.flatMap(\.self) } })
    let names = visible.withdrawn.flatMap { record in
      record.names.filter { isTelling($0) && !taken.contains($0) }.sorted().map { (id: record.id, bytes: Array($0.utf8)) }
    }
    return others.flatMap { record in
      record.texts.flatMap { text in
        names.flatMap { name in
          ranges(of: name.bytes, in: text.source.bytes, text.extent).map { Withdrawal.mention(of: name.id, text.source, $0) }
        }
      }
    }
  }

  /// True if a name is long enough to mean the record: a short word has other meanings too.
  private static func isTelling(_ name: String) -> Bool { name.utf8.count >= 8 || (name.contains(" ") && name.utf8.count >= 5) }

  private static func ranges(of name: [UInt8], in bytes: [UInt8], _ extent: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var i = extent.lowerBound
    let end = min(extent.upperBound, bytes.count)
    while i + name.count <= end {
      guard let first = bytes[i..<(end - name.count + 1)].firstIndex(of: name[0]) else { break }
      let range = first..<(first + name.count)
      if bytes[range].elementsEqual(name), !isLetter(range.lowerBound - 1, bytes), !isLetter(range.upperBound, bytes) {
        found.append(range)
      }
      i = first + 1
    }
    return found
  }

  private static func isLetter(_ offset: Int, _ bytes: [UInt8]) -> Bool {
    guard bytes.indices.contains(offset) else { return false }
    return bytes[offset] >= 0x80 || (0x61...0x7A).contains(bytes[offset] | 0x20) || (0x30...0x39).contains(bytes[offset])
  }
}
