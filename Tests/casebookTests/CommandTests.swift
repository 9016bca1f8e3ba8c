import Foundation
import Testing

/// Tests the program itself: its arguments, its output and its exit codes.
struct CommandTests {
  struct Result {
    var code: Int32
    var out: String
    var error: String
  }

  private let folder = FileManager.default.temporaryDirectory.appending(path: "casebook-\(UUID().uuidString)").path

  /// The program, which stands beside the tests that were built with it.
  private var program: String {
    Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent().appending(path: "casebook").path }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
      ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "casebook").path
  }

  private func run(_ arguments: String...) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    // The output goes to files: a full pipe that nobody reads would stop the program.
    let (out, error) = (folder + "/.out", folder + "/.error")
    for file in [out, error] { _ = FileManager.default.createFile(atPath: file, contents: nil) }
    process.standardOutput = FileHandle(forWritingAtPath: out)
    process.standardError = FileHandle(forWritingAtPath: error)
    try process.run()
    process.waitUntilExit()
    return Result(
      code: process.terminationStatus, out: try String(contentsOfFile: out, encoding: .utf8),
      error: try String(contentsOfFile: error, encoding: .utf8))
  }

  private func clean() { try? FileManager.default.removeItem(atPath: folder) }

  @Test func `the folder that a command is started in does not matter`() throws {
    defer { clean() }
    #expect(try run("init", "base").code == 0)
    let content = folder + "/base/Content"
    #expect(try run("build", "--content", content, "--output", folder + "/One").code == 0)
    try FileManager.default.createDirectory(atPath: folder + "/Templates", withIntermediateDirectories: true)
    try Data("{{record.nothing}}".utf8).write(to: URL(fileURLWithPath: folder + "/Templates/record.mustache"))
    let second = try run("build", "--content", content, "--output", folder + "/Two")
    #expect(second.code == 0, "\(second)")
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder + "/One") where !name.hasPrefix(".") {
      let paths = ["/One/", "/Two/"].map { folder + $0 + name }
      #expect(FileManager.default.contentsEqual(atPath: paths[0], andPath: paths[1]), "\(name)")
    }
  }

  @Test func `changes compares revisions of git, and leaves the working tree alone`() throws {
    defer { clean() }
    func git(_ arguments: String...) throws -> Int32 {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["git", "-C", folder, "-c", "user.name=t", "-c", "user.email=t@example.org"] + arguments
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      return process.terminationStatus
    }
    #expect(try run("init", "base").code == 0)
    #expect(try git("init", "-q") == 0)
    #expect(try git("add", ".") == 0 && git("commit", "-q", "-m", "one") == 0)
    let content = folder + "/base/Content"
    let record = try #require(
      try FileManager.default.subpathsOfDirectory(atPath: content).filter { $0.hasSuffix(".md") }.sorted().first)
    let text = try String(contentsOfFile: content + "/" + record, encoding: .utf8)
    try Data((text + "\nOne more sentence.\n").utf8).write(to: URL(fileURLWithPath: content + "/" + record))
    for arguments in [["HEAD", "base/Content"], ["HEAD:base/Content", "base/Content"]] {
      let result = try run("changes", arguments[0], arguments[1], "--content", "base/Content")
      #expect(result.code == 0 && result.error.isEmpty, "\(result)")
      #expect(result.out.contains("\(record): body has changed: 0 words went, 3 came"), "\(result)")
      #expect(result.out.hasPrefix("1 change in 1 record."), "\(result)")
    }
    #expect(try run("changes", "HEAD", "HEAD", "--content", "base/Content").out == "Nothing has changed.\n")
    for name in ["no-such", "--upload-pack=x", "HEAD:no-such"] {
      let result = try run("changes", "--content", "base/Content", "--", name, "base/Content")
      #expect(result.code == 64 && result.error.contains("git has no revision of that name"), "\(result)")
    }
  }

  @Test func `init makes a knowledge base that builds with no finding`() throws {
    defer { clean() }
    #expect(try run("init", "base").code == 0)
    let check = try run("check", "--strict", "--content", "base/Content")
    #expect(check.code == 0 && check.out.isEmpty, "\(check)")
    let build = try run("build", "--strict", "--content", "base/Content", "--output", "Site")
    #expect(build.code == 0, "\(build)")
    #expect(FileManager.default.fileExists(atPath: folder + "/Site/index.html"))
    let again = try run("init", "base")
    #expect(again.code == 74 && again.error.contains("not empty"))
  }

  @Test func `findings go to standard error in build and to standard output in check, and the code is 1`() throws {
    defer { clean() }
    _ = try run("init", "base")
    try "---\ntitle: X\nsensitivity: public\nsummary: s\n---\n\n[[nobody]]\n".write(
      toFile: folder + "/base/Content/lessons/x.md", atomically: true, encoding: .utf8)
    let build = try run("build", "--content", "base/Content", "--output", "Site")
    #expect(build.code == 1)
    #expect(build.error.contains("base/Content/lessons/x.md:7:3: error: no record is named 'nobody' [unresolved-reference]"))
    #expect(FileManager.default.fileExists(atPath: folder + "/Site/lessons/x.html"))
    let check = try run("check", "--content", "base/Content")
    #expect(check.code == 1)
    #expect(check.out.contains("base/Content/lessons/x.md:7:3: error"))
    #expect(
      try run("check", "base/Content/cases", "--content", "base/Content").code == 0, "other files' findings are not asked for")
    let strict = try run("build", "--strict", "--content", "base/Content", "--output", "Other")
    #expect(strict.code == 1)
    #expect(!FileManager.default.fileExists(atPath: folder + "/Other"))
  }

  @Test(arguments: [
    ["frobnicate"], ["build", "--nope"], ["build", "--jobs", "0"], ["check", "--today", "someday"], ["new", "case"],
    ["serve", "--port", "99999"], ["serve", "--port=-1"],
  ])
  func `wrong usage ends with 64`(arguments: [String]) throws {
    defer { clean() }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 64)
  }

  @Test func `an unknown edition, language or type is wrong usage, and the message says which there are`() throws {
    defer { clean() }
    _ = try run("init", "base")
    let edition = try run("build", "--content", "base/Content", "--edition", "secret")
    #expect(edition.code == 64 && edition.error.contains("public, internal"))
    #expect(try run("build", "--content", "base/Content", "--languages", "xx").code == 64)
    let type = try run("new", "cose", "A title", "--content", "base/Content")
    #expect(type.code == 64 && type.error.contains("did you mean 'case'"))
  }

  @Test func `what cannot be read or written ends with 74`() throws {
    defer { clean() }
    #expect(try run("build", "--content", "nowhere").code == 74)
    _ = try run("init", "base")
    try "x".write(toFile: folder + "/file", atomically: true, encoding: .utf8)
    #expect(try run("build", "--content", "base/Content", "--output", "file").code == 74)
    #expect(
      try run("build", "--content", "base/Content", "--output", "base").code == 74,
      "a folder with other files is not overwritten")
  }

  @Test func `new makes a file that check understands`() throws {
    defer { clean() }
    _ = try run("init", "base")
    let made = try run("new", "lesson", "Listen: first, “then” speak", "--set", "summary=Say less", "--content", "base/Content")
    #expect(made.code == 0 && made.out == "base/Content/lessons/listen-first-then-speak.md\n", "\(made)")
    let text = try String(contentsOfFile: folder + "/base/Content/lessons/listen-first-then-speak.md", encoding: .utf8)
    #expect(text.hasPrefix("---\ntitle: \"Listen: first, “then” speak\"\n"))
    #expect(text.contains("summary: \"Say less\""))
    #expect(
      try run("new", "lesson", "Listen: first, “then” speak", "--content", "base/Content").code == 74, "nothing is overwritten")
    let check = try run("check", "--content", "base/Content", "--format", "json")
    #expect(!check.out.contains("malformed"), "\(check.out)")
  }

  @Test func `schema describes the fields for editors and for people`() throws {
    defer { clean() }
    _ = try run("init", "base")
    let schema = try run("schema", "case", "--content", "base/Content")
    let json = try #require(try JSONSerialization.jsonObject(with: Data(schema.out.utf8)) as? [String: Any])
    #expect((json["required"] as? [String])?.contains("outcome") == true)
    #expect(
      ((json["properties"] as? [String: Any])?["outcome"] as? [String: Any])?["enum"] as? [String] == [
        "positive", "mixed", "negative", "not-stated",
      ])
    #expect(
      try run("schema", "--format", "markdown", "--content", "base/Content").out.contains(
        "| `outcome` | term from outcomes | yes |"))
  }

  @Test func `a type's help, and that it is no longer used, are said where somebody is about to write one`() throws {
    defer { clean() }
    _ = try run("init", "base")
    let path = folder + "/base/Content/model.yaml"
    let model = try String(contentsOfFile: path, encoding: .utf8)
    try model.replacing(
      "  lesson:\n",
      with: "  lesson:\n    help: |\n      One thing that was learnt.\n      Not two.\n    deprecated: write a case\n"
    )
    .write(toFile: path, atomically: true, encoding: .utf8)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(run("schema", "lesson", "--content", "base/Content").out.utf8))
        as? [String: Any])
    #expect(json["description"] as? String == "One thing that was learnt. Not two.")
    #expect(json["deprecated"] as? Bool == true)
    let markdown = try run("schema", "lesson", "--format", "markdown", "--content", "base/Content").out
    #expect(markdown.contains("\n\nOne thing that was learnt. Not two.\n\nNo longer written: write a case.\n\n"))
    let made = try run("new", "lesson", "Listen", "--content", "base/Content")
    #expect(made.code == 0, "\(made)")
    let text = try String(contentsOfFile: folder + "/base/Content/lessons/listen.md", encoding: .utf8)
    #expect(text.hasPrefix("---\n# One thing that was learnt. Not two.\ntitle: \"Listen\"\n"))
    let check = try run("check", "--content", "base/Content")
    #expect(
      check.out.contains(
        "base/Content/lessons/listen.md:1:1: warning: a lesson is no longer written: write a case [deprecated-type]"),
      "\(check)")
  }

  @Test func `the schema asks a published record for more than a draft`() throws {
    defer { clean() }
    _ = try run("init", "base")
    try "types: {note: {folder: notes, fields: {told: {kind: text, required: publish}}}}\n".write(
      toFile: folder + "/base/Content/model.yaml", atomically: true, encoding: .utf8)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(run("schema", "note", "--content", "base/Content").out.utf8))
        as? [String: Any])
    #expect((json["required"] as? [String])?.contains("told") == false)
    #expect((json["then"] as? [String: Any])?["required"] as? [String] == ["told"])
    let status = ((json["if"] as? [String: Any])?["properties"] as? [String: Any])?["status"] as? [String: Any]
    #expect(status?["enum"] as? [String] == ["published", "superseded"])
  }

  @Test func `--fix makes the edits that findings offer`() throws {
    defer { clean() }
    _ = try run("init", "base")
    let path = folder + "/base/Content/cases/shared-tool-shed.md"
    let before = try String(contentsOfFile: path, encoding: .utf8)
    try before.replacing("lessons: [trust-before-rules]", with: "lessons: [trust-befor-rules]").write(
      toFile: path, atomically: true, encoding: .utf8)
    #expect(try run("check", "--content", "base/Content").code == 1)
    #expect(try run("check", "--fix", "--content", "base/Content").code == 0)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == before)
  }

  @Test func `--fix makes every edit in one run, two in the same table row too`() throws {
    defer { clean() }
    _ = try run("init", "base")
    let path = folder + "/base/Content/lessons/x.md"
    let start =
      "---\ntitle: X\nsensitivity: public\nsummary: s\nwaive: [{rule: count-cases, reason: r}]\n---\n\n| a | b |\n|---|---|\n"
    try (start + "| [[trust-before-rules|Trust]] | [[trust-before-rules|Rules]] |\n").write(
      toFile: path, atomically: true, encoding: .utf8)
    #expect(try run("check", path, "--content", "base/Content").code == 1)
    let fix = try run("check", "--fix", path, "--content", "base/Content")
    #expect(fix.code == 0 && fix.error.contains("2 edits made"), "\(fix)")
    let mended = try String(contentsOfFile: path, encoding: .utf8)
    #expect(mended == start + #"| [[trust-before-rules\|Trust]] | [[trust-before-rules\|Rules]] |"# + "\n")
  }

  @Test func `check ends with what it looked for and with who is perhaps named, and finds nothing wrong in it`() throws {
    defer { clean() }
    #expect(try run("init", "base").code == 0)
    let path = folder + "/base/Content/lessons/named.md"
    let lines = (1...5).map { "Then Achol\($0 == 1 ? "" : String(repeating: "a", count: $0)) Deng said so.\n" }
    try Data(("---\ntitle: Named\nsensitivity: public\n---\n\n" + lines.joined(separator: "\n")).utf8)
      .write(to: URL(fileURLWithPath: path))
    let check = try run("check", "lessons/named.md", "--content", "base/Content")
    #expect(check.error.contains("Names of people are not recognised, and no text is safe"), "\(check)")
    #expect(check.error.contains("base/Content/lessons/named.md:6: Achol Deng (said)\n"), "\(check)")
    #expect(check.error.contains("and 2 more in 1 file in all; --names lists them"), "\(check)")
    let all = try run("check", "--names", "lessons/named.md", "--content", "base/Content")
    #expect(all.error.contains("named.md:14: ") && !all.error.contains("more in"), "\(all)")
    #expect(all.code == check.code && !all.out.contains("Achol"), "\(all)")
  }

  @Test func `check finds a file from where it runs or from the content folder, and ends where there is none`() throws {
    defer { clean() }
    _ = try run("init", "base")
    try "---\ntitle: X\nsensitivity: public\nsummary: s\n---\n\n[[nobody]]\n".write(
      toFile: folder + "/base/Content/lessons/x.md", atomically: true, encoding: .utf8)
    for name in ["base/Content/lessons/x.md", "lessons/x.md", "./lessons", folder + "/base/Content"] {
      let check = try run("check", name, "--content", "base/Content")
      #expect(check.code == 1 && check.out.contains("nobody"), "\(check)")
    }
    #expect(try run("check", "cases", "--content", "base/Content").code == 0)
    for name in ["nope.md", "../\(UUID().uuidString).md", "lessons/y.md"] {
      let check = try run("check", "lessons/x.md", name, "--content", "base/Content")
      #expect(check.code == 74 && check.error.contains("there is no file '\(name)'") && check.out.isEmpty, "\(check)")
    }
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs /dev/full, a disk that is always full"),
    arguments: [
      ["schema", "--content", "base/Content"], ["check", "--format", "json", "--content", "base/Content"], ["--help"],
      ["--version"], ["export", "bulk", "--content", "base/Content"], ["build", "--content", "base/Content"],
      ["new", "lesson", "X", "--content", "base/Content"],
    ])
  func `standard output that takes nothing ends with 74`(arguments: [String]) throws {
    defer { clean() }
    _ = try run("init", "base")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
    let error = Pipe()
    process.standardError = error
    try process.run()
    let said = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 74)
    #expect(said.contains("No space left on device"), "\(said)")
  }

  @Test func `new writes each value that --set gives, and says what is still to write`() throws {
    defer { clean() }
    _ = try run("init", "base")
    let made = try run(
      "new", "case", "A: \"case\"", "--content", "base/Content", "--set", "outcome=positive", "--set", "updated=2024-05",
      "--set", "also=an old name", "--set", "also=another", "--set", "related=shared-tool-shed", "--set", "owner=- me",
      "--set", "review_in=6 months", "--set", "aliases=old", "--set", "lessons=trust-before-rules",
      "--set", "status=draft", "--set", "sensitivity=public")
    #expect(made.code == 0, "\(made)")
    let text = try String(contentsOfFile: folder + "/base/Content/cases/a-case.md", encoding: .utf8)
    for line in [
      "outcome: positive", "updated: 2024-05", "also: [\"an old name\", \"another\"]", "related: [shared-tool-shed]",
      "owner: \"- me\"", "review_in: \"6 months\"", "aliases: [\"old\"]", "lessons: [trust-before-rules]",
    ] {
      #expect(text.contains("\n" + line + "\n"), "\(line): \(text)")
    }
    let check = try run("check", "cases/a-case.md", "--content", "base/Content", "--format", "json")
    let errors = check.out.split(separator: "\n").count { $0.contains("\"error\"") }
    #expect(errors == made.error.split(separator: "\n").dropFirst().count, "what is still to write: \(made.error) \(check.out)")
  }

  @Test(arguments: [
    (["outcome=nope"], "'nope' is not a term of outcomes"), (["lessons=nobody"], "no record is named 'nobody'"),
    (["updated=soon"], "'updated' must be a date"), (["status=nope"], "nope"), (["sensitivity=nope"], "nope"),
    (["updated=2024", "updated=2025"], "'updated' has one value"), (["outcom=positive"], "did you mean 'outcome'"),
    (["related={to: shared-tool-shed, nope: x}"], "nope"),
  ])
  func `new writes nothing where a value cannot stand`(values: [String], message: String) throws {
    defer { clean() }
    _ = try run("init", "base")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = ["new", "case", "X", "--content", "base/Content"] + values.flatMap { ["--set", $0] }
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let error = Pipe()
    process.standardError = error
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let said = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 64 && said.contains(message), "\(said)")
    #expect(!FileManager.default.fileExists(atPath: folder + "/base/Content/cases/x.md"))
  }

  @Test func `freshness is asked for a day that can be told`() throws {
    defer { clean() }
    _ = try run("init", "base")
    let path = folder + "/base/Content/lessons/trust-before-rules.md"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacing("updated: 2024-05-02", with: "updated: 2024-05-02\nreview_in: 1 year").write(
      toFile: path, atomically: true, encoding: .utf8)
    #expect(try run("check", "--strict", "--today", "2025-05-02", "--content", "base/Content").code == 0)
    let late = try run("check", "--strict", "--today", "2025-05-03", "--content", "base/Content")
    #expect(late.code == 1 && late.out.contains("review-due"))
  }

  @Test func `export bulk writes a document a line, to standard output or into a file`() throws {
    defer { clean() }
    _ = try run("init", "base")
    let export = try run("export", "bulk", "--content", "base/Content", "--target", "typesense")
    #expect(export.code == 0 && export.error.isEmpty, "\(export)")
    for line in export.out.split(separator: "\n") {
      #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any])
    }
    let file = try run("export", "bulk", "--content", "base/Content", "--target", "typesense", "--output", "records.ndjson")
    #expect(file.code == 0 && file.out.isEmpty)
    #expect(try String(contentsOfFile: folder + "/records.ndjson", encoding: .utf8) == export.out)
    #expect(try run("export", "bulk", "--content", "base/Content", "--target", "solr").code == 64)
    #expect(try run("export", "bulk", "--content", "base/Content", "--output", "nowhere/x").code == 74)
  }

  @Test func `manual writes the manual that the program carries`() throws {
    defer { clean() }
    let manual = try run("manual", "--output", "manual")
    #expect(manual.code == 0 && manual.out == "manual/index.html\n" && manual.error.isEmpty, "\(manual)")
    #expect(try String(contentsOfFile: folder + "/manual/guides/for-writers.html", encoding: .utf8).contains("<h1"))
    _ = try run("init", "base")
    #expect(try run("manual", "--output", "base").code == 74, "a folder that is no site is kept")
  }

  @Test func `templates writes a theme that builds the same site as the program's own`() throws {
    defer { clean() }
    let templates = try run("templates", "theme")
    #expect(templates.code == 0, "\(templates)")
    #expect(!FileManager.default.fileExists(atPath: folder + "/theme/starter"), "the starter is no part of the theme")
    _ = try run("init", "base")
    #expect(try run("build", "--content", "base/Content", "--output", "A").code == 0)
    #expect(try run("build", "--content", "base/Content", "--templates", "theme", "--output", "B").code == 0)
    #expect(
      try Data(contentsOf: URL(fileURLWithPath: folder + "/A/manifest.json"))
        == Data(contentsOf: URL(fileURLWithPath: folder + "/B/manifest.json")))
    #expect(try run("templates", "theme").code == 74, "nothing is overwritten")
  }

  @Test func `words writes what there is to translate, once`() throws {
    defer { clean() }
    _ = try run("init", "base")
    let words = try run("words", "pt_BR", "--content", "base/Content")
    #expect(words.code == 0 && words.out == "base/Content/templates/words/pt-br.yaml\n", "\(words)")
    #expect(
      try String(contentsOfFile: folder + "/base/Content/templates/words/pt-br.yaml", encoding: .utf8).contains(
        "languages_name: English"))
    #expect(try run("words", "pt-br", "--content", "base/Content").code == 74, "nothing is overwritten")
    #expect(try run("words", "fr-ca", "--output", "-").out.contains("languages_name: Français"))
    #expect(try run("words", "no language").code == 64)
    #expect(try run("words", "pt", "--content", "nowhere").code == 74)
  }

  @Test func `help is there for a newcomer and nothing extra is said when piped`() throws {
    defer { clean() }
    let help = try run("--help")
    #expect(help.code == 0)
    for word in ["build", "check", "serve", "new", "schema", "init"] { #expect(help.out.contains(word)) }
    _ = try run("init", "base")
    let build = try run("build", "--content", "base/Content", "--output", "Site")
    #expect(build.error.isEmpty && build.out.split(separator: "\n").count == 1, "\(build)")
  }
}
