import Publication
import Testing

@testable import Workspace

@Suite struct `A manifest` {
  @Test func `stands in the order of its paths, whatever the order of writing`() throws {
    let sandbox = Sandbox()
    let folder = try SiteFolder(sandbox.path + "/Site")
    try folder.begin(Publication(release: "", edition: "", files: []))
    let paths = ["b.html", "a/z.html", "a/c.html", "a/b.html"]
    _ = try folder.finish(paths.map { try folder.write($0, []) })
    let text = try sandbox.read("Site/manifest.json")
    let places = paths.sorted().map { text.firstRange(of: "\"\($0)\"")?.lowerBound }
    #expect(!places.contains(nil))
    #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
  }

  @Test(
    arguments: [
      (#"{"generator": "casebook", "files": {"a.html": {"size": 3, "sha256": "0"}}}"#, ["a.html"]),
      (#"{"generator": "casebook", "files": {}}"#, []), (#"{"generator": "hugo", "files": {"a.html": {}}}"#, nil),
      (#"{"files": {"a.html": {}}}"#, nil), (#"{"generator": "casebook"}"#, nil), ("{", nil), ("", nil),
    ] as [(String, [String]?)])
  func `of another program, or cut short, is none`(text: String, paths: [String]?) {
    #expect(Manifest.read(Array(text.utf8))?.files.keys.sorted() == paths)
  }
}
