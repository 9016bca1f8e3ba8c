import Foundation
import Knowledge
import Publication
import Text

/// The further titles by which readers find a record in the box of Kiwix: one that begins with each
/// word of its title, and one with each of its other names.
///
/// The rest of the text follows the word, so that readers can type on: *armed groups … Negotiating
/// with* is found by *armed gr*. Kiwix compares bytes. So each title stands there with a small and
/// with a capital letter, and once more if its first word has accents.
struct KiwixTitles {
  private let language: String
  /// Short words that are in every other text.
  private let common: Set<String>

  /// The longest title in characters: a book has as many titles as words, and Kiwix shows a line.
  private static let longest = 48
  private static let mostWords = 40

  init(_ site: Site, language: String) {
    self.language = language
    common = Self.commonWords(site, language)
  }

  /// Returns each title once.
  func titles(of record: Record) -> [String] {
    let text = record.bestText(in: language)
    var seen = [text.title.cut(to: Self.longest)] as Set
    var titles: [String] = []
    func add(_ rest: Substring, _ more: String) {
      let word = String(rest.prefix { $0.isPartOfWord })
      for form in forms(of: word) {
        let title = (form + rest.dropFirst(word.count) + more).cut(to: Self.longest)
        if seen.insert(title).inserted { titles.append(title) }
      }
    }
    for start in starts(text.title) {
      let before = text.title[..<start].trimming
      add(text.title[start...], before.isEmpty ? "" : " … " + before)
    }
    for name in names(record) {
      if let start = name.firstIndex(where: \.isPartOfWord) { add(name[start...], " — " + text.title) }
    }
    return titles
  }

  /// The names of a record in the language, and the acronyms in all languages: people use those of
  /// another language in their own.
  private func names(_ record: Record) -> [String] {
    let names = record.texts.flatMap { $0.also.sorted { $0.key < $1.key } }
    let own = names.filter { ["", language].contains($0.key) }.flatMap(\.value)
    return own + names.flatMap(\.value).filter { $0 == $0.uppercased() && $0 != $0.lowercased() }
  }

  /// The positions of words that somebody may look for.
  private func starts(_ text: String) -> [String.Index] {
    var starts: [String.Index] = []
    var position = text.startIndex
    while position < text.endIndex, starts.count < Self.mostWords {
      guard text[position].isPartOfWord else {
        position = text.index(after: position)
        continue
      }
      let word = text[position...].prefix { $0.isPartOfWord }
      if word.unicodeScalars.contains(where: \.isWrittenWithoutSpaces) {
        // Only readers of the language know the beginnings of words, so each character may be one.
        starts += word.indices.prefix(Self.mostWords - starts.count)
      } else if !common.contains(String(word)), word.count > 1 || !Self.isSmall(word) {
        starts.append(position)
      }
      position = word.endIndex
    }
    return starts
  }

  /// The forms in which somebody may type a word: as it is written, small, with a capital unless it
  /// is an acronym, and without accents.
  private func forms(of word: String) -> [String] {
    let small = word.lowercased()
    let plain = small.folding(options: .diacriticInsensitive, locale: nil)
    var forms = [word, small]
    if word != word.uppercased() { forms.append(small.prefix(1).uppercased() + small.dropFirst()) }
    if plain.utf8.allSatisfy({ $0 < 0x80 }) { forms.append(plain) }
    return forms
  }

  private static func isSmall(_ word: Substring) -> Bool { word == word.lowercased() && word != word.uppercased() }

  /// Returns small words of at most four letters that are in more than a sixth of the summaries:
  /// *the*, *dans*. Their titles would take half of the room, and nobody looks for them.
  private static func commonWords(_ site: Site, _ language: String) -> Set<String> {
    var counts: [String: Int] = [:]
    var texts = 0
    for index in site.graph.records.indices {
      guard let summary = site.summary(of: RecordID(index), in: language) else { continue }
      texts += 1
      for word in Set(summary.split { !$0.isPartOfWord }) where word.count <= 4 && isSmall(word) {
        counts[String(word), default: 0] += 1
      }
    }
    return Set(counts.filter { $0.value > 5 && $0.value * 6 > texts }.keys)
  }
}

extension Character {
  fileprivate var isPartOfWord: Bool { isLetter || isNumber }
}

extension Unicode.Scalar {
  /// True for a character of a script that is written without spaces between words.
  fileprivate var isWrittenWithoutSpaces: Bool {
    switch value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x9FFF, 0x20000...0x3FFFF: true
    default: false
    }
  }
}

extension Substring {
  fileprivate var trimming: Substring {
    var text = self
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
