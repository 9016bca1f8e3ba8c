import Foundation
import Testing
import Text

@testable import Workspace

/// A copy of a site can be checked, and brought to a new release.
struct CopyTests {
  private static let base = """
    -- Content/casebook.yaml --
    title: Small base
    release: one
    languages: [en, fr]
    statuses: [draft, published, {id: withdrawn, role: withdrawn}]
    -- Content/model.yaml --
    types:
      note: {folder: notes}
    -- Content/notes/a.md --
    ---
    title: A well
    ---
    Water is drawn with [[b]]. [Plan](a/plan.txt)
    -- Content/notes/a/plan.txt --
    The plan.
    -- Content/notes/b.md --
    ---
    title: A bucket
    ---
    A bucket holds water.
    -- Content/notes/c.md --
    ---
    title: A rope
    ---
    The rope told of Nowhere.
    """

  private let sandbox = Sandbox()

  /// Builds two releases: in the second one note is withdrawn, one changed, and one is new.
  private func buildTwo() async throws {
    try sandbox.write(Self.base)
    _ = try await SiteBuild.run(sandbox.options(output: "Old"))
    try sandbox.replace("release: one", "release: two", in: "Content/casebook.yaml")
    try sandbox.replace("holds water", "holds ten litres", in: "Content/notes/b.md")
    try sandbox.write("---\ntitle: A pump\n---\nA pump lifts water.\n", to: "Content/notes/d.md")
    try sandbox.write("---\ntitle: A rope\nstatus: withdrawn\n---\n", to: "Content/notes/c.md")
    try FileManager.default.removeItem(atPath: sandbox.path + "/Content/notes/a/plan.txt")
    try sandbox.replace(" [Plan](a/plan.txt)", "", in: "Content/notes/a.md")
    _ = try await SiteBuild.run(sandbox.options(output: "New"))
  }

  private func path(_ name: String) -> String { sandbox.path + "/" + name }

  private func copy(_ from: String, _ to: String) throws {
    try? FileManager.default.removeItem(atPath: path(to))
    try FileManager.default.copyItem(atPath: path(from), toPath: path(to))
  }

  // MARK: export zip

