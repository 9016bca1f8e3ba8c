import Archives
import Foundation
import Testing

/// Nothing that the program writes or prints contains a byte of what an edition hides.
struct CanaryTests {
  /// The commands that tell of a knowledge base, with every form of their output.
  private static let formats = ["text", "json", "sarif", "github", "rdjsonl"]

  /// Everything that the program writes and says about the base in a folder.
  private func outputs(of place: String, _ program: Program, edition: String, seed: Int) throws -> [String: [UInt8]] {
    var forms: [String: [UInt8]] = [:]
    let format = Self.formats[seed % Self.formats.count]
    let buildFormat = ["text", "json", "sarif", "github"][seed % 4]
    let build = try program.run(
      "\"$casebook\" build --edition \(edition) --output ../\(place)-\(edition) --format \(buildFormat)", in: place)
    let check = try program.run("\"$casebook\" check --edition \(edition) --today 2026-01-01 --format \(format)", in: place)
    // The case that all may see is the first of those of the base.
    let slice = "--records case/r0 --depth 3 --language \(seed % 2 == 0 ? "en" : "fr")"
    for (name, arguments) in [("slice", slice), ("whole", "--language fr")] {
      let single = try program.run(
        "\"$casebook\" export single --edition \(edition) \(arguments) --output ../\(place)-\(name).html", in: place)
      forms["single/\(name).error"] = withoutPlaces(single.error)
      let html = try #require(program.bytes("\(place)-\(name).html"), "\(String(decoding: single.error, as: UTF8.self))")
      forms["single/\(name).html"] = html
      if let payload = CanarySearch.payload(of: html) { forms["single/\(name).json"] = payload }
    }
    try #require(forms["single/whole.json"]?.isEmpty == false)
    var all = forms
    let book = "\(place)-\(edition).zim"
    let zim = try program.run("\"$casebook\" export zim --edition \(edition) --output ../\(book)", in: place)
    for (name, result) in [("build", build), ("check", check), ("zim", zim)] {
      try #require(
        [0, 1].contains(result.code)
          && (name != "build" || !String(decoding: result.error, as: UTF8.self).contains("Nothing was written")),
        "\(name): \(String(decoding: result.error, as: UTF8.self))")
      all[name + ".out"] = withoutPlaces(result.out)
      all[name + ".error"] = withoutPlaces(result.error)
    }
    for (path, bytes) in try program.files("\(place)-\(edition)") { all["site/" + path] = bytes }
    let epub = try program.run(
      "\"$casebook\" export book --edition \(edition) --output book.epub; rm -rf ../\(place)-book; python3 -m zipfile -e book.epub ../\(place)-book",
      in: place)
    try #require(!program.files("\(place)-book").isEmpty, "book: \(String(decoding: epub.error, as: UTF8.self))")
    all["epub.error"] = withoutPlaces(epub.error)
    for (path, bytes) in try program.files("\(place)-book") { all["epub/" + path] = bytes }
    for (path, bytes) in try entries(of: try #require(program.bytes(book))) { all["zim/" + path] = bytes }
    all["zim"] = program.bytes(book)
    all["zim.out"] = Array(String(decoding: zim.out, as: UTF8.self).replacing(place, with: "…").utf8)
    for (name, bytes) in try CanaryForms(place: place, edition: edition, seed: seed).outputs(program) {
      all[name] = name.hasSuffix(".error") ? withoutPlaces(bytes) : bytes
    }
    all["build.out"] = Array(String(decoding: build.out, as: UTF8.self).replacing(place, with: "…").utf8)
    return all
  }

  /// The entries of a book for Kiwix, with their titles.
  private func entries(of book: [UInt8]) throws -> [String: [UInt8]] {
    let reader = try ZimReader(size: book.count) { Array(book[$0.clamped(to: book.indices)]) }
    var entries: [String: [UInt8]] = [:]
    for entry in reader.entries where entry.space != .index {
      entries[entry.path] = Array((entry.title + "\n").utf8) + (try reader.bytes(of: entry))
    }
    return entries
  }

  /// Findings without lines and columns: where a line was taken out, those below it move.
  private func withoutPlaces(_ bytes: [UInt8]) -> [UInt8] {
    var text = String(decoding: bytes, as: UTF8.self)
    text.replace(/\.(md|yaml):\d+:\d+:/) { ".\($0.1):" }
    text.replace(/"(startLine|startColumn|endLine|endColumn|line|column|byteOffset|byteLength|charOffset|charLength)": ?\d+/) {
      $0.1
    }
    text.replace(/(line|col|endLine|endColumn)=\d+/) { $0.1 }
    return Array(text.utf8)
  }

  private func write(_ files: [String: [UInt8]], to place: String, _ program: Program) throws {
    for (path, bytes) in files { try program.write(bytes, to: place + "/" + path) }
  }

