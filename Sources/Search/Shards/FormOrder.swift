internal import Text

/// All forms of a collection in the order in which files hold them: by folded form, then by form, as JavaScript compares.
struct FormOrder: Sendable {
  /// Numbers of forms.
  let forms: [Int]
  /// By form number: what it is looked up by.
  let folded: Texts

  init(_ words: Words) {
    let bytes = words.forms.bytes.span
    var folded = Texts()
    for form in 0..<words.forms.count {
      let range = words.forms.range(form)
      if range.allSatisfy({ bytes[$0] < 0x80 }) {
        folded.append(bytes, range)
      } else {
        folded.append(Array(WordReader.folded(words.forms.string(form)).utf8))
      }
    }
    self.folded = folded
    forms = folded.order { words.forms.bytes.span.compareAsUTF16(words.forms.range($0), words.forms.range($1)) < 0 }
  }
}

/// Writes strings in order, each as a capital for what it shares with the one before (`A` nothing, `B` one unit, to `Z`) and
/// the rest: no form holds a capital.
struct FrontCoder {
  private(set) var text: [UInt8] = []
  /// Where the last string stands.
  private var last = 0..<0

  /// - Parameter bytes: what all strings are in.
  mutating func append(_ bytes: Span<UInt8>, _ form: Range<Int>) {
    let shared = shared(bytes, form)
    text.append(UInt8(ascii: "A") + UInt8(shared.units))
    text.append(bytes, form.lowerBound + shared.bytes..<form.upperBound)
    last = form
  }

  /// How much the last string and this one have in common, in whole characters and at most 25 units of UTF-16.
  private func shared(_ bytes: Span<UInt8>, _ form: Range<Int>) -> (bytes: Int, units: Int) {
    var shared = (bytes: 0, units: 0)
    let most = min(last.count, form.count)
    // Most have their first difference among the first eight bytes, and all of these are ASCII.
    let (a, b) = (bytes.upToEight(at: last.lowerBound), bytes.upToEight(at: form.lowerBound))
    let same = min(most, ((a ^ b) | b.bytesBeyondASCII).trailingZeroBitCount / 8)
    shared = (same, same)
    if same < min(most, 8), b.bytesBeyondASCII == 0 { return shared }
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

  /// Appends the shortest beginning of a text that stands after the text `previous`, or after none.
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
