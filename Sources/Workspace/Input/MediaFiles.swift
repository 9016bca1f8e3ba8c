import Knowledge
import Publication
import Text

/// The files that visible pages show or link. They are looked up, checked, and named by a hash of
/// their content.
struct MediaFiles: Sendable {
  /// The files by their path in the content folder.
  var files: [String: SiteFile] = [:]
  /// The files to copy into the site.
  var copies: [OutputFile] = []
  var findings: [Diagnostic] = []

  init(for graph: ContentGraph, in folder: ContentFolder) {
    let present = Set(folder.files)
    var byFoldedName: [String: String]?
    func mayHold(_ field: Field) -> Bool { field.kind == .file || field.fields.contains(where: mayHold) }
    let fields = graph.model.types.map { type in type.fields.indices.filter { mayHold(type.fields[$0]) } }
    for (index, record) in graph.records.enumerated() {
      for (textIndex, text) in graph.compiled[index].texts.enumerated() {
        for body in text.fields.isEmpty ? [text.body] : text.allBodies {
          for file in body.files { use(file.path, file.range, record, record.texts[textIndex].source, asPicture: file.isImage) }
        }
      }
      for field in fields[record.type] { record.values[field]?.eachFile { use($0.path, $0.range, record, record.source) } }
    }

    func use(_ path: String, _ range: Range<Int>, _ record: Record, _ source: SourceText, asPicture: Bool = false) {
      let key = ContentFiles.key(of: path, from: record, in: graph.model)
      find(key, range, source)
      guard asPicture, let file = files[key], !file.isImage else { return }
      findings.append(
        source.finding(
          .error, "no-picture", range,
          "'\(key)' is not a picture that browsers show (PNG, JPEG, GIF, WebP, AVIF, SVG), so readers see its words instead; link it: [words](file)"
        ))
    }

    func find(_ key: String, _ range: Range<Int>, _ source: SourceText) {
      if files[key] != nil || graph.names.isInHiddenFolder(key) { return }
      guard present.contains(key) else {
        if byFoldedName == nil {
          byFoldedName = Dictionary(folder.files.map { ($0.lowercased(), $0) }, uniquingKeysWith: { a, _ in a })
        }
        let hint = byFoldedName![key.lowercased()].map { "; there is '\($0)': upper and lower case differ" } ?? ""
        findings.append(source.finding(.error, "missing-file", range, "there is no file '\(key)'" + hint))
        return
      }
      guard let bytes = try? FileSystem.read(folder.root + "/" + key) else {
        findings.append(source.finding(.error, "unreadable-file", range, "the file '\(key)' cannot be read"))
        return
      }
      let target = name(of: key, bytes)
      if let problem = problem(withWritten: target, bytes) {
        findings.append(source.finding(.error, "unsafe-file", range, problem))
        return
      }
      let size = ImageSize.read(bytes)
      files[key] = SiteFile(
        path: target, width: size?.width, height: size?.height, isImage: ImageSize.isPicture(bytes, named: key),
        bytes: bytes.count)
      if !copies.contains(where: { $0.path == target }) {
        copies.append(OutputFile(target, .resource, .copy(of: folder.root + "/" + key)))
      }
    }
  }

  /// Returns the name of a file in the site, such as `media/plan-1a2b3c4d.png`. Equal files have
  /// equal names and are copied once. The name has only one dot, because some web servers look at
  /// every ending of a name and would run `a.php.png`.
  private func name(of key: String, _ bytes: [UInt8]) -> String {
    let file = key.split(separator: "/").last.map(String.init) ?? key
    let dot = file.lastIndex(of: ".")
    let stem = OutputName.file(for: dot.map { String(file[..<$0]) } ?? file).replacing(".", with: "-")
    let ending = dot.map { "." + OutputName.file(for: String(file[file.index(after: $0)...]).lowercased(), longest: 16) } ?? ""
    return "media/\(stem)-\(SHA256.digest(of: bytes).hexadecimal(bytes: 4))\(ending)"
  }

  /// Returns the reason why a file is refused, or nil. Looks at the name that the file has in the
  /// site: without the characters that no name may hold, `page.html!` is a web page.
  private func problem(withWritten target: String, _ bytes: [UInt8]) -> String? {
    let ending = AttachmentKind.ending(ofWritten: target)
    return AttachmentKind.problem(withEnding: ending) ?? (ending == "svg" ? PlainSVG.problem(with: bytes) : nil)
  }
}
