import Foundation
import Testing

/// What happens around a build at the worst moment: it is killed, its disk is full, its folder may not be written, nobody reads what
/// it says. The site can be read all the while, its search is whole, and the next build mends the rest.
struct MomentTests {
  /// A knowledge base whose pages change with `word`.
  private func write(_ word: String, _ program: Program) throws {
    try program.write("title: Base\n", to: "base/Content/casebook.yaml")
    try program.write("types:\n  lesson: {folder: lessons}\n", to: "base/Content/model.yaml")
    for place in 0..<40 {
      let text = String(repeating: "\(word) \(place) market road. ", count: 200)
      try program.write("---\ntitle: \(word) \(place)\n---\n\n\(text)\n", to: "base/Content/lessons/l\(place).md")
    }
  }

  private static let build = "exec \"$casebook\" build --content base/Content --output Site/Base"

  private func expectReadable(_ program: Program, _ site: String = "Site/Base") throws {
    guard FileManager.default.fileExists(atPath: program.folder + "/" + site) else { return }
    for (path, bytes) in try program.files(site) where path.hasSuffix(".html") {
      #expect(String(decoding: bytes.suffix(20), as: UTF8.self).contains("</html>"), "\(path)")
    }
  }

  private func expectSame(_ program: Program) throws {
    #expect(try program.run(Self.build).code == 0)
    #expect(try program.run("\"$casebook\" build --content base/Content --output Fresh").code == 0)
    #expect(try program.files("Site/Base") == program.files("Fresh"))
  }

