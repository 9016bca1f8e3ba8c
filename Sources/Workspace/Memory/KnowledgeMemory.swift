import Knowledge
import Synchronization
import Text

/// What a preview keeps between two looks at a knowledge base: the groundwork, what each file says, and what the pages and the
/// bodies of each record come to.
///
/// Everything kept is a function of what it is kept by, so that a look with a memory finds what one without it would find. A
/// file is known by what the system says of it, its size and times; those that are said to have changed are forgotten whatever
/// these say.
package final class KnowledgeMemory: Sendable {
  // Classes, so that a look may hold on to what was known while what is new is kept.

  /// A file that was read, and the pages in it.
  final class File: Sendable {
    let stamp: Stamp
    let pages: [ParsedPage]
    let findings: [Diagnostic]

    init(stamp: Stamp, pages: [ParsedPage], findings: [Diagnostic]) {
      (self.stamp, self.pages, self.findings) = (stamp, pages, findings)
    }
  }

  typealias Stamp = FileSystem.Status

  /// What an edition shows of the pages of one id, and the files that they stand in.
  final class Assembled: Sendable {
    let files: [Origin]
    let record: Record?
    let shown: Record?
    let findings: [Diagnostic]
    /// Where it stands, if the edition does not show it.
    let hidden: [HiddenLines]

    init(files: [Origin], record: Record?, shown: Record?, findings: [Diagnostic], hidden: [HiddenLines]) {
      (self.files, self.record, self.shown, self.findings, self.hidden) = (files, record, shown, findings, hidden)
    }
  }

  /// A record whose bodies are compiled, and the files that it stands in.
  final class Bodies: Sendable {
    let files: [Origin]
    /// Without its texts, which nobody needs any more.
    let record: Record
    let compiled: CompiledRecord
    let findings: [Diagnostic]

    init(
      of record: Record, files: [Origin], _ bodies: (compiled: CompiledRecord, findings: [Diagnostic]), scratch: Scratch?
    ) {
      var compiled = bodies.compiled
      compiled.settle(html: scratch?.pages, text: scratch?.indexes)
      var record = record
      record.releaseTexts()
      (self.record, self.files, self.compiled, findings) = (record, files, compiled, bodies.findings)
    }
  }

  struct Origin: Hashable, Sendable {
    var path: String
    var stamp: Stamp?
  }

  private struct Contents {
    var groundwork: (basis: [Origin], Groundwork)?
    var files: [String: File] = [:]
    var records: [String: Assembled] = [:]
    /// What bodies depend on besides their record.
    var names: [String: [AutolinkEntry]] = [:]
    var bodies: [String: Bodies] = [:]
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
        if name.isEmpty || name == "casebook.yaml" || name == "model.yaml" || name.hasPrefix("vocabularies") {
          // All rests on these.
          contents = Contents()
        } else if let file = contents.files.removeValue(forKey: String(name)), let model = contents.groundwork?.1.model {
          for page in file.pages {
            let id = model.types[page.type].name + "/" + page.slug
            contents.records[id] = nil
            contents.bodies[id] = nil
          }
        } else if case let folder = name + "/", contents.files.keys.contains(where: { $0.hasPrefix(folder) }) {
          // A folder came or went.
          contents = Contents()
        }
      }
    }
  }

  /// The groundwork for a basis, from memory where that has not changed; all that rests on another is forgotten.
  func groundwork(_ options: BuildOptions) throws(BuildFailure) -> Groundwork {
    let basis = Self.basis(options)
    if let basis, let known = contents.withLock({ $0.groundwork }), known.basis == basis { return known.1 }
    let groundwork = try Groundwork.read(options)
    contents.withLock {
      $0 = Contents()
      if let basis { $0.groundwork = (basis, groundwork) }
    }
    return groundwork
  }

  /// By path in the content folder.
  var files: [String: File] { contents.withLock { $0.files } }

  func keep(_ files: [(path: String, file: File)]) {
    contents.withLock { for (path, file) in files { $0.files[path] = file } }
  }

  /// By id.
  var records: [String: Assembled] { contents.withLock { $0.records } }

  func keep(_ records: [(id: String, record: Assembled)]) {
    contents.withLock { for (id, record) in records { $0.records[id] = record } }
  }

  /// What is known of bodies in which these names are linked, by record.
  func bodies(names: [String: [AutolinkEntry]]) -> [String: Bodies] {
    contents.withLock { $0.names == names ? $0.bodies : [:] }
  }

  func keep(_ bodies: [(id: String, bodies: Bodies)], names: [String: [AutolinkEntry]]) {
    contents.withLock {
      if $0.names != names { $0.bodies = [:] }
      $0.names = names
      for (id, bodies) in bodies { $0.bodies[id] = bodies }
    }
  }

  /// Every file that the groundwork is read from; nil where one cannot be told.
  private static func basis(_ options: BuildOptions) -> [Origin]? {
    var paths = ["/casebook.yaml", "/model.yaml"].map { options.content + $0 }
    for folder in [options.content + "/vocabularies", options.templates].compactMap(\.self) {
      guard FileSystem.kindFollowingLinks(of: folder) == .folder else { continue }
      guard let root = FileSystem.realPath(of: folder), let entries = FileSystem.tree(below: root),
        !entries.contains(where: \.isFolder)
      else { return nil }
      paths += entries.map { root + "/" + $0.path }
    }
    return paths.map { Origin(path: $0, stamp: FileSystem.status(of: $0)) }
  }
}
