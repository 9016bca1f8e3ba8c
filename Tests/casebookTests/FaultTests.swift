import Foundation
import Testing

/// A fault during a build leaves a readable site, and the next build corrects the rest.
struct FaultTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "casebook-\(UUID().uuidString)").path

  private var program: String {
    Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent().appending(path: "casebook").path }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
      ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "casebook").path
  }

  /// Starts a shell command in which `$casebook` is the program.
  private func start(_ line: String) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", line]
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ["casebook": program, "XDG_CACHE_HOME": folder + "/cache", "PATH": "/usr/bin:/bin"]
    process.standardError = FileHandle(forWritingAtPath: "/dev/null")
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/null")
    try process.run()
    return process
  }

  private func run(_ line: String) throws -> Int32 {
    let process = try start(line)
    process.waitUntilExit()
    return process.terminationStatus
  }

  private func clean() { try? FileManager.default.removeItem(atPath: folder) }

  /// Returns the files of a folder by path, without hidden files.
  private func files(_ name: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder + "/" + name) {
      guard !path.split(separator: "/").contains(where: { $0.hasPrefix(".") }),
        let data = FileManager.default.contents(atPath: folder + "/" + name + "/" + path)
      else { continue }
      files[path] = data
    }
    return files
  }

  /// Writes a knowledge base whose pages change with `word`.
  private func write(_ word: String) throws {
    let content = folder + "/base/Content"
    try FileManager.default.createDirectory(atPath: content + "/lessons", withIntermediateDirectories: true)
    try "title: Base\n".write(toFile: content + "/casebook.yaml", atomically: true, encoding: .utf8)
    try "types:\n  lesson: {folder: lessons}\n".write(toFile: content + "/model.yaml", atomically: true, encoding: .utf8)
    for place in 0..<40 {
      let text = String(repeating: "\(word) \(place) market road. ", count: 200)
      try "---\ntitle: \(word) \(place)\n---\n\n\(text)\n".write(
        toFile: content + "/lessons/l\(place).md", atomically: true, encoding: .utf8)
    }
  }

  private func expectReadable(_ site: String) throws {
    for (path, data) in try files(site) where path.hasSuffix(".html") {
      #expect(String(decoding: data.suffix(20), as: UTF8.self).contains("</html>"), "\(path)")
    }
  }

  @Test func `a disk that is full in the middle of a build leaves every page whole, and the next build mends the rest`() throws
  {
    defer { clean() }
    try write("first")
    #expect(try run("\"$casebook\" build --content base/Content --output Site") == 0)
    try write("second")
    #expect(try run("\"$casebook\" build --content base/Content --output Fresh") == 0)
    // No file may be longer than `most` KiB. Some files are longer, pages among them.
    for most in [1, 4, 12] {
      #expect(try run("trap '' XFSZ; ulimit -f \(most); exec \"$casebook\" build --content base/Content --output Site") == 74)
      try expectReadable("Site")
    }
    #expect(try run("\"$casebook\" build --content base/Content --output Site") == 0)
    #expect(try files("Site") == files("Fresh"))
  }

  @Test func `a disk that is full in the middle of a book leaves no half book, and keeps the one before`() throws {
    defer { clean() }
    try write("first")
    #expect(try run("\"$casebook\" export zim --content base/Content --output book.zim") == 0)
    let before = try files(".")["book.zim"]
    try write("second")
    for most in [1, 8, 40] {
      #expect(
        try run("trap '' XFSZ; ulimit -f \(most); exec \"$casebook\" export zim --content base/Content --output book.zim") == 74
      )
    }
    let after = try files(".")
    #expect(after["book.zim"] == before && before != nil)
    #expect(!after.keys.contains { $0.contains(".tmp") })
  }

  @Test func `of two builds at once into one folder one is refused or both are done, and the manifest is true`() throws {
    defer { clean() }
    try write("first")
    for round in 0..<4 {
      try write("round\(round)")
      let both = try (0..<2).map { _ in try start("exec \"$casebook\" build --content base/Content --output Site") }
      for process in both { process.waitUntilExit() }
      let codes = both.map(\.terminationStatus).sorted()
      #expect(codes == [0, 74] || codes == [0, 0], "\(codes)")
      let site = try files("Site")
      let manifest = try JSONDecoder().decode(Manifest.self, from: try #require(site["manifest.json"]))
      #expect(Set(manifest.files.keys) == Set(site.keys).subtracting(["manifest.json"]))
      for (path, file) in manifest.files { #expect(site[path]?.count == file.size, "\(path)") }
    }
    #expect(try run("\"$casebook\" build --content base/Content --output Fresh") == 0)
    #expect(try files("Site") == files("Fresh"))
  }

  private struct Manifest: Decodable {
    struct File: Decodable { var size: Int }
    var files: [String: File]
  }
}
