import Foundation
import Templates
import Testing
import Text

/// The test cases of the Mustache specification, if its data stands beside the project.
struct SpecificationTests {
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().appending(path: "../../../shared/data/mustache-spec").standardizedFileURL
  static let isThere = FileManager.default.fileExists(atPath: folder.path)

  struct Case: CustomTestStringConvertible, Sendable {
    var file: String
    var name: String
    var template: String
    var expected: String
    var partials: [String: String]
    var data: JSON
    var testDescription: String { "\(file): \(name)" }
  }

  /// The files of the specification, without two. `lambdas` calls code from a template, but our
  /// templates are data. `dynamic-names` chooses a partial by a value, so an unknown name would be
  /// found only when a page is rendered.
  static let files = ["comments", "delimiters", "interpolation", "inverted", "partials", "sections", "inheritance"]

  static func cases() throws -> [Case] {
    guard isThere else { return [] }
    return try files.flatMap { file in
      let bytes = try Data(contentsOf: folder.appending(path: "\(file).json"))
      guard case .object(let root) = try JSONDecoder().decode(JSON.self, from: bytes), case .array(let tests)? = root["tests"]
      else { throw CocoaError(.coderInvalidValue) }
      return try tests.map { test in
        guard case .object(let test) = test, let data = test["data"] else { throw CocoaError(.coderInvalidValue) }
        var partials: [String: String] = [:]
        if case .object(let named)? = test["partials"] { partials = named.mapValues(\.text) }
        return Case(
          file: file, name: test["name"]?.text ?? "", template: test["template"]?.text ?? "",
          expected: test["expected"]?.text ?? "", partials: partials, data: data)
      }
    }
  }

  // Skipped if the data is not beside the project.
  @Test(.enabled(if: isThere, "the Mustache specification's cases are not beside the project"))
  func `all cases of the files in question are there`() throws {
    #expect(try Self.cases().count > 150)
  }

  @Test(.enabled(if: isThere, "the Mustache specification's cases are not beside the project"), arguments: try cases())
  func `a case of the specification renders as it says`(_ test: Case) throws {
    var files = [(name: "main.mustache", source: SourceText(path: "main.mustache", bytes: Array(test.template.utf8)))]
    for (name, text) in test.partials.sorted(by: { $0.key < $1.key }) {
      files.append((name: name, source: SourceText(path: name, bytes: Array(text.utf8))))
    }
    let (set, loading) = TemplateSet.load(files)
    #expect(loading.filter { $0.code != "unknown-partial" } == [])
    let values = test.data.rootValues
    let (template, compiling) = set.compile(
      "main", for: values.shape, leniency: [.unknownNamesAreEmpty, .rawTextIsAllowed])
    #expect(compiling == [])
    var bytes: [UInt8] = []
    try #require(template).render(values, into: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self).debugDescription == test.expected.debugDescription)
  }
}
