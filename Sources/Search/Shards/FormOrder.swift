internal import Text

/// The order in which the files hold all forms: by key, then by form, compared as JavaScript
/// compares strings.
struct FormOrder: Sendable {
  /// The numbers of all forms, in order.
  let forms: [Int]
  /// For each form number, the key by which the form is looked up.
  let folded: Texts

  init(_ dictionary: TermDictionary) {
    let bytes = dictionary.forms.bytes.span
    var folded = Texts()
    for form in 0..<dictionary.forms.count {
      let range = dictionary.forms.range(form)
      if range.allSatisfy({ bytes[$0] < 0x80 }) {
        folded.append(bytes, range)
      } else {
        folded.append(Array(WordReader.folded(dictionary.forms.string(form)).utf8))
      }
    }
    self.folded = folded
    forms = folded.order {
      dictionary.forms.bytes.span.compareAsUTF16(dictionary.forms.range($0), dictionary.forms.range($1)) < 0
    }
  }
}

/// Writes sorted words as one text. For each word, a capital says how many UTF-16 units it shares
/// with the word before (`A` none, `B` one, up to `Z` for 25), and the rest of the word follows. No
/// form contains a capital.
///
///     cease, ceasefire, cedar   →   AceaseFfireCdar
struct FrontCoder {
  private(set) var text: [UInt8] = []
  /// The range of the last word.
  private var last = 0..<0

  /// Appends a word.
  ///
  /// - Parameter bytes: the bytes in which all words stand.
  mutating func append(_ bytes: Span<UInt8>, _ form: Range<Int>) {
    let shared = shared(bytes, form)
    text.append(UInt8(ascii: "A") + UInt8(shared.units))
    text.append(bytes, form.lowerBound + shared.bytes..<form.upperBound)
    last = form
  }

  /// Returns the length of the common beginning of the last word and this one, in whole characters
  /// and at most 25 UTF-16 units.
  private func shared(_ bytes: Span<UInt8>, _ form: Range<Int>) -> (bytes: Int, units: Int) {
    var shared = (bytes: 0, units: 0)
    let most = min(last.count, form.count)
    while shared.bytes < most {
      let first = bytes[last.lowerBound + shared.bytes]
      let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
      let end = shared.bytes + length
      let units = shared.units + (length == 4 ? 2 : 1)
      guard end <= most, units <= 25 else { break }
      guard (shared.bytes..<end).allSatisfy({ bytes[last.lowerBound + $0] == bytes[form.lowerBound + $0] }) else { break }
      shared = (end, units)
    }
    return shared
  }

  /// Appends the shortest beginning of a text that sorts after the text `previous`; its first
  /// character if there is no `previous`.
  mutating func append(_ texts: Texts, bound text: Int, after previous: Int?) {
    let bytes = texts.bytes.span
    let whole = texts.range(text)
    let other = previous.map { texts.range($0) } ?? 0..<0
    var end = whole.lowerBound + 1
    while end < whole.upperBound {
      if bytes[end] & 0xC0 != 0x80, bytes.compareAsUTF16(whole.lowerBound..<end, other) > 0 { break }
      end += 1
    }
    append(bytes, whole.lowerBound..<end)
  }
}
