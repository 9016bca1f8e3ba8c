import Testing

@testable import Workspace

@Suite struct `A manifest` {
  @Test(
    arguments: [
      [], ["a/z.html", "b.html"], ["0", "a/b.html", "a/c.html", "gone.html"], ["a/b.html", "a/c.html", "a/z.html", "b.html"],
    ])
  func `stands in the order of its paths, whatever was known of that before`(_ known: [String]) {
    var files = WrittenFiles(beginningWith: known)
    for path in ["b.html", "a/z.html", "a/c.html", "b.html", "a/b.html"] { files.add(path, Manifest.File(size: 1, hash: "0")) }
    #expect(files.count == 4)
    #expect(files["a/z.html"] != nil)
    #expect(files["gone.html"] == nil)
    let text = String(decoding: Manifest.bytes(of: files.inOrder, release: "", edition: ""), as: UTF8.self)
    let places = ["a/b.html", "a/c.html", "a/z.html", "b.html"].map { text.firstRange(of: "\"\($0)\"")?.lowerBound }
    #expect(!places.contains(nil))
    #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
    #expect(!text.contains("gone"))
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
