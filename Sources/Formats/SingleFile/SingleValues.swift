import Knowledge
import Publication
import Templates
import Text

/// The values of the template for a document.
struct SingleValues {
  var values = Values(PageShapes.single)
  private let slice: Slice
  private let site: Site

  init(_ slice: Slice, _ site: Site, _ assets: SingleFile.Assets) {
    (self.slice, self.site) = (slice, site)
    let language = slice.language
    let words = site.words(in: language)
    let heading = site.label(site.graph.settings.title, in: language)
    let names = slice.roots.map { site.graph.records[$0.index].title(in: language) }
    values["heading"] = .text(heading)
    values["title"] = .text(names.isEmpty ? heading : names.joined(separator: words("list_separator")) + " · " + heading)
    values["description"] = .text(site.label(site.graph.settings.description, in: language))
    values["language"] = .text(language)
    values["direction"] = .text(words.direction)
    if !names.isEmpty {
      values["taken"] = .text(
        words("single_taken", names.joined(separator: words("list_separator")), "\(slice.records.count)"))
    }
    if let date = site.latestDate(of: slice.records, in: language) { values["date"] = .text(date) }
    if let base = site.options.baseURL {
      let path =
        slice.roots.count == 1 ? site.paths.address(of: slice.roots[0], in: language).path : site.paths.home(in: language)
      values["newer"] = .text(base + percentEncoded(path))
    }
    let (style, script) = (Self.fit(assets.style), Self.fit(assets.script))
    values["style"] = .html(style)
    values["script"] = .html(script)
    values["policy"] = .html(Array(Self.policy(style: style, script: script).utf8))
  }

  /// - Parameter count: the number of records of which only the beginning is in the document.
  mutating func setShort(_ count: Int) {
    values["shortened"] = count == 0 ? .absent : .text(site.words(in: slice.language)("single_shortened", "\(count)"))
  }

  mutating func setContents(_ groups: [ArticleGroup], _ pieces: ArticlePieces) {
    values["contents"] = .list(
      groups.map { group in
        let label = group.type.map { site.label(site.graph.model.types[$0].plural, in: slice.language) } ?? ""
        let entries = group.isList ? [] : group.records
        return Values(
          PageShapes.singleGroup,
          [
            .text(label), group.isList ? .text("_list-\(group.type!)") : .absent, .text("\(group.records.count)"),
            .list(
              entries.map { id in
                let text = site.graph.records[id.index].bestText(in: slice.language)
                let isForeign = text.language != slice.language
                return Values(
                  PageShapes.singleEntry,
                  [
                    .text(text.title), .text(percentEncoded(site.anchor(of: id))),
                    isForeign ? .text(text.language) : .absent,
                    isForeign ? .text(Words.direction(of: text.language)) : .absent,
                  ])
              }),
          ])
      })
  }

  /// Only the script and the style with these hashes run; nothing is loaded.
  private static func policy(style: [UInt8], script: [UInt8]) -> String {
    func hash(_ bytes: [UInt8]) -> String {
      "'sha256-" + String(decoding: SHA256.digest(of: bytes).bytes.base64, as: UTF8.self) + "'"
    }
    return
      "default-src 'none'; script-src \(hash(script)); style-src \(hash(style)); img-src data:; base-uri 'none'; form-action 'none'"
  }

  /// A text as it can stand inside an element: nothing in it ends the element, and a browser reads
  /// the very bytes that are hashed.
  private static func fit(_ bytes: [UInt8]) -> [UInt8] {
    var fit: [UInt8] = []
    fit.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() where byte != 0x0D && byte != 0 {
      fit.append(byte)
      guard byte == UInt8(ascii: "<") else { continue }
      let next = bytes[(index + 1)...].prefix(7).map { $0 | 0x20 }
      // In texts and patterns of CSS and JavaScript, `\/` is `/` and `\!` is `!`.
      let ends = ["/script", "/style"].contains { next.starts(with: $0.utf8.map { $0 | 0x20 }) }
      if ends || bytes[(index + 1)...].starts(with: "!--".utf8) { fit.append(UInt8(ascii: "\\")) }
    }
    return fit
  }
}