  @Test func `an archive is the same bytes with any number of tasks, and holds the folder`() async throws {
    try sandbox.write(Self.base)
    _ = try await SiteBuild.run(sandbox.options())
    for jobs in [1, 3] {
      let report = try await ArchiveExport.run(sandbox.options(jobs: jobs), to: path("site-\(jobs).zip"))
      #expect(report.isWritten)
    }
    #expect(try FileSystem.read(path("site-1.zip")) == FileSystem.read(path("site-3.zip")))
    let archive = try ArchiveCopy(path("site-1.zip"))
    let folder = try sandbox.files("Site")
    #expect(Set(archive.paths) == Set(folder.keys).union(["SHA256SUMS"]))
    for (path, bytes) in folder { #expect(try archive.bytes(of: path) == bytes, "\(path)") }
    #expect(try Verification.run(path("site-1.zip")).isWhole)
  }

  @Test func `the first file of an archive is the one to open, in one folder with a readable name`() async throws {
    try sandbox.write(Self.base)
    _ = try await ArchiveExport.run(sandbox.options(), to: path("site.zip"))
    let unzip = Process()
    unzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    unzip.arguments = [
      "python3", "-c",
      """
      import sys, zipfile, hashlib
      z = zipfile.ZipFile(sys.argv[1])
      names = z.namelist()
      print(names[0]); print(len({n.split("/")[0] for n in names}))
      sums = z.read(names[0].split("/")[0] + "/SHA256SUMS").decode().splitlines()
      print(all(hashlib.sha256(z.read(names[0].split("/")[0] + "/" + l[66:])).hexdigest() == l[:64] for l in sums), len(sums) == len(names) - 1)
      """, path("site.zip"),
    ]
    let output = Pipe()
    unzip.standardOutput = output
    try unzip.run()
    let told = String(decoding: try #require(try output.fileHandleForReading.readToEnd()), as: UTF8.self)
    unzip.waitUntilExit()
    #expect(told == "Small-base-one/0-Start-here.html\n1\nTrue True\n")
  }

  // MARK: verify

  @Test func `each changed, added and missing file is named, and files of other systems are not`() async throws {
    try sandbox.write(Self.base)
    _ = try await SiteBuild.run(sandbox.options())
    #expect(try Verification.run(path("Site")).isWhole)
    for name in ["Thumbs.db", ".DS_Store", "notes/desktop.ini", "notes/._a.html", "System Volume Information/x"] {
      try sandbox.write("system", to: "Site/" + name)
    }
    #expect(try Verification.run(path("Site")).isWhole)
    try sandbox.write("[autorun]", to: "Site/autorun.inf")
    try sandbox.write("x", to: "Site/notes/.hidden.exe")
    try sandbox.write("changed", to: "Site/notes/a.html")
    try FileSystem.remove(path("Site/fr/index.html"))
    let report = try Verification.run(path("Site"))
    #expect(report.changed == ["notes/a.html"])
    #expect(report.added == ["autorun.inf", "notes/.hidden.exe"])
    #expect(report.missing == ["fr/index.html"])
    #expect(!report.isWhole)
  }

  @Test func `a folder without a manifest, and an archive that is cut off, are told in a sentence`() async throws {
    try sandbox.write("x", to: "Other/a.html")
    let other = #expect(throws: BuildFailure.self) { try Verification.run(path("Other")) }
    #expect(other?.message.contains("has no manifest.json") == true)
    try sandbox.write(Self.base)
    _ = try await ArchiveExport.run(sandbox.options(), to: path("site.zip"))
    let bytes = try FileSystem.read(path("site.zip"))
    try sandbox.write(Array(bytes[..<(bytes.count / 2)]), to: "half.zip")
    let half = #expect(throws: BuildFailure.self) { try Verification.run(path("half.zip")) }
    #expect(half?.message.contains("cut off") == true)
    #expect(throws: BuildFailure.self) { try Verification.run(path("nothing")) }
  }

  // MARK: update

  @Test func `an old copy becomes the new release, byte for byte`() async throws {
    try await buildTwo()
    try sandbox.write("kept", to: "Old/.notes.txt")
    _ = try Update.run(path("New"), onto: path("Old"))
    #expect(try sandbox.files("Old") == sandbox.files("New"))
    #expect(try sandbox.read("Old/.notes.txt") == "kept")
    #expect(try Update.run(path("New"), onto: path("Old")).written == 0)
  }

  @Test func `a difference holds what an old copy needs, and makes it the new release`() async throws {
    try await buildTwo()
    let report = try await Difference.run(path("New"), from: path("Old/manifest.json"), to: path("difference.zip"))
    #expect(report.deleted > 0)
    let difference = try ArchiveCopy(path("difference.zip"))
    #expect(difference.paths.contains("notes/d.html"))
    #expect(!difference.paths.contains("assets/icon.svg"))
    let page = String(decoding: try difference.bytes(of: "0-update.html"), as: UTF8.self)
    #expect(page.contains("<section lang=\"fr\" dir=\"ltr\">"))
    #expect(String(decoding: try difference.bytes(of: "delete.txt"), as: UTF8.self).contains("media/plan-"))
    _ = try Update.run(path("difference.zip"), onto: path("Old"))
    #expect(try sandbox.files("Old") == sandbox.files("New"))
  }

  @Test func `an update that is cut off anywhere leaves every page whole and nothing that is gone, and goes on`() async throws {
    try await buildTwo()
    let (old, new) = (try sandbox.files("Old"), try sandbox.files("New"))
    var steps = 0
    var isDone = false
    while !isDone {
      try copy("Old", "Copy")
      var left = steps
      do {
        _ = try Update.run(path("New"), onto: path("Copy")) {
          left -= 1
          return left >= 0
        }
        isDone = true
      } catch {
        let now = try sandbox.files("Copy")
        for (path, bytes) in now where path != "manifest.next.json" {
          #expect(bytes == old[path] || bytes == new[path], "\(path) after \(steps) steps")
        }
        // Each entry leads to shards that are there, of one release.
        for language in ["en", "fr"] {
          let entry = now["search/\(language)/index.js"]
          let release = entry == new["search/\(language)/index.js"] ? new : old
          for path in release.keys where path.hasPrefix("search/\(language)/") {
            #expect(
              now[path] == release[path] || entry != release["search/\(language)/index.js"], "\(path) after \(steps) steps")
          }
        }
        _ = try Update.run(path("New"), onto: path("Copy"))
        #expect(try sandbox.files("Copy") == new, "after \(steps) steps")
      }
      steps += 1
    }
    #expect(steps > 30)
  }

  @Test func `a difference for another copy, or a damaged one, changes nothing`() async throws {
    try sandbox.write(Self.base)
    _ = try await SiteBuild.run(sandbox.options(output: "Old"))
    try sandbox.replace("holds water", "holds ten litres", in: "Content/notes/b.md")
    _ = try await SiteBuild.run(sandbox.options(output: "New"))
    _ = try await Difference.run(path("New"), from: path("Old"), to: path("difference.zip"))
    let other = Sandbox()
    try other.write(Self.base.replacing("A well", with: "A spring"))
    _ = try await SiteBuild.run(other.options(output: "Old"))
    let before = try other.files("Old")
    let failure = #expect(throws: BuildFailure.self) { try Update.run(path("difference.zip"), onto: other.path + "/Old") }
    #expect(failure?.message.contains("for another copy") == true)
    #expect(try other.files("Old") == before)
    try sandbox.write("damaged", to: "New/notes/b.html")
    let old = try sandbox.files("Old")
    let damaged = #expect(throws: BuildFailure.self) { try Update.run(path("New"), onto: path("Old")) }
    #expect(damaged?.message.contains("'notes/b.html'") == true)
    #expect(try sandbox.files("Old") == old)
  }

  @Test func `a manifest that names files outside the site changes nothing`() async throws {
    try await buildTwo()
    try sandbox.write("kept", to: "kept.txt")
    try sandbox.write(
      #"{"generator": "casebook", "files": {"../kept.txt": {"size": 4, "sha256": "0"}}}"#, to: "New/manifest.json")
    #expect(throws: BuildFailure.self) { try Update.run(path("New"), onto: path("Old")) }
    #expect(try sandbox.read("kept.txt") == "kept")
  }

  @Test func `a folder that is no site is not touched`() async throws {
    try await buildTwo()
    try sandbox.write("photo", to: "Photos/a.jpg")
    let failure = #expect(throws: BuildFailure.self) { try Update.run(path("New"), onto: path("Photos")) }
    #expect(failure?.message.contains("is no copy of a site") == true)
    #expect(try sandbox.files("Photos").keys.sorted() == ["a.jpg"])
  }
}

extension Sandbox {
  fileprivate func replace(_ old: String, _ new: String, in name: String) throws {
    try write(try read(name).replacing(old, with: new), to: name)
  }
}
