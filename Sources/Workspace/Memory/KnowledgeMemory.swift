import Knowledge
import Synchronization
import Text

/// What a preview keeps between two looks at a knowledge base: the groundwork, what each file says, and what each stage makes of
/// each record.
///
/// Everything kept is a function of what it is kept by, so that a look with a memory finds what one without it would find. A
/// file is known by what the system says of it, its size and times; those that are said to have changed are forgotten whatever
/// these say.
package final class KnowledgeMemory: Sendable {
  typealias Stamp = FileSystem.Status

  /// A file, and the state that it was read in.
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
    // By id.
    var records: [String: Kept<AssembledRecord>] = [:]
    var verdicts: [String: Kept<Screening.Verdict>] = [:]
    var shown: [String: Kept<Record?>] = [:]
    var compiled: [String: Kept<CompiledBodies>] = [:]
    /// What bodies depend on besides their record.
    var names: [String: [AutolinkEntry]] = [:]

    mutating func forget(_ id: String) {
      records[id] = nil
      verdicts[id] = nil
      shown[id] = nil
      compiled[id] = nil
    }
  }

  private let contents = Mutex(Contents())

  package init() {}

  /// Forgets what changed files said. Paths begin with the content folder or the folder of templates, as they were given.
  package func forget(_ paths: Set<String>, _ options: BuildOptions) {
    let root = options.content + "/"
    contents.withLock { contents in
      // To look for each of many takes longer than to read all.
      if paths.count > 100 { contents = Contents() }
      for path in paths {
        let name = path.hasPrefix(root) ? path.dropFirst(root.count) : ""
        if name.isEmpty || name == "casebook.yaml" || name == "model.yaml"
          || ["vocabularies", "templates"].contains(name.prefix { $0 != "/" })
        {
          // All rests on these.
          contents = Contents()
        } else if let file = contents.files.removeValue(forKey: String(name)), let model = contents.groundwork?.1.model {
          for page in file.value.pages { contents.forget(model.types[page.type].name + "/" + page.slug) }
        } else if case let folder = name + "/", contents.files.keys.contains(where: { $0.hasPrefix(folder) }) {
          // A folder came or went.
          contents = Contents()
        }
      }
    }
  }

  /// Every file that the groundwork is read from; nil where one cannot be told.
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
  /// One run of the stages with what earlier ones have left.
  final class Look: StageMemory {
    private let memory: KnowledgeMemory
    private let options: BuildOptions
    private let state = Mutex(State())

    private struct State {
      /// By path as findings show it.
      var stamps: [String: Stamp] = [:]
      /// The files of each record, by its id.
      var origins: [String: [Origin]] = [:]
    }

    init(_ memory: KnowledgeMemory, _ options: BuildOptions) { (self.memory, self.options) = (memory, options) }

    /// From memory where the files that it is read from have not changed; everything that rests on another one is forgotten.
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

    func shown(_ record: Record, _ make: () -> Record?) -> Record? {
      kept(record.id, origins(of: record), \.shown, make)
    }

    func willCompile(linking names: [String: [AutolinkEntry]]) {
      memory.contents.withLock {
        if $0.names != names { ($0.names, $0.compiled) = (names, [:]) }
      }
    }

    func compiled(_ record: Record, _ make: () -> CompiledBodies) -> CompiledBodies {
      kept(record.id, origins(of: record), \.compiled, make)
    }

    private func origins(of record: Record) -> [Origin] { state.withLock { $0.origins[record.id] ?? [] } }

    /// The value that is kept where it was made from the same files in the same state; else a new one, which is kept.
    private func kept<Value>(
      _ key: String, _ origins: [Origin], _ place: WritableKeyPath<Contents, [String: Kept<Value>]>,
      _ make: () -> Value
    ) -> Value {
      guard !origins.isEmpty, origins.allSatisfy({ $0.stamp != nil }) else { return make() }
      if let known = memory.contents.withLock({ $0[keyPath: place][key] }), known.origins == origins { return known.value }
      let value = make()
      memory.contents.withLock { $0[keyPath: place][key] = Kept(value, from: origins) }
      return value
    }
  }
}
