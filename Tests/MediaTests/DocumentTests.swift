import Foundation
import Testing

@testable import Media

struct DocumentTests {
  /// A zip file whose entries are stored as they are.
  static func zip(_ files: [(String, [UInt8])]) -> [UInt8] {
    var body: [UInt8] = []
    var directory: [UInt8] = []
    for (name, data) in files {
      let sizes = Samples.little(data.count, 4) + Samples.little(data.count, 4) + Samples.little(name.utf8.count, 2)
      let offset = body.count
      body += Array("PK\u{3}\u{4}".utf8) + [20, 0, 0, 0, 0, 0] + [0, 0, 0, 0, 0, 0, 0, 0] + sizes + [0, 0]
      body += Array(name.utf8) + data
      directory += Array("PK\u{1}\u{2}".utf8) + [20, 0, 20, 0, 0, 0, 0, 0] + [0, 0, 0, 0, 0, 0, 0, 0] + sizes
      directory += [UInt8](repeating: 0, count: 12) + Samples.little(offset, 4) + Array(name.utf8)
    }
    return body + directory + Array("PK\u{5}\u{6}".utf8) + [0, 0, 0, 0] + Samples.little(files.count, 2)
      + Samples.little(files.count, 2) + Samples.little(directory.count, 4) + Samples.little(body.count, 4) + [0, 0]
  }

  private static func office(_ files: [(String, String)]) -> [UInt8] {
    zip([("[Content_Types].xml", [])] + files.map { ($0, Array($1.utf8)) })
  }

  private static func openDocument(_ files: [(String, String)]) -> [UInt8] {
    zip(
      [("mimetype", []), ("content.xml", [])].filter { name, _ in !files.contains { $0.0 == name } }
        + files.map { ($0, Array($1.utf8)) })
  }

  @Test(arguments: [
    (
      "Word",
      office([("docProps/core.xml", "<cp:x><dc:creator>Amina</dc:creator><cp:lastModifiedBy>B</cp:lastModifiedBy></cp:x>")]),
      ["author", "last modified by"], []
    ),
    ("a company", office([("docProps/app.xml", "<P><Company>Relief</Company><Manager></Manager></P>")]), ["company"], []),
    ("an empty author", office([("docProps/core.xml", "<dc:creator></dc:creator><cp:lastModifiedBy/>")]), [], []),
    ("changes in Word", office([("word/document.xml", "<w:p><w:ins w:author=\"A\"/></w:p>")]), [], ["tracked changes"]),
    ("a deletion in a footnote", office([("word/footnotes.xml", "<w:del w:id=\"1\"/>")]), [], ["tracked changes"]),
    ("comments in Word", office([("word/comments.xml", "<w:comments/>"), ("word/people.xml", "")]), ["people"], ["comments"]),
    ("comments in Excel", office([("xl/comments1.xml", ""), ("xl/persons/person.xml", "")]), ["people"], ["comments"]),
    ("notes in PowerPoint", office([("ppt/notesSlides/notesSlide1.xml", "")]), [], ["speaker's notes"]),
    ("a plain document", office([("word/document.xml", "<w:p>Words</w:p>")]), [], []),
    (
      "OpenDocument", openDocument([("meta.xml", "<meta:initial-creator>A</meta:initial-creator><dc:creator>B</dc:creator>")]),
      ["author", "last modified by"], []
    ),
    (
      "changes in OpenDocument",
      openDocument([("content.xml", "<text:tracked-changes/><office:annotation>x</office:annotation>")]), [],
      ["tracked changes", "comments"]
    ),
    (
      "a photo in Word",
      zip([("[Content_Types].xml", []), ("word/media/image1.jpeg", Samples.jpeg(Samples.exifSegment(Samples.phone)))]),
      ["pictures that tell where they were taken"], []
    ),
    ("PDF", Array("%PDF-1.7\n1 0 obj<</Author(Amina)/Company<FEFF0041>>>\n%%EOF".utf8), ["author", "company"], []),
    ("PDF without an author", Array("%PDF-1.7\n1 0 obj<</Author()/Title(A)>>\n%%EOF".utf8), [], []),
    ("PDF with XMP", Array("%PDF-1.7\n<x><dc:creator><rdf:Seq/></dc:creator></x>\n%%EOF".utf8), ["author"], []),
    (
      "PDF with compressed objects",
      Array("%PDF-1.7\n5 0 obj<</Type/ObjStm/Filter/FlateDecode>>\nstream\n".utf8)
        + Samples.stored(Array("1 0 <</Author (A) >> <</Subtype /Highlight>>".utf8)) + Array("\nendstream\n%%EOF".utf8),
      ["author"], ["comments"]
    ),
    ("PDF with comments", Array("%PDF-1.7\n<</Type/Annot/Subtype/Popup>>\n%%EOF".utf8), [], ["comments"]),
    ("PDF with links", Array("%PDF-1.7\n<</Type/Annot/Subtype/Link>>\n<</Subtype/TextField>>%%EOF".utf8), [], []),
    ("PDF that was changed", Array("%PDF-1.7\na\n%%EOF\nb\n%%EOF".utf8), [], ["earlier versions"]),
    ("PDF for the web", Array("%PDF-1.7\n<</Linearized 1>>\n%%EOF\nb\n%%EOF".utf8), [], []),
    (
      "PDF with parts that cannot be read", Array("%PDF-1.7\ntrailer<</Encrypt 5 0 R>>\n<</Type/EmbeddedFile>>\n%%EOF".utf8),
      [],
      ["encrypted parts, which cannot be looked into", "attached files"]
    ),
  ])
  func `a document's authors and history are told`(kind: String, bytes: [UInt8], author: [String], history: [String]) throws {
    let traces = try #require(DocumentTraces.read(bytes))
    #expect(traces.author == author && traces.history == history, "\(kind): \(traces)")
  }

  @Test func `a zip file that is no document has no traces`() {
    #expect(DocumentTraces.read(Self.zip([("a.txt", [65])])) == nil)
    #expect(DocumentTraces.read([0x50, 0x4B, 3, 4]) == nil)
    #expect(DocumentTraces.read([]) == nil)
  }

  @Test func `a document that is cut or changed at any byte is read or refused, and nothing fails`() {
    let wholes = [
      Self.office([("docProps/core.xml", "<dc:creator>A</dc:creator>"), ("word/document.xml", "<w:ins />")]),
      Array("%PDF-1.7\n5 0 obj<</Type/ObjStm>>\nstream\n".utf8) + Samples.stored([1, 2, 3]) + Array("\nendstream\n%%EOF".utf8),
    ]
    for whole in wholes {
      for count in 0...whole.count {
        _ = DocumentTraces.read(Array(whole[..<count]))
        var changed = whole
        if count < whole.count { changed[count] = 0xFF }
        _ = DocumentTraces.read(changed)
      }
    }
  }

  /// Many parts, and many streams without an end.
  @Test func `documents that claim to hold much end in time`() {
    let large = Self.office((0..<2_000).map { ("word/part\($0).xml", String(repeating: "<w:p>", count: 200)) })
    let streams = Array("%PDF-1.7\n".utf8) + Array(repeatElement(Array("/ObjStm stream\n".utf8), count: 20_000).joined())
    let open = Array("%PDF-1.7\n".utf8) + Array(repeatElement(Array("/ObjStm ".utf8), count: 100_000).joined())
    let time = ContinuousClock().measure { for bytes in [large, streams, open] { _ = DocumentTraces.read(bytes) } }
    #expect(time < .seconds(60))
  }
}
