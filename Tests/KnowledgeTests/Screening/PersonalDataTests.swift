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
    ("ａ＠relief．example", "ａ＠relief．example"), ("a.k at relief dot example", "a.k at relief dot example"),
    ("amina arroba ayuda punto org", "amina arroba ayuda punto org"), ("a{at}relief{dot}example", "a{at}relief{dot}example"),
    ("a%40relief%2Eexample", "a%40relief%2Eexample"), ("amina @ relief.example", "amina @ relief.example"),
    ("a(a)relief.example", "a(a)relief.example"), ("أمينة@relief.example", "أمينة@relief.example"),
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
    ("+243 81 000 0123 2014", "+243 81 000 0123"), ("81 23 45 67 is her phone", "81 23 45 67"),
    ("tel:%2B254700000123", "%2B254700000123"),
    ("1-202-555-0123", "1-202-555-0123"), ("+243 **81** 000 0123", "+243 **81** 000 0123"),
    ("https://t.me/+254700000123", "254700000123"),
    ("https://signal.me/#p/+14155550123", "14155550123"), ("+1-202-555-0123 x45", "+1-202-555-0123"),
    ("۰۹۱۲ ۰۰۰ ۰۰۱۲", "۰۹۱۲ ۰۰۰ ۰۰۱۲"),
  ])
  func `a telephone number is found in digits of any script, with any blanks`(text: String, number: String) {
    #expect(found(text) == ["personal-phone " + number])
  }

  @Test(arguments: [
    ("at -1.67409, 29.22845", "1.67409, 29.22845"), ("geo:2.6453,29.1234", "2.6453,29.1234"),
    ("2°38'43.4\"N", "2°38'43.4\""), ("2° 38.723′ N", "2° 38.723′"), ("lat: 2.645", "2.645"), ("2,645° N", "2,645°"),
    ("2 degrees 38 minutes 43 seconds north", "2 degrees 38 minutes 43 seconds"), ("2-38-43N", "2-38-43N"),
    ("023843N 0291234E", "023843N 0291234E"),
    ("36N VF 12345 67890", "36N VF 12345 67890"), ("36NVF1234567890", "36NVF1234567890"),
    ("36N 345678 536789", "36N 345678 536789"),
    ("6GCRJ4WF+4X", "6GCRJ4WF+4X"), ("///filled.count.soap", "///filled.count.soap"),
    ("https://www.google.com/maps?q=2.645%2C29.123", "2.645%2C29.123"),
    ("https://osm.example/#map=17/2.6453/29.1234", "2.6453/29.1234"),
    ("https://maps.example/@2.6453,29.1234,17z", "2.6453,29.1234"), ("POINT(29.12345 2.64531)", "29.12345 2.64531"),
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
    "The hotel called 350 000 people", "curl --data-binary @records.ndjson", "https://example.org/2014/0772000123.html",
    "+250 000 000 francs",
    "A/HRC/25/67 and A/68/878-S/2014/339", "of: 077200012345", "a 10-year-old war, children aged 5–17",
    "The committee was born on 12 May 1999",
    "pages 1234-5678", "of: \"963010898012\"", "500 francs, 250 missions, 22 of 29",
  ])
  func `figures, dates, documents and citations are left alone`(text: String) {
    #expect(found(text) == [])
  }

  @Test func `numbers next to each other are found one by one`() {
    #expect(found("0772 123 456 0772 123 457") == ["personal-phone 0772 123 456", "personal-phone 0772 123 457"])
  }

  /// A search that reads a part of the text again for each sign in it would take hours for these.
  @Test(arguments: [
    "1", "@", "word ", "a@", "a.", "(", "+", "+1 ", "1.2345, ", "0 ", "[at]", "2°", "tel ", "born ", "aged 34 ", "Skype: ", "/",
    "a_", "AB12",
    "http://", "passport ", "woman ", "&", "%40", "\\", "\"a", "34, ", "Amina ", "\u{0646}", "12 May ", "*",
  ])
  func `a text is read in time that grows with its length`(unit: String) {
    // A whole MiB of what is read fastest; a debug build takes long enough for the others.
    let size = ["1", "@", "word "].contains(unit) ? 1 << 20 : 1 << 16
    #expect(found(String(repeating: unit, count: size / unit.utf8.count)).count <= size)
  }

  @Test func `the lists of words name classes that there are`() {
    #expect(!Lexicon.standard.lookUp(TokenText.hash(of: "telephone")).isEmpty)
  }
}
