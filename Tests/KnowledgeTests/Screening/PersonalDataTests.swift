import Testing

@testable import Knowledge

/// Screening recognises personal data by its form, however it is written, and ignores other
/// numbers.
struct PersonalDataTests {
  private func found(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return PersonalData.hits(in: bytes[...]).map { $0.code + " " + String(decoding: bytes[$0.range], as: UTF8.self) }
  }

  @Test(arguments: [
    ("Write to amina.k@relief.example.org.", "amina.k@relief.example.org"), ("a.k@relief.example:amina", "a.k@relief.example"),
    ("J.Doe [at] relief (dot) example", "J.Doe [at] relief (dot) example"),
    ("<mailto:a%40relief.example>", "a%40relief.example"), ("a&#64;relief.example", "a&#64;relief.example"),
    ("ａ＠relief．example", "ａ＠relief．example"), ("أمينة@relief.example", "أمينة@relief.example"),
  ])
  func `an address for e-mail is found, however its signs are written`(text: String, address: String) {
    #expect(found(text) == ["personal-email " + address])
  }

  @Test(arguments: [
    ("call +243 81 234 56 78 now", "+243 81 234 56 78"), ("+44 (0)20 7946 0000", "+44 (0)20 7946 0000"),
    ("00243812345678", "00243812345678"), ("0772 123 456", "0772 123 456"),
    ("+243\u{202F}81\u{A0}234\u{2009}5678", "+243\u{202F}81\u{A0}234\u{2009}5678"),
    ("هاتف ٠٧٧٢ ١٢٣ ٤٥٦", "٠٧٧٢ ١٢٣ ٤٥٦"), ("(555) 123-4567", "(555) 123-4567"), ("https://wa.me/254712345678", "254712345678"),
    ("+243 81 234\n56 78", "+243 81 234\n56 78"), ("Tel. 81 23 45 67", "81 23 45 67"),
    ("+243 81 000 0123 2014", "+243 81 000 0123"),
  ])
  func `a telephone number is found in digits of any script, with any blanks`(text: String, number: String) {
    #expect(found(text) == ["personal-phone " + number])
  }

  @Test(arguments: [
    ("at -1.67409, 29.22845", "1.67409, 29.22845"), ("geo:2.6453,29.1234", "2.6453,29.1234"),
    ("2°38'43.4\"N", "2°38'43.4"), ("2° 38.723′ N", "2° 38.723′"),
  ])
  func `precise coordinates are found in decimal degrees and in minutes`(text: String, place: String) {
    #expect(found(text) == ["personal-place " + place])
  }

  @Test(arguments: [
    "In 2009 some 350,000 people; 350 000 and 1 500 000 in 2010-2011.", "S/RES/1325 (2000), ISBN 978-0-306-40615-7",
    "ISSN 1234-5678, doi 10.1093/jrs/fey001, version 1.2.3", "12.05.2024, 2024-05-12 12:00, 2009–2011", "127.0.0.1 and 0.0.0.0",
    "p = 0.0012, 0.0345",
    "[@booklet, p. 12] and [@a][@b]", "git@host.example:group/name", "picture@2x.png", "52.5 %, 1.25 to 3.75",
    "23° and 40°, 12.34, 56.78",
    "pages 1234-5678", "of: \"963010898012\"", "500 francs, 250 missions, 22 of 29",
  ])
  func `figures, dates, documents and citations are left alone`(text: String) {
    #expect(found(text) == [])
  }

  @Test func `numbers next to each other are found one by one`() {
    #expect(found("0772 123 456 0772 123 457") == ["personal-phone 0772 123 456", "personal-phone 0772 123 457"])
  }

  @Test func `a text is read in time that grows with its length`() {
    for text in ["@", "+1 ", "1.2345, ", "0 ", "[at]", "a@"] {
      #expect(found(String(repeating: text, count: 50_000)).count <= 50_000)
    }
  }
}
