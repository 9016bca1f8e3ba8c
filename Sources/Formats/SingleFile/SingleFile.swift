import Archives
import Knowledge
package import Publication
import Templates
import Text

/// An edition, or some of its records, as one file for a browser, which opens alone: with its
/// style, its search and its pictures, and with no address of anything else.
package struct SingleFile: Sendable {
  /// The style sheet and the script that stand in the file.
  package struct Assets: Sendable {
    package var style: [UInt8]
    package var script: [UInt8]

    package init(style: [UInt8], script: [UInt8]) { (self.style, self.script) = (style, script) }
  }

  /// The sizes that are too large, in bytes.
  package struct Limits: Sendable {
    /// nil for 500 kB for some records, and 1 MB for a language.
    package var file: Int?
    package var picture = 100_000

    package init(file: Int? = nil, picture: Int = 100_000) { (self.file, self.picture) = (file, picture) }
  }

  package struct Made: Sendable {
    package var bytes: [UInt8]
    package var problems: [Problem]
  }

  /// A finding without a path and a position.
  package struct Problem: Hashable, Sendable {
    package var code: String
    package var message: String
  }

  private let site: Site
  private let templates: CompiledTemplates
  private let assets: Assets
  private let limits: Limits
  private let picture: @Sendable (_ path: String) -> [UInt8]?

  /// - Parameters:
  ///   - templates: those for records that stand one after the other.
  ///   - picture: Returns the bytes of the picture with a path in the site.
  package init(
    site: Site, templates: CompiledTemplates, assets: Assets, limits: Limits = Limits(),
    picture: @escaping @Sendable (_ path: String) -> [UInt8]?
  ) {
    self.site = site
    self.templates = templates
    self.assets = assets
    self.limits = limits
    self.picture = picture
  }

  /// Some records, readable without a script.
  ///
  /// If the file would be too large, it has only the beginning of some records: first of those that
  /// are the most links away.
  package func make(_ slice: Slice) -> Made {
    let (pieces, addresses) = pieces(of: slice)
    let groups = ArticleGroup.groups(of: slice, in: site)
    var single = SingleValues(slice, site, assets)
    single.setContents(groups, pieces)
    let data = SingleData(slice, site, isWhole: false).bytes
    var short: Set<RecordID> = []
    var made = Made(bytes: [], problems: [])
    for step in slice.steps.reversed() {
      single.values["articles"] = .html(groups.flatMap { pieces.html(of: $0, short: short) })
      single.setShort(short.count)
      made = self.made(single, data, short: short, slice, pieces, addresses)
      guard made.bytes.count > limit(of: slice), step.lowerBound > 0 else { break }
      short.formUnion(slice.records[step].filter { site.graph.type(of: $0).page == .own })
    }
    return made
  }

  /// A whole language: the first screen can be read without a script, and the rest is compressed.
  package func makeWhole(_ slice: Slice) -> Made {
    let (pieces, addresses) = pieces(of: slice)
    var single = SingleValues(slice, site, assets)
    single.values["isWhole"] = .flag(true)
    single.values["articles"] = .html(pieces.firstScreen())
    let data = SingleData(slice, site, isWhole: true)
    let payload = Deflate.compressed(data.payload(pieces)).base64
    return made(single, data.bytes, payload: payload, slice, pieces, addresses)
  }

  private func pieces(of slice: Slice) -> (ArticlePieces, OneDocument) {
    let addresses = OneDocument(slice, of: site, pictures: .init(limit: limits.picture, read: picture))
    let renderer = PageRenderer(site: site, templates: templates, isWhole: slice.roots.isEmpty, addresses: addresses)
    return (ArticlePieces(slice, site, renderer), addresses)
  }

  private func made(
    _ single: SingleValues, _ data: [UInt8], payload: [UInt8] = [], short: Set<RecordID> = [], _ slice: Slice,
    _ pieces: ArticlePieces, _ addresses: OneDocument
  ) -> Made {
    var single = single
    single.values["data"] = .html(data)
    single.values["payload"] = .html(payload)
    let bytes = pieces.renderer.renderSingle(single.values, in: slice.language, at: "")
    var problems = addresses.leftOut.map { path in
      let name = site.files.filter { $0.value.path == path }.keys.min() ?? path
      return Problem(
        code: "picture-left-out",
        message:
          "the picture '\(name)' is larger than \(limits.picture / 1000) kB, so its words stand in its place; make it smaller, or raise 'pictures'"
      )
    }
    let limit = limit(of: slice)
    if bytes.count > limit { problems.append(tooLarge(bytes.count, limit, slice, pieces, short: short)) }
    return Made(bytes: bytes, problems: problems)
  }

  private func limit(of slice: Slice) -> Int { limits.file ?? (slice.roots.isEmpty ? 1_000_000 : 500_000) }

  private func tooLarge(_ size: Int, _ limit: Int, _ slice: Slice, _ pieces: ArticlePieces, short: Set<RecordID>) -> Problem {
    let heaviest = slice.records.map {
      (id: site.graph.records[$0.index].id, size: pieces.html(of: $0, isShort: short.contains($0)).count)
    }
    .sorted { ($1.size, $0.id) < ($0.size, $1.id) }.prefix(3).map { "'\($0.id)' (\(Self.kilobytes($0.size)))" }
    let name =
      slice.roots.first.map { "the file of '\(site.graph.records[$0.index].id)' in \(slice.language)" }
      ?? "the file of '\(slice.language)'"
    return Problem(
      code: "form-over-budget",
      message:
        "\(name) has \(Self.kilobytes(size)), and its limit is \(Self.kilobytes(limit)); its heaviest records: \(heaviest.joined(separator: ", "))"
    )
  }

  private static func kilobytes(_ bytes: Int) -> String { "\((bytes + 999) / 1000) kB" }
}
