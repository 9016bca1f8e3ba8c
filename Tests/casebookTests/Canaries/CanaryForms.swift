import Foundation

/// The forms in which the program gives an edition away, besides the site itself. A new form is a
/// line in ``all``.
struct CanaryForms {
  /// The folder of the knowledge base, beside which everything is written.
  var place: String
  var edition: String
  var seed: Int

  private static let targets = ["elasticsearch", "opensearch", "meilisearch", "typesense"]

  /// The name of each form, its command and the file that it writes, if any. `OUT` stands for the
  /// path of that file without its ending, and `SITE` for the site of the edition.
  private static let all: [(name: String, command: String, file: String?)] = [
    ("bulk", "export bulk --edition EDITION --target TARGET", nil),
    ("bulk file", "export bulk --edition EDITION --output OUT.ndjson", "ndjson"),
    ("zip", "export zip --edition EDITION --output OUT.zip", "zip"),
    ("difference", "update SITE --from ../empty.json --output OUT.zip", "zip"),
    ("verify", "verify SITE --content Content --edition EDITION", nil),
  ]

  /// What each form says and writes; archives are unpacked.
  func outputs(_ program: Program) throws -> [String: [UInt8]] {
    try program.write(#"{"generator": "casebook", "files": {}}"#, to: "empty.json")
    var found: [String: [UInt8]] = [:]
    for form in Self.all {
      let out = "\(place)-\(edition)-\(form.name.replacing(" ", with: "-"))"
      let command = form.command.replacing("EDITION", with: edition).replacing("TARGET", with: Self.targets[seed % 4])
        .replacing("SITE", with: "../\(place)-\(edition)").replacing("OUT", with: "../" + out)
      let result = try program.run("\"$casebook\" " + command, in: place)
      guard [0, 1].contains(result.code) else {
        throw Failure(text: "\(form.name): \(String(decoding: result.error, as: UTF8.self))")
      }
      found[form.name + ".out"] = named(result.out)
      found[form.name + ".error"] = named(result.error)
      guard let ending = form.file else { continue }
      guard let bytes = program.bytes("\(out).\(ending)") else { throw Failure(text: "\(form.name) wrote nothing") }
      found["\(form.name).\(ending)"] = bytes
      guard ending == "zip" else { continue }
      _ = try program.run("rm -rf \(out)-files; mkdir \(out)-files; unzip -qq \(out).zip -d \(out)-files")
      for (path, bytes) in try program.files("\(out)-files") { found["\(form.name)/\(path)"] = bytes }
    }
    return found
  }

  struct Failure: Error { var text: String }

  /// Messages name the folder, which differs between the whole base and its copy.
  private func named(_ bytes: [UInt8]) -> [UInt8] {
    Array(String(decoding: bytes, as: UTF8.self).replacing(place, with: "…").utf8)
  }
}
