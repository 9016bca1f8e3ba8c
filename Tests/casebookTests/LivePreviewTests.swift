import Foundation
import Preview
import Testing
import Workspace

@testable import casebook

struct LivePreviewTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "casebook-\(UUID().uuidString)").path

  private func write(_ text: String, to name: String) throws {
    let url = URL(fileURLWithPath: folder + "/" + name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: true, encoding: .utf8)
  }

  private func page(_ path: String, of preview: LivePreview) async throws -> (status: Int, text: String) {
    let response = try #require(await preview.response(for: path))
    guard case .bytes(let bytes) = response.content else { return (0, "") }
    return (response.status, String(decoding: bytes, as: UTF8.self))
  }

  @Test func `the browser shows what is wrong, and the last good site stays`() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let model = "types: {note: {folder: notes}}\n"
    try write("title: <Small>\n", to: "casebook.yaml")
    try write(model, to: "model.yaml")
    try write("---\ntitle: A\n---\nFine.\n", to: "notes/a.md")
    var options = BuildOptions()
    options.content = folder
    let preview = try await LivePreview(options) { _ in }
    #expect(!(try await page("notes/a.html", of: preview)).text.contains("role=\"alert\""))

    try write("---\ntitle: A\nbody<i>: x\n---\nFiner.\n", to: "notes/a.md")
    await preview.refresh([folder])
    let page = try await page("notes/a.html", of: preview)
    #expect(page.text.contains("Finer.") && page.text.contains("<a href=\"../_casebook/findings.html\">1 error in"))
    #expect((try await self.page("_casebook/findings.html", of: preview)).text.contains("notes/a.md:3:1: error: "))
    #expect(!(try await self.page("_casebook/findings.html", of: preview)).text.contains("<i>"))

    for broken in ["types: [\n", "types: {note: {folder: Ü}}\n"] {
      try write(broken, to: "model.yaml")
      await preview.refresh([folder])
      #expect((try await self.page("notes/a.html", of: preview)).text.contains("Finer."))
      #expect((try await self.page("_casebook/findings.html", of: preview)).text.contains("model.yaml"))
    }
    let empty = try await LivePreview(options) { _ in }
    let answer = try await self.page("index.html", of: empty)
    #expect(answer.status == 503 && answer.text.contains("model.yaml"))

    try write(model, to: "model.yaml")
    try write("---\ntitle: A\n---\nMended.\n", to: "notes/a.md")
    await preview.refresh([folder])
    let mended = try await self.page("notes/a.html", of: preview)
    #expect(mended.text.contains("Mended.") && !mended.text.contains("role=\"alert\""))
  }
}
