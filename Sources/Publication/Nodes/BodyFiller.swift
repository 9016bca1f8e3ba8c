import Knowledge
import Templates
import Text

/// Fills the holes of a compiled body for a page of the site.
struct BodyFiller {
  /// Of the page that the body stands on.
  private let nodes: NodeBuilder

  init(_ nodes: NodeBuilder) { self.nodes = nodes }

  private var site: Site { nodes.site }

  /// - Parameters:
  ///   - anchorPrefix: comes before ids and fragments of the body: `slug--` on a list page.
  ///   - targets: the records of the body's references.
  func filled(_ body: CompiledBody, targets: [RecordID?], owner: RecordID, anchorPrefix: String) -> [UInt8] {
    let html = body.html
    var bytes: [UInt8] = []
    bytes.reserveCapacity(html.count + body.holes.count * 40)
    var at = 0
    var emptied: [Int] = []
    /// The links whose end is to come: a publication may not have what a link leads to.
    var open: Set<Int> = []
    for hole in body.holes {
      bytes.append(html.span, at..<hole.offset)
      at = hole.offset
      switch hole.kind {
      case .linkStart(let index):
        guard let target = targets[index] else { continue }
        let reference = body.references[index]
        // On a page where no heading is named so, the link leads to its beginning.
        let part = reference.part.flatMap { site.graph.anchor(for: $0, of: target, in: nodes.language) }
        let start: StaticString = reference.kind == .autolink ? "<a class=\"term\" href=\"" : "<a href=\""
        if begin(start, .record(target, part: part), "\">", in: &bytes) { open.insert(index) }
      case .linkText(let index):
        guard let target = targets[index] else {
          if body.references[index].isUnknown {
            bytes.appendEscaped(body.references[index].words)
          } else {
            emptied.append(bytes.count)
          }
          continue
        }
        bytes.appendEscaped(linkText(body.references[index], target))
      case .linkEnd(let index):
        if open.remove(index) != nil { bytes.append("</a>") }
      case .citation(let index):
        if let target = targets[index] {
          cite(body.references[index], target, into: &bytes)
        } else if body.references[index].isUnknown {
          bytes.appendEscaped(body.references[index].words)
        } else {
          emptied.append(bytes.count)
        }
      case .image(let index): image(body.files[index], owner, into: &bytes)
      case .fileStart(let index):
        guard let file = file(body.files[index].path, owner) else { continue }
        if begin("<a href=\"", .file(file.path), "\">", in: &bytes) { open.insert(~index) }
      case .fileEnd(let index):
        if open.remove(~index) != nil { bytes.append("</a>") }
      case .anchorPrefix: bytes.appendEscaped(anchorPrefix)
      case .headingAnchor(let index): bytes.appendEscaped(body.headings[index].anchor)
      }
    }
    bytes.append(html.span, at..<html.count)
    EmptiedElements.remove(from: &bytes, at: emptied)
    return bytes
  }

  /// Appends the beginning of an element with an address.
  ///
  /// - Returns: False, with nothing appended, if the publication does not have the target.
  private func begin(_ start: StaticString, _ target: LinkTarget, _ end: StaticString, in bytes: inout [UInt8]) -> Bool {
    let before = bytes.count
    bytes.append(start)
    guard nodes.links.append(target, to: &bytes) else {
      bytes.removeSubrange(before...)
      return false
    }
    bytes.append(end)
    return true
  }

  private func linkText(_ reference: BodyReference, _ target: RecordID) -> String {
    if reference.kind == .fragment {
      return (reference.part.flatMap { site.graph.partTitle($0, of: target, in: nodes.language) } ?? reference.words)
        .shortened(to: Limits.linkedTitle)
    }
    let title = nodes.cards[target].title.shortened(to: Limits.linkedTitle)
    guard let part = reference.part, let name = site.graph.partTitle(part, of: target, in: nodes.language) else { return title }
    return title + nodes.words("label_end") + name.shortened(to: Limits.linkedTitle)
  }

  /// A citation leads to its source and says where in it: `(Title, p. 12)` as a small link.
  private func cite(_ reference: BodyReference, _ target: RecordID, into bytes: inout [UInt8]) {
    let card = nodes.cards[target]
    // On a wide screen the words stand in the margin, beside a number in the text.
    let isLink = begin("<a class=\"citation\" href=\"", .record(target), "\"><span>", in: &bytes)
    if !isLink { bytes.append("<span class=\"citation\"><span>") }
    if let language = card.foreign {
      bytes.append("<bdi lang=\"")
      bytes.appendEscaped(language)
      bytes.append("\">")
    }
    bytes.appendEscaped(Self.shortTitle(card.title))
    if card.foreign != nil { bytes.append("</bdi>") }
    if let locator = reference.locator, !locator.isEmpty {
      bytes.append(contentsOf: ", ".utf8)
      bytes.appendEscaped(locator)
    }
    bytes.append(isLink ? "</span></a>" : "</span></span>")
  }

  private func image(_ image: BodyFile, _ owner: RecordID, into bytes: inout [UInt8]) {
    guard let file = file(image.path, owner), file.isImage else {
      bytes.appendEscaped(image.alternative)
      return
    }
    guard begin("<img src=\"", .file(file.path), "\" alt=\"", in: &bytes) else {
      bytes.appendEscaped(image.alternative)
      return
    }
    bytes.appendEscaped(image.alternative)
    bytes.append(contentsOf: "\"".utf8)
    if let width = file.width, let height = file.height {
      bytes.append(contentsOf: " width=\"\(width)\" height=\"\(height)\"".utf8)
    }
    if !image.title.isEmpty {
      bytes.append(contentsOf: " title=\"".utf8)
      bytes.appendEscaped(image.title)
      bytes.append(contentsOf: "\"".utf8)
    }
    bytes.append(contentsOf: " loading=\"lazy\" />".utf8)
  }

  private func file(_ path: String, _ owner: RecordID) -> SiteFile? {
    site.files[ContentFiles.key(of: path, from: site.graph[owner], in: site.graph.model)]
  }
}

extension BodyFiller {
  /// A source as a citation names it: its title, cut where that is long.
  private static func shortTitle(_ title: String) -> String {
    guard title.utf8.count > 60 else { return title }
    var short = ""
    for word in title.split(separator: " ") {
      if short.utf8.count + word.utf8.count > 54 { break }
      short += (short.isEmpty ? "" : " ") + word
    }
    return short + "…"
  }
}

extension ContentGraph {
  /// The title of a keyed part, or a heading's text.
  func partTitle(_ part: String, of id: RecordID, in language: String) -> String? {
    let record = self[id]
    let text = record.bestText(in: language)
    for (index, field) in model.types[record.type].fields.enumerated() {
      guard let key = field.key.flatMap(field.index(of:)) else { continue }
      for case .record(let entry) in (text.values[index] ?? record.values[index])?.elements ?? [] {
        guard case .text(let id)? = entry.values[key], id == part else { continue }
        let titled = field.index(of: "title") ?? field.fields.firstIndex { $0.kind == .text && $0.name != field.key }
        if let titled, case .text(let title)? = entry.values[titled] { return title }
      }
    }
    let index = record.texts.firstIndex { $0.language == text.language } ?? 0
    let anchor = anchor(for: part, of: id, in: language)
    return compiled[id.index].texts[index].body.headings.first { $0.anchor == anchor }?.text
  }
}
