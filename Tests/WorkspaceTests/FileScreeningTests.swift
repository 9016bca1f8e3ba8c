import Foundation
import Knowledge
import Testing
import Text

@testable import Workspace

/// Pictures and documents among the files of a knowledge base are screened like its texts.
struct FileScreeningTests {
  private static let base = """
    -- Content/casebook.yaml --
    title: Base
    languages: [en, fr]
    sensitivities: [public, restricted, confidential]
    editions: {public: {shows: [public]}, staff: {shows: [public, restricted]}}
    -- Content/model.yaml --
    types:
      case: {folder: cases, fields: {photo: {kind: file}}}
    -- Content/cases/patrol.md --
    ---
    title: Patrol
    sensitivity: public
    ---

    ![A road](road.png)
    -- Content/cases/market.md --
    ---
    title: Market
    sensitivity: restricted
    ---
    """

  /// A grey point with a text that names its author, or without.
  private static func png(author: Bool) -> [UInt8] {
    func hex(_ text: String) -> [UInt8] {
      let digits = Array(text.filter { !$0.isWhitespace })
      return stride(from: 0, to: digits.count, by: 2).map { UInt8(String(digits[$0...($0 + 1)]), radix: 16)! }
    }
    let head = hex("89504E470D0A1A0A 0000000D 49484452 00000001 00000001 08 00 00 00 00 3A7E9B55")
    let text = hex("00000008 74455874 417574686F720041 00000000")
    let rest = hex("0000000D 49444154 7801010200FDFF0040 00420041 00000000 00000000 49454E44 AE426082")
    return head + (author ? text : []) + rest
  }

  private func sandbox(_ files: [String: [UInt8]], _ more: String = "") throws -> Sandbox {
    let sandbox = Sandbox()
    try sandbox.write(Self.base + "\n" + more)
    for (name, bytes) in files { try sandbox.write(bytes, to: "Content/" + name) }
    return sandbox
  }

  private func codes(_ findings: [Diagnostic], _ sandbox: Sandbox) -> [String] {
    findings.filter { !["orphan", "no-contact"].contains($0.code) }.map {
      "\($0.path.dropFirst(sandbox.path.utf8.count + 9)) \($0.severity) \($0.code)"
    }
  }

  @Test func `a picture in a record's folder withholds that record`() async throws {
    let sandbox = try sandbox(["cases/patrol/road.png": Self.png(author: true)])
    let report = try await SiteBuild.run(sandbox.options())
    #expect(codes(report.findings, sandbox) == ["cases/patrol/road.png error image-device"])
    #expect(report.isWritten)
    #expect(!FileManager.default.fileExists(atPath: sandbox.path + "/Site/cases/patrol.html"))
  }

  @Test func `a picture that all may use stops the build`() async throws {
    let more = """
      -- Content/cases/market.md --
      ---
      title: Market
      sensitivity: restricted
      photo: ../media/road.png
      ---
      """
    let files = ["media/road.png": Self.png(author: true), "cases/patrol/road.png": Self.png(author: false)]
    let sandbox = try sandbox(files, more)
    var options = sandbox.options()
    options.edition = "staff"
    let report = try await SiteBuild.run(options)
    #expect(
      codes(report.findings, sandbox) == ["cases/market.md error image-device", "media/road.png error image-device"])
    let use = report.findings.first { $0.path.hasSuffix("market.md") }
    #expect(use?.start.line == 4 && use?.start.column == 8)
    #expect(!report.isWritten)
    options.edition = "public"
    #expect(codes(try await SiteBuild.run(options).findings, sandbox) == ["media/road.png error image-device"])
  }

  @Test func `a waiver with a reason and a last day lets a picture pass`() async throws {
    let sandbox = try sandbox(
      ["cases/patrol/road.png": Self.png(author: true)],
      """
      -- Content/cases/patrol.md --
      ---
      title: Patrol
      sensitivity: public
      waive: [{rule: image-device, reason: The photographer asked to be named, until: 2099-01-01}]
      ---

      ![A road](road.png)
      """)
    let report = try await SiteBuild.run(sandbox.options())
    #expect(codes(report.findings, sandbox) == [])
    #expect(FileManager.default.fileExists(atPath: sandbox.path + "/Site/cases/patrol.html"))
  }

  @Test func `the log of an edition does not tell of pictures of records that it hides`() async throws {
    let sandbox = try sandbox([
      "cases/patrol/road.png": Self.png(author: false), "cases/market/stall.png": Self.png(author: true),
    ])
    var options = sandbox.options()
    options.edition = "public"
    #expect(codes(try await SiteBuild.run(options).findings, sandbox) == [])
    options.edition = "staff"
    #expect(codes(try await SiteBuild.run(options).findings, sandbox) == ["cases/market/stall.png error image-device"])
  }

  @Test func `a fix takes out what a picture tells, and nothing else`() async throws {
    let sandbox = try sandbox(["cases/patrol/road.png": Self.png(author: true), "media/road.png": Self.png(author: true)])
    let today = PartialDate(year: 2026)
    let findings = try await SiteBuild.check(sandbox.options(), today: today)
    #expect(try SiteBuild.fix(findings) == 2)
    for name in ["cases/patrol/road.png", "media/road.png"] {
      #expect(try FileSystem.read(sandbox.path + "/Content/" + name) == Self.png(author: false))
    }
    #expect(codes(try await SiteBuild.check(sandbox.options(), today: today), sandbox) == [])
    #expect(try FileManager.default.contentsOfDirectory(atPath: sandbox.path + "/Content/media") == ["road.png"])
  }

  @Test(arguments: [
    ("plan.pdf", "%PDF-1.4\n1 0 obj <</Author (Amina)>> endobj\n%%EOF\n", "warning document-author"),
    ("plan.pdf", "%PDF-1.4\n1 0 obj <</Title (Plan)>> endobj\n%%EOF\n", ""),
    ("plan.pdf", "%PDF-1.4\n%%EOF\nmore\n%%EOF\n", "warning document-history"),
    ("photo.tif", "II*\0\u{8}\0\0\0", "error unread-image"),
    ("photo.jpg", "\0\0\0\u{18}ftypheic\0\0\0\0mif1heic", "error unread-image"),
  ])
  func `documents, and pictures that cannot be looked into, are findings`(name: String, text: String, expected: String)
    async throws
  {
    let sandbox = try sandbox(["cases/patrol/road.png": Self.png(author: false), "media/\(name)": Array(text.utf8)])
    let found = codes(try await SiteBuild.check(sandbox.options(), today: PartialDate(year: 2026)), sandbox)
    #expect(found == (expected.isEmpty ? [] : ["media/\(name) \(expected)"]))
  }
}
