import Knowledge
import Testing
import Text

@testable import Publication

/// Citations of a record, in words and for reference managers.
struct CitationTests {
  private func citation(
    title: String = "Night patrol", slug: String = "night-patrol", publisher: String = "Field Office",
    updated: String = "2017-10",
    baseURL: String? = "https://example.org/", release: String = "2024.1"
  ) throws -> Citation {
    let site = try SmallSite(
      """
      -- casebook.yaml --
      title: Small {casebook}
      publisher: "\(publisher)"
      -- model.yaml --
      types: {note: {folder: notes}}
      -- notes/\(slug).md --
      ---
      title: \(title)
      \(updated.isEmpty ? "" : "updated: \(updated)")
      ---
      """, baseURL: baseURL, release: release
    ).site
    return Citation(site: site, id: RecordID(0), language: "en")
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func `in words it has publisher, year, title, collection, release and address`() throws {
    #expect(
      text(try citation().plain)
        == "Field Office. (2017). Night patrol. Small {casebook}. 2024.1. https://example.org/notes/night-patrol.html")
  }

  @Test func `what is not known is left out of the words`() throws {
    let citation = try citation(publisher: "", updated: "", baseURL: nil, release: "")
    #expect(text(citation.plain) == "Night patrol. Small {casebook}. notes/night-patrol.html")
  }

  @Test func `without a date the year is that of the release`() throws {
    #expect(text(try citation(updated: "").plain).contains("(2024)"))
  }

  @Test func `BibTeX has one entry with all that is known`() throws {
    #expect(
      text(try citation().bibTeX) == """
        @misc{note-night-patrol,
          title = {Night patrol},
          author = {{Field Office}},
          year = {2017},
          howpublished = {Small \\textbraceleft{}casebook\\textbraceright{}},
          note = {2024.1},
          url = {https://example.org/notes/night-patrol.html},
        }
        """)
  }

  @Test func `BibTeX names the file where the site has no address`() throws {
    let citation = try citation(publisher: "", updated: "", baseURL: nil, release: "")
    #expect(
      text(citation.bibTeX) == """
        @misc{note-night-patrol,
          title = {Night patrol},
          howpublished = {Small \\textbraceleft{}casebook\\textbraceright{}},
          note = {notes/night-patrol.html},
        }
        """)
  }

  @Test func `BibTeX escapes what TeX gives a meaning`() throws {
    let title = ##"'50% & $5 #1 _a_ {b} ~c^d \e'"##
    let expected =
      ##"50\% \& \$5 \#1 \_a\_ \textbraceleft{}b\textbraceright{}"##
      + ##" \textasciitilde{}c\textasciicircum{}d \textbackslash{}e"##
    #expect(text(try citation(title: title).bibTeX).contains("  title = {\(expected)},\n"))
  }

  @Test(arguments: [("a, b", "note-a--b"), ("a{b}", "note-a-b-"), ("é", "note-é"), ("a#1%\"'~", "note-a-1----")])
  func `the key of an entry has no letter that ends it`(slug: String, key: String) throws {
    #expect(text(try citation(slug: slug).bibTeX).hasPrefix("@misc{\(key),\n"))
  }

  @Test func `CSL-JSON has one item with all that is known`() throws {
    #expect(
      text(try citation().cslJSON)
        == #"{"id":"note-night-patrol","type":"webpage","title":"Night patrol","container-title":"Small {casebook}","#
        + #""author":[{"literal":"Field Office"}],"issued":{"date-parts":[[2017]]},"version":"2024.1","#
        + #""URL":"https://example.org/notes/night-patrol.html"}"#)
    let bare = try citation(title: #"'Say "so"'"#, publisher: "", updated: "", baseURL: nil, release: "")
    #expect(
      text(bare.cslJSON)
        == #"{"id":"note-night-patrol","type":"webpage","title":"Say \"so\"","container-title":"Small {casebook}"}"#)
  }

  @Test func `RIS has a line for each thing that is known, and ends its entry`() throws {
    #expect(
      text(try citation().ris) == """
        TY  - ELEC
        TI  - Night patrol
        T2  - Small {casebook}
        AU  - Field Office
        PY  - 2017
        ET  - 2024.1
        UR  - https://example.org/notes/night-patrol.html
        ER  - \("")
        """)
    let bare = try citation(publisher: "", updated: "", baseURL: nil, release: "")
    #expect(text(bare.ris) == "TY  - ELEC\nTI  - Night patrol\nT2  - Small {casebook}\nER  - ")
  }

  @Test func `a title of two lines is one line of RIS, and no field of its own`() throws {
    #expect(text(try citation(title: "\"One\\nER  - two\"").ris).contains("TI  - One ER  - two\nT2"))
  }
}
