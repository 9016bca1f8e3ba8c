import Knowledge
import Synchronization
import Text

/// The results that a preview keeps between two runs over a knowledge base: the groundwork, the
/// content of each file, and the result of each stage for each record.
///
/// Every kept value is a function of its key, so that a run with a memory gives the same result as
/// a run without one. The key of a file is its status in the system, its size and times. Files that
/// are reported as changed are forgotten whatever their status.
package final class KnowledgeMemory: Sendable {
  typealias Stamp = FileSystem.Status

  /// A file, and its status when it was read.
  struct Origin: Hashable, Sendable {
    var path: String
    var stamp: Stamp?
  }

  /// A value, and the files that it was made from.
  private final class Kept<Value: Sendable>: Sendable {
    let origins: [Origin]
    let value: Value

    init(_ value: Value, from origins: [Origin]) { (self.value, self.origins) = (value, origins) }
  }

  private struct Contents {
    var groundwork: (basis: [Origin], Groundwork)?
    /// By path in the content folder.
    var files: [String: Kept<ReadFile>] = [:]
    var traces: [String: Kept<FileTraces>] = [:]
    // By id.
    var records: [String: Kept<AssembledRecord>] = [:]
    var verdicts: [String: Kept<Screening.Verdict>] = [:]
    var shown: [String: Kept<Record?>] = [:]
    var compiled: [String: Kept<CompiledBodies>] = [:]
    /// The inputs of bodies besides their record.
    var names: [String: [AutolinkEntry]] = [:]
    var hiding: Set<String> = []

    mutating func forget(_ id: String) {
      records[id] = nil
      verdicts[id] = nil
      shown[id] = nil
      compiled[id] = nil
    }
  }

  private let contents = Mutex(Contents())

  package init() {}

  /// Forgets the content of changed files. Paths begin with the content folder or the folder of
  /// templates, as the options give them.
  package func forget(_ paths: Set<String>, _ options: BuildOptions) {
    let root = options.content + "/"
    contents.withLock { contents in
      // To search for each of many files takes longer than to read all of them.
      if paths.count > 100 { contents = Contents() }
      for path in paths {
        let name = path.hasPrefix(root) ? path.dropFirst(root.count) : ""
        if name.isEmpty || name == "casebook.yaml" || name == "model.yaml"
          || ["vocabularies", "templates"].contains(name.prefix { $0 != "/" })
        {
          // Everything depends on these files.
          contents = Contents()
        } else if let file = contents.files.removeValue(forKey: String(name)), let model = contents.groundwork?.1.model {
          for page in file.value.pages { contents.forget(model.types[page.type].name + "/" + page.slug) }
        } else if contents.traces.removeValue(forKey: String(name)) != nil {
          // A picture or a document: each use is looked up anew anyway.
        } else if case let folder = name + "/", contents.files.keys.contains(where: { $0.hasPrefix(folder) }) {
          // A folder was added or removed.
          contents = Contents()
        }
      }
    }
  }

  /// Returns every file that the groundwork is read from; nil if one cannot be read.
  private static func basis(_ options: BuildOptions) -> [Origin]? {
    var paths = ["/casebook.yaml", "/model.yaml"].map { options.content + $0 }
    for folder in [options.content + "/vocabularies", options.content + "/templates", options.templates].compactMap(\.self) {
      guard FileSystem.kindFollowingLinks(of: folder) == .folder else { continue }
      guard let root = FileSystem.realPath(of: folder), let entries = FileSystem.tree(below: root),
        !entries.contains(where: \.isFolder)
      else { return nil }
      paths += entries.map { root + "/" + $0.path }
    }
    return paths.map { Origin(path: $0, stamp: FileSystem.status(of: $0)) }
  }
}

extension KnowledgeMemory {
  /// One run of the stages with the results of earlier runs.
  final class Look: StageMemory {
    private let memory: KnowledgeMemory
    private let options: BuildOptions
    private let state = Mutex(State())

    private struct State {
      /// The files by path, as findings show it.
      var stamps: [String: Stamp] = [:]
      /// The files of each record, by its id.
      var origins: [String: [Origin]] = [:]
    }

    init(_ memory: KnowledgeMemory, _ options: BuildOptions) { (self.memory, self.options) = (memory, options) }

    /// Returns the groundwork from memory if its files have not changed. If another one is read,
    /// everything that depends on it is forgotten.
    func groundwork(_ make: () throws(BuildFailure) -> Groundwork) throws(BuildFailure) -> Groundwork {
      let basis = KnowledgeMemory.basis(options)
      if let basis, let known = memory.contents.withLock({ $0.groundwork }), known.basis == basis { return known.1 }
      let groundwork = try make()
      memory.contents.withLock {
        $0 = Contents()
        if let basis { $0.groundwork = (basis, groundwork) }
      }
      return groundwork
    }

    func file(_ path: String, in folder: ContentFolder, _ make: () -> ReadFile) -> ReadFile {
      guard let stamp = FileSystem.status(of: folder.root + "/" + path) else { return make() }
      let shown = folder.shown(path)
      state.withLock { $0.stamps[shown] = stamp }
      return kept(path, [Origin(path: shown, stamp: stamp)], \.files, make)
    }

    func record(_ group: Assembler.Group, _ make: () -> AssembledRecord) -> AssembledRecord {
      let origins = state.withLock { state in
        let origins = group.pages.map { Origin(path: $0.source.path, stamp: state.stamps[$0.source.path]) }
        state.origins[group.id] = origins
        return origins
      }
      return kept(group.id, origins, \.records, make)
    }

    func verdict(on record: Record, _ make: () -> Screening.Verdict) -> Screening.Verdict {
      kept(record.id, origins(of: record), \.verdicts, make)
    }

    func traces(of path: String, in folder: ContentFolder, _ make: () -> FileTraces) -> FileTraces {
      kept(path, [Origin(path: folder.shown(path), stamp: FileSystem.status(of: folder.root + "/" + path))], \.traces, make)
    }

    func shown(_ record: Record, _ make: () -> Record?) -> Record? {
      kept(record.id, origins(of: record), \.shown, make)
    }

    func willCompile(linking names: [String: [AutolinkEntry]], hiding: Set<String>) {
      memory.contents.withLock {
        if $0.names != names || $0.hiding != hiding { ($0.names, $0.hiding, $0.compiled) = (names, hiding, [:]) }
      }
    }

    func compiled(_ record: Record, _ make: () -> CompiledBodies) -> CompiledBodies {
      kept(record.id, origins(of: record), \.compiled, make)
    }

    private func origins(of record: Record) -> [Origin] { state.withLock { $0.origins[record.id] ?? [] } }

    /// Returns the kept value if it was made from the same files in the same state; otherwise makes
    /// and keeps a new one.
    private func kept<Value>(
      _ key: String, _ origins: [Origin], _ store: WritableKeyPath<Contents, [String: Kept<Value>]>,
      _ make: () -> Value
    ) -> Value {
      guard !origins.isEmpty, origins.allSatisfy({ $0.stamp != nil }) else { return make() }
      if let known = memory.contents.withLock({ $0[keyPath: store][key] }), known.origins == origins { return known.value }
      let value = make()
      memory.contents.withLock { $0[keyPath: store][key] = Kept(value, from: origins) }
      return value
    }
  }
}