  @Test(arguments: 1...8)
  func `no output of an edition has a byte of what it hides, and all equal those of a copy without it`(seed: Int) throws {
    let base = CanaryKnowledge(seed: UInt64(seed))
    for (path, bytes) in base.copy { #expect(CanarySearch.forms(in: bytes) == [], "the copy has a canary word: \(path)") }
    let program = try Program()
    try write(base.whole, to: "whole", program)
    try write(base.copy, to: "copy", program)
    let whole = try outputs(of: "whole", program, edition: "public", seed: seed)
    for (name, bytes) in whole {
      let forms = CanarySearch.forms(in: bytes)
      #expect(forms == [], "\(name): \(near(bytes))")
      #expect(CanarySearch.forms(in: Array(name.utf8)) == [], "\(name)")
    }
    let copy = try outputs(of: "copy", program, edition: "public", seed: seed)
    let differences = Set(whole.keys).union(copy.keys).sorted().filter { whole[$0] != copy[$0] }
    let told = differences.prefix(3).map { "\($0) \(difference(whole[$0], copy[$0]))" }.joined(separator: "\n")
    #expect(differences == [], "\(told)")
  }

  /// `verify` asks the content alone, so it sees in a site of staff what the public edition hides,
  /// and in the site of the public edition nothing.
  @Test(arguments: 1...8)
  func `verify finds what an edition hides in the site of another`(seed: Int) throws {
    let base = CanaryKnowledge(seed: UInt64(seed))
    let program = try Program()
    try write(base.whole, to: "whole", program)
    for edition in ["public", "staff"] {
      _ = try program.run("\"$casebook\" build --edition \(edition) --output ../\(edition)", in: "whole")
      let verify = try program.run("\"$casebook\" verify ../\(edition) --content Content --edition public", in: "whole")
      let lines = String(decoding: verify.out, as: UTF8.self).split(separator: "\n").filter { $0.hasPrefix("hidden: ") }
      #expect(verify.code == (edition == "public" ? 0 : 1), "\(edition): \(lines.prefix(5))")
      guard edition == "staff" else { continue }
      // Each file in which a canary word stands is told, but for lists of ids that casebook.yaml has
      // in its navigation.
      for (path, bytes) in try program.files(edition) {
        let isTold = lines.contains { $0.hasPrefix("hidden: \(path):") }
        let hasWord = ["plain", "escaped in JSON"].contains { CanarySearch.forms(in: bytes).contains($0) }
        if hasWord, !path.hasSuffix(".gif"), !path.hasSuffix(".pdf"), !path.contains("/i/") {
          #expect(isTold, "\(path): \(near(bytes))")
        }
      }
    }
  }

  /// The search above would see a word, if there was one: it sees those of the staff's edition.
  @Test func `the edition that shows what is hidden has its words in every kind of output`() throws {
    let base = CanaryKnowledge(seed: 1)
    let program = try Program()
    try write(base.whole, to: "whole", program)
    let outputs = try outputs(of: "whole", program, edition: "staff", seed: 1)
    let seen = outputs.filter {
      !CanarySearch.forms(in: $0.value).isEmpty || !CanarySearch.forms(in: Array($0.key.utf8)).isEmpty
    }
    for kind in [
      "site/cases/", "site/fr/", "site/notes/", "site/data/graph.json", "site/data/case.csv", "site/search/", "site/media/",
      "site/manifest.json", "site/sitemap.xml", "bulk.out", "bulk file.ndjson", "zip/", "difference/", "check.out",
      "build.error", "zim/cases/", "zim/~/", "zim/media/",
      "single/slice.html", "single/whole.json",
    ] {
      #expect(seen.keys.contains { $0.hasPrefix(kind) }, "\(kind)")
    }
    // And the words are alive: staff see nearly every kind of place in which one stands.
    let text = outputs.map { $0.key + String(decoding: $0.value, as: UTF8.self) }.joined().lowercased()
    let silent: Set = ["bytes", "comment", "comment in YAML", "inbox", "owner", "read me", "unused file", "value"]
    for (kind, words) in base.planted where !silent.contains(kind) {
      #expect(words.contains(where: text.contains), "no \(kind) in the edition of staff")
    }
  }

  @Test(arguments: [
    ("a Zqxvab b", "plain"), ("%7Aq%78vab", "percent-encoded"), ("\\u007aqxv", "escaped in JSON"),
    ("\\x7aqxv", "escaped in a script"),
    ("&#122;qx&#x76;", "entities"), (Data("ab zqxvab".utf8).base64EncodedString(), "base64"),
    (Data("a zqxvab".utf8).base64EncodedString(), "base64"), ("z\0q\0x\0v\0", "UTF-16"),
  ])
  func `the search for words sees each form of one`(text: String, form: String) {
    #expect(CanarySearch.forms(in: Array(text.utf8)).contains(form))
  }

  private func near(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let place = text.lowercased().range(of: CanarySearch.mark) else { return "" }
    let offset = text.lowercased().distance(from: text.lowercased().startIndex, to: place.lowerBound)
    return String(text.dropFirst(max(0, offset - 120)).prefix(240))
  }

  private func difference(_ a: [UInt8]?, _ b: [UInt8]?) -> String {
    guard let a, let b else { return a == nil ? "only in the copy" : "only in the whole" }
    let at = zip(a, b).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(a.count, b.count)
    func near(_ bytes: [UInt8]) -> String {
      String(decoding: bytes[max(0, at - 80)..<min(bytes.count, at + 120)], as: UTF8.self)
    }
    return "at \(at): …\(near(a))… and …\(near(b))…"
  }
}
