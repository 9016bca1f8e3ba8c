import Knowledge
import Publication
import Text

/// The screening of pictures and documents. A file in the folder of a record belongs to that
/// record; any other file belongs to the whole knowledge base.
struct FileScreening: Sendable {
  /// By the id of the record to which the file belongs.
  var records: [String: [Diagnostic]] = [:]
  /// The files that have findings, by the same ids, as findings show them.
  var paths: [String: [String]] = [:]
  var base: [Diagnostic] = []

  /// - Parameters:
  ///   - traces: The files of the folder, and what each tells.
  ///   - unreadable: The ids of records that cannot be read.
  init(
    _ traces: [(path: String, traces: FileTraces)], in folder: ContentFolder, of records: [Record], unreadable: Set<String>,
    _ model: Model
  ) {
    let telling = traces.filter { !$0.traces.hits.isEmpty }
    guard !telling.isEmpty else { return }
    let hits = Dictionary(uniqueKeysWithValues: telling.map { ($0.path, $0.traces.hits) })
    let ids = unreadable.union(records.map(\.id))
    for (path, traces) in telling {
      let shown = folder.shown(path)
      let findings = traces.hits.map { Diagnostic($0.severity, $0.code, path: shown, $0.message) }
      if let owner = Self.owner(of: path, model), ids.contains(owner) {
        self.records[owner, default: []] += findings
        paths[owner, default: []].append(shown)
      } else {
        base += findings
      }
    }
    let endings = Set(hits.keys.map { Array($0.utf8.split(separator: UInt8(ascii: ".")).last ?? [][...]) })
    for record in records { noteUses(of: hits, endings, by: record, model) }
  }

  /// The record in whose folder a file is: `cases/night-patrol/map.png`.
  private static func owner(of path: String, _ model: Model) -> String? {
    let parts = path.split(separator: "/")
    guard parts.count > 2, let type = model.index(ofFolder: String(parts[0])) else { return nil }
    return model.types[type].name + "/" + parts[1]
  }

  /// Notes where a record names a file that is not its own, in the text as it is written: bodies
  /// are read only after screening.
  private mutating func noteUses(
    of files: [String: [FileTraces.Hit]], _ endings: Set<[UInt8]>, by record: Record, _ model: Model
  ) {
    for text in record.texts {
      var seen: Set<String> = []
      for (path, range) in Self.paths(in: text.source.bytes[text.extent], endings: endings) {
        let key = ContentFiles.key(of: path, from: record, in: model)
        guard let hits = files[key], seen.insert(key).inserted, Self.owner(of: key, model) != record.id else { continue }
        records[record.id, default: []] += hits.map {
          text.source.finding($0.severity, $0.code, range, "this uses '\(key)': \($0.message)")
        }
      }
    }
  }

  /// The words of a text that end like one of the files: `../media/map.png` in
  /// `![Map](../media/map.png)`.
  private static func paths(in bytes: ArraySlice<UInt8>, endings: Set<[UInt8]>) -> [(path: String, range: Range<Int>)] {
    var paths: [(String, Range<Int>)] = []
    var start = bytes.startIndex
    for offset in bytes.indices {
      guard isEnd(bytes[offset]) else { continue }
      defer { start = offset + 1 }
      guard let dot = bytes[start..<offset].lastIndex(of: UInt8(ascii: ".")),
        endings.contains(Array(bytes[(dot + 1)..<offset]))
      else { continue }
      paths.append((String(decoding: bytes[start..<offset], as: UTF8.self).replacing("%20", with: " "), start..<offset))
    }
    return paths
  }

  private static func isEnd(_ byte: UInt8) -> Bool { byte <= 0x20 || "()[]<>\"'|,{}#".utf8.contains(byte) }
}
