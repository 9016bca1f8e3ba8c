/// The words that went and came between two versions of a text.
package struct WordDifference: Sendable {
  package enum Piece: Hashable, Sendable {
    case same(String)
    case old(String)
    case new(String)
  }

  /// In the order of the text. Where words were replaced, the old ones come first.
  package let pieces: [Piece]

  /// Compares words, whatever blanks follow them, by Myers' algorithm (Swift's
  /// `difference(from:)`). Texts of more than 4,000 words count as replaced between their common
  /// beginning and their common end: the algorithm takes the square of the number of differences.
  package init(_ old: String, _ new: String) {
    let (old, new) = (Self.words(old), Self.words(new))
    let start = zip(old, new).prefix { $0.word == $1.word }.count
    let end = zip(old[start...].reversed(), new[start...].reversed()).prefix { $0.word == $1.word }.count
    let (oldMiddle, newMiddle) = (Array(old[start..<old.count - end]), Array(new[start..<new.count - end]))
    var pieces = new[..<start].map { Piece.same($0.text) }
    pieces +=
      max(oldMiddle.count, newMiddle.count) > 4_000
      ? oldMiddle.map { .old($0.text) } + newMiddle.map { .new($0.text) } : Self.middle(oldMiddle, newMiddle)
    pieces += new[(new.count - end)...].map { Piece.same($0.text) }
    self.pieces = Self.joined(pieces)
  }

  /// The numbers of words that went and that came.
  package var counts: (old: Int, new: Int) {
    var counts = (old: 0, new: 0)
    for piece in pieces {
      switch piece {
      case .same: break
      case .old(let text): counts.old += Self.words(text).count
      case .new(let text): counts.new += Self.words(text).count
      }
    }
    return counts
  }

  private static func middle(_ old: [Word], _ new: [Word]) -> [Piece] {
    let difference = new.difference(from: old) { $0.word == $1.word }
    var removed = Set<Int>()
    var inserted = Set<Int>()
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var pieces: [Piece] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if i < old.count, removed.contains(i) {
        pieces.append(.old(old[i].text))
        i += 1
      } else if j < new.count, inserted.contains(j) {
        pieces.append(.new(new[j].text))
        j += 1
      } else {
        pieces.append(.same(new[j].text))
        (i, j) = (i + 1, j + 1)
      }
    }
    return pieces
  }

  /// Joins neighbours of one kind.
  private static func joined(_ pieces: [Piece]) -> [Piece] {
    var joined: [Piece] = []
    for piece in pieces {
      switch (joined.last, piece) {
      case (.same(let a), .same(let b)): joined[joined.count - 1] = .same(a + b)
      case (.old(let a), .old(let b)): joined[joined.count - 1] = .old(a + b)
      case (.new(let a), .new(let b)): joined[joined.count - 1] = .new(a + b)
      default: joined.append(piece)
      }
    }
    return joined
  }

  private struct Word {
    var word = ""
    var blanks = ""

    var text: String { word + blanks }
  }

  private static func words(_ text: String) -> [Word] {
    var words: [Word] = []
    var next = Word()
    for character in text {
      if character.isWhitespace {
        next.blanks.append(character)
      } else {
        if !next.blanks.isEmpty {
          words.append(next)
          next = Word()
        }
        next.word.append(character)
      }
    }
    if !next.text.isEmpty { words.append(next) }
    return words
  }
}
