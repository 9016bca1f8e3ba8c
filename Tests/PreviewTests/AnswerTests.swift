import Foundation
import Preview
import Testing

@Suite(.timeLimit(.minutes(1)))
struct AnswerTests {
  @Test(arguments: [
    ("/", 200, "text/html; charset=utf-8"),
    ("/index.html?q=1", 200, "text/html; charset=utf-8"),
    ("/cases/", 200, "text/html; charset=utf-8"),
    ("/%C3%A9t%c3%a9/a%20b.html", 200, "text/html; charset=utf-8"),
    ("/assets/a.css", 200, "text/css; charset=utf-8"),
    ("/100%25.txt", 200, "text/plain; charset=utf-8"),
    ("/broken.html", 500, "text/html; charset=utf-8"),
    ("/none.html", 404, "text/html; charset=utf-8"),
    ("/_casebook/reload.js", 200, "text/javascript; charset=utf-8"),
    ("/_casebook/other", 404, "text/html; charset=utf-8"),
  ])
  func `a path is answered with its status and type`(target: String, status: Int, type: String) async throws {
    try await withPreview { server async throws in
      let response = try #require(try await server.request(target))
      #expect(response.status == status)
      #expect(response.headers["content-type"] == type)
      #expect(response.headers["cache-control"] == "no-store")
      #expect(response.headers["x-content-type-options"] == "nosniff")
      #expect(response.headers["cross-origin-resource-policy"] == "same-origin")
      #expect(response.headers["content-length"] == String(response.body.utf8.count))
    }
  }

  @Test(arguments: ["/", "/assets/a.css", "/none.html", "/file.txt"])
  func `HEAD has the length of the answer and not the answer`(target: String) async throws {
    try await withTemporaryFolder { folder in
      try Data("text".utf8).write(to: folder.appending(path: "file.txt"))
      var site = MemorySite()
      site.pages["file.txt"] = .file(folder.appending(path: "file.txt").path)
      try await withPreview(site) { server async throws in
        let get = try #require(try await server.request(target))
        let head = try #require(try await server.request(target, method: "HEAD"))
        #expect(head.body.isEmpty)
        #expect(head.headers["content-length"] == get.headers["content-length"])
        #expect(head.status == get.status)
      }
    }
  }

  @Test(arguments: [
    "/../secret", "/..", "/cases/../index.html", "/%2e%2e/secret", "/%2E%2E", "/.%2e/x", "/..%2fsecret", "/..%2Fsecret",
    "/cases%2findex.html", "/..\\secret", "/..%5csecret", "/cases\\index.html", "/a%00.html", "/%0aindex.html", "/%7f",
    "/%252e%252e/secret", "/%252fetc", "/..%252fsecret", "/./index.html", "//index.html", "//evil.example", "/cases//",
    "/%", "/%zz", "/%2", "/%ff", "/%c0%ae%c0%ae/secret", "/a#b", "index.html", "http://127.0.0.1/index.html", "*",
  ])
  func `a path that might leave the site, or be read in two ways, is refused`(target: String) async throws {
    try await withPreview { server async throws in
      let response = try #require(try await server.request(target))
      #expect(response.status == 400)
      #expect(!response.body.contains("Home"))
    }
  }

  @Test(arguments: ["/.git/config", "/cases/.hidden", "/..."])
  func `hidden files are not there`(target: String) async throws {
    let names = ["", ".git/config", "cases/.hidden", "..."]
    let site = MemorySite(pages: Dictionary(uniqueKeysWithValues: names.map { ($0, .bytes([0x78])) }))
    try await withPreview(site) { server async throws in
      #expect(try await server.request(target)?.status == 404)
    }
  }

  @Test func `a folder without its slash leads to it, and never to another host`() async throws {
    var site = MemorySite()
    site.pages["é t/index.html"] = .bytes([])
    try await withPreview(site) { server async throws in
      let response = try #require(try await server.request("/%C3%A9%20t?a=b"))
      #expect(response.status == 302)
      #expect(response.headers["location"] == "/%C3%A9%20t/?a=b")
      #expect(try await server.request("/cases")?.headers["location"] == "/cases/")
    }
  }

  @Test(arguments: ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "PROPFIND"])
  func `only GET and HEAD are answered`(method: String) async throws {
    try await withPreview { server async throws in
      let response = try #require(try await server.request("/", method: method))
      #expect(response.status == 405)
      #expect(response.headers["allow"] == "GET, HEAD")
    }
  }

  @Test func `an image that could hold a script opens in a sandbox`() async throws {
    try await withPreview(MemorySite(pages: ["a.SVG": .bytes(Array("<svg/>".utf8))])) { server in
      let response = try #require(try await server.request("/a.SVG"))
      #expect(response.headers["content-type"] == "image/svg+xml; charset=utf-8")
      #expect(response.headers["content-security-policy"]?.contains("sandbox") == true)
    }
  }

  @Test func `whatever somebody contributed opens in a sandbox`() async throws {
    try await withTemporaryFolder { folder in
      let file = folder.appending(path: "a.bin")
      try Data("x".utf8).write(to: file)
      let names = ["a.html", "a.xhtml", "a.svg", "a.xml", "a.pdf", "a.csv", "a.png", "a.mp4", "a.unknown"]
      let inMemory = names.map { ("media/" + $0, PreviewResponse.bytes(Array("x".utf8))) }
      let onDisk = names.map { ("media/b/" + $0, PreviewResponse.file(file.path)) }
      let site = MemorySite(pages: Dictionary(uniqueKeysWithValues: inMemory + onDisk))
      try await withPreview(site) { server async throws in
        for path in (inMemory + onDisk).map(\.0) {
          let response = try #require(try await server.request("/" + path))
          let policy = response.headers["content-security-policy"] ?? ""
          #expect(response.status == 200 && policy.hasPrefix("default-src 'none'") && policy.hasSuffix("sandbox"), "\(path)")
          #expect((response.headers["content-disposition"] == "attachment") == path.hasSuffix(".pdf"))
        }
      }
    }
  }

  @Test func `a large file arrives whole, and a connection that ends after it loses nothing`() async throws {
    try await withTemporaryFolder { folder in
      let file = folder.appending(path: "a.bin")
      let size = 5_000_000
      try Data(repeating: UInt8(ascii: "x"), count: size).write(to: file)
      let site = MemorySite(pages: ["a.bin": .file(file.path), "b.bin": .bytes(Array(repeating: 0x78, count: size))])
      try await withPreview(site) { server async throws in
        #expect(try await server.request("/a.bin")?.body.utf8.count == size)
        #expect(try await server.request("/b.bin")?.body.utf8.count == size)
      }
    }
  }

  @Test func `what is no regular file is not there`() async throws {
    try await withTemporaryFolder { folder in
      let pipe = folder.appending(path: "pipe").path
      #expect(unsafe mkfifo(pipe, 0o600) == 0)
      let site = MemorySite(pages: ["pipe": .file(pipe), "folder": .file(folder.path), "gone": .file(pipe + "x")])
      try await withPreview(site) { server async throws in
        for target in ["/pipe", "/folder", "/gone"] { #expect(try await server.request(target)?.status == 404) }
      }
    }
  }
}

func withTemporaryFolder(_ body: (URL) async throws -> Void) async throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: "preview-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try await body(folder)
}