  private static let client = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "SearchClient/trec.mjs").path

  /// Searches the site with the client of the pages.
  ///
  /// - Returns: the number of results; nil if this machine has no node.
  private func found(_ word: String, _ program: Program) throws -> Int? {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/node") else { return nil }
    try program.write("q\t\(word)\n", to: "queries.tsv")
    let result = try program.run("node '\(Self.client)' --site Site/Base --queries queries.tsv --limit 100")
    #expect(result.code == 0, "\(String(decoding: result.error, as: UTF8.self))")
    return result.out.count { $0 == 0x0A }
  }

  @Test func `44 builds that are killed at as many moments leave pages and search whole, and the next one mends the rest`()
    throws
  {
    let program = try Program()
    try write("first", program)
    let start = ContinuousClock.now
    #expect(try program.run(Self.build).code == 0)
    let whole = Double((ContinuousClock.now - start) / .milliseconds(1))
    var killed = 0
    for round in 0..<44 {
      try write("round\(round)", program)
      let process = try program.start(Self.build)
      usleep(UInt32(whole * 1000 * Double(round + 1) / 46))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      if process.terminationReason == .uncaughtSignal { killed += 1 }
      try expectReadable(program)
      // An index is that of one build: it finds all records, whichever build was the last to be done.
      if round % 4 == 3, let found = try found("market", program) { #expect(found == 40) }
    }
    #expect(killed > 10)
    try expectSame(program)
  }

  /// True if this process may mount file systems.
  static let mayMount: Bool = {
    let place = FileManager.default.temporaryDirectory.appending(path: "casebook-\(UUID().uuidString)").path
    try? FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: place) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", "PATH=$PATH:/usr/sbin:/sbin; mount -t tmpfs -o size=1m none '\(place)' && umount '\(place)'"]
    process.standardError = FileHandle(forWritingAtPath: "/dev/null")
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  private func mounted(_ options: String, _ program: Program, _ body: () throws -> Void) throws {
    #expect(try program.run("mkdir -p Site && mount -t tmpfs -o \(options) none Site").code == 0)
    defer { _ = try? program.run("umount -l Site") }
    try body()
  }

  @Test(.enabled(if: mayMount, "nobody but root may make a small disk"))
  func `a full disk leaves every page whole, and the next build mends the rest`() throws {
    let program = try Program()
    try write("first", program)
    try mounted("size=8m", program) {
      #expect(try program.run(Self.build).code == 0)
      var refused = 0
      for (round, left) in [0, 4, 12, 24, 60].enumerated() {
        try write("round\(round)", program)
        // A file takes what there is but for so many KiB.
        let fill = "free=$(df --output=avail -k Site | tail -1); head -c $(( (free - \(left)) * 1024 )) /dev/zero > Site/filler"
        #expect(try program.run(fill).code == 0)
        let result = try program.run(Self.build)
        // With little room, a build that replaces one page at a time may just be done.
        #expect(result.code == 0 || String(decoding: result.error, as: UTF8.self).contains("o space"), "\(left) KiB")
        if result.code == 74 { refused += 1 }
        try expectReadable(program)
        #expect(try program.run("rm Site/filler").code == 0)
      }
      #expect(refused >= 2)
      if let found = try found("market", program) { #expect(found == 40) }
      try expectSame(program)
    }
  }

  @Test(.enabled(if: mayMount, "nobody but root may make a small disk"))
  func `a disk without room for names leaves every page whole, and the next build mends the rest`() throws {
    let program = try Program()
    try write("first", program)
    try mounted("size=32m,nr_inodes=400", program) {
      #expect(try program.run(Self.build).code == 0)
      for (round, left) in [0, 1, 2].enumerated() {
        try write("round\(round)", program)
        let fill =
          "mkdir Site/filler; free=$(df --output=iavail Site | tail -1); for i in $(seq $(( free - \(left) ))); do : > Site/filler/$i; done"
        #expect(try program.run(fill).code == 0)
        #expect(try program.run(Self.build).code == 74, "\(left) names")
        try expectReadable(program)
        #expect(try program.run("rm -r Site/filler").code == 0)
      }
      try expectSame(program)
    }
  }

  @Test(.enabled(if: mayMount, "nobody but root may make a folder that root cannot write"))
  func `a folder that cannot be written is said and stays as it is; content that cannot be written is read`() throws {
    let program = try Program()
    try write("first", program)
    try mounted("size=32m", program) {
      #expect(try program.run(Self.build).code == 0)
      let before = try program.files("Site/Base")
      try write("second", program)
      #expect(try program.run("mount -o remount,ro Site").code == 0)
      let result = try program.run(Self.build)
      #expect(result.code == 74 && String(decoding: result.error, as: UTF8.self).contains("ead-only"))
      #expect(try program.files("Site/Base") == before)
      #expect(try program.run("mount -o remount,rw Site && mount --bind base base && mount -o remount,ro,bind base").code == 0)
      defer { _ = try? program.run("umount -l base") }
      #expect(try program.run(Self.build).code == 0)
    }
  }

  @Test(arguments: [">&- 2>&- <&-", "2>&1 | true", "> /dev/full 2> /dev/full"])
  func `a build whose words nobody reads ends by itself, and no word of it is in a file`(streams: String) throws {
    let program = try Program()
    try write("first", program)
    try program.write("---\ntitle: Odd\nodd: key\n---\n\n[[nobody]]\n", to: "base/Content/lessons/odd.md")
    let command = "\"$casebook\" build --content base/Content --output"
    let result = try program.run("set -o pipefail; \(command) Site/Base \(streams)")
    // 141: as any program that writes to a pipe whose reader has gone.
    let isEnd: (Int32) -> Bool = { $0 < 128 || ($0 == 141 && streams.contains("|")) }
    #expect(isEnd(result.code), "it ended by signal \(result.code - 128)")
    #expect(try program.run(command + " Fresh").code == 1)
    #expect(try program.files("Site/Base") == program.files("Fresh"))
    for line in ["check --content base/Content", "--help", "export bulk --content base/Content"] {
      let result = try program.run("set -o pipefail; \"$casebook\" \(line) \(streams)")
      #expect(isEnd(result.code), "\(line) ended by signal \(result.code - 128)")
    }
  }
}
