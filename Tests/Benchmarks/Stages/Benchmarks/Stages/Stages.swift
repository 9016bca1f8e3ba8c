import Benchmark
import Foundation
import Knowledge
import Markdown
import Search
import Text
import Workspace

/// Measures each stage alone, over all cases of the folder that CASEBOOK_CONTENT names, with one
/// task at a time.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .cpuTotal, .throughput, .peakMemoryResident], warmupIterations: 1, maxDuration: .seconds(4),
    maxIterations: 200)
  let cases = Cases.read()

  Benchmark("Read front matter and fields") { _ in
    for (source, place) in cases.sources { blackHole(cases.parser.parse(source, at: place)) }
  }

  Benchmark("Parse Markdown") { _ in
    for body in cases.bodies { blackHole(Document(parsing: body)) }
  }

  Benchmark("Compile bodies") { _ in
    let compiler = BodyCompiler()
    for (body, page) in zip(cases.bodies, cases.sources) {
      blackHole(compiler.compile(body, in: page.source, owner: "case/x"))
    }
  }

  Benchmark("Analyse words") { _ in
    blackHole(AnalyzedRecords(cases.searched))
  }

  Benchmark("Index and encode") { benchmark in
    let analyzed = AnalyzedRecords(cases.searched)
    benchmark.startMeasurement()
    var builder = SearchIndexBuilder(
      SearchSettings(language: "en", types: ["case"], facets: [], synonyms: []))
    builder.add(analyzed)
    let files = await builder.index().files(width: 1)
    blackHole(files.shards.reduce(0) { $0 + $1.script().bytes.count })
  }

  Benchmark("Render pages") { (_, preview: SitePreview) in
    for path in cases.pages { blackHole(await preview.answer(for: path)) }
  } setup: {
    try await SitePreview(cases.options)
  }

  Benchmark("Write files of 20 kB") { _ in
    let bytes = [UInt8](repeating: 0x61, count: 20_000)
    for place in cases.sources.indices {
      try FileSystem.write(bytes, to: "\(cases.scratch)/\(place)", aside: "\(cases.scratch)/aside")
    }
  }
}

/// The cases of a content folder, read once.
struct Cases: Sendable {
  var options = BuildOptions()
  var parser: PageParser
  var sources: [(source: SourceText, place: PagePath)] = []
  var bodies: [[UInt8]] = []
  var searched: [SearchRecord] = []
  var pages: [String] = []
  /// A folder for temporary files, on tmpfs if there is one.
  var scratch: String

  static func read() -> Cases {
    guard let content = ProcessInfo.processInfo.environment["CASEBOOK_CONTENT"] else {
      fatalError("CASEBOOK_CONTENT names no folder; Tests/Benchmarks/run-stages sets it")
    }
    func source(_ name: String) -> SourceText {
      guard let bytes = try? FileSystem.read(content + "/" + name) else { fatalError("there is no \(content)/\(name)") }
      return SourceText(path: name, bytes: bytes)
    }
    let model = Model.read(source("model.yaml")).0
    let settings = Settings.read(source("casebook.yaml")).0
    let names = ((try? FileSystem.entries(of: content + "/vocabularies")) ?? []).compactMap(\.name)
    let vocabularies = Vocabularies(
      names.map { Vocabulary.read(source("vocabularies/" + $0), name: String($0.dropLast(".yaml".count))).0 })
    var cases = Cases(
      parser: PageParser(model: model, vocabularies: vocabularies, settings: settings),
      scratch: NSTemporaryDirectory() + "casebook-stages")
    if FileSystem.kind(of: "/dev/shm") == .folder { cases.scratch = "/dev/shm/casebook-stages" }
    try? FileSystem.makeFolder(cases.scratch)
    cases.options.content = content
    for case (let name?, .file) in (try? FileSystem.entries(of: content + "/cases")) ?? [] {
      let page = source("cases/" + name)
      guard let place = PagePath(path: page.path, model: model, languages: settings.languages) else { continue }
      cases.sources.append((page, place))
      let slug = name.dropLast(".md".count)
      cases.pages.append("cases/\(slug).html")
      let text = page.string(0..<page.bytes.count)
      let end = text.range(of: "\n---\n").map { text.utf8.distance(from: text.startIndex, to: $0.upperBound) } ?? 0
      let body = Array(page.bytes[end...])
      cases.bodies.append(body)
      cases.searched.append(
        SearchRecord(
          id: "case/\(slug)", type: "case", url: "cases/\(slug).html", title: String(slug),
          fields: [(10, String(slug)), (1, String(decoding: body, as: UTF8.self))]))
    }
    return cases
  }
}
