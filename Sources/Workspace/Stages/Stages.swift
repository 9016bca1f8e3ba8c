import Knowledge

/// The stages from the files of a knowledge base to its checked graph.
///
/// Each is a function from one type to the next, in a file of its own: ``read()``,
/// ``assemble(_:)``, ``screen(_:)``, ``show(_:in:)``, ``compile(_:in:into:)``, ``link(_:in:)``,
/// ``check(_:)``. Planning, Indexing, Relating and Publishing follow, each in a file of its own
/// too: they need no memory. They share this structure and do not change it. A stage consumes the
/// value that it gets: it frees the parts of a record that are no longer needed while it makes the
/// next one.
struct Stages<Memory: StageMemory>: Sendable {
  let groundwork: Groundwork
  let options: BuildOptions
  let memory: Memory

  var width: Int { options.jobs }
}

/// The results that earlier runs of the stages kept. `serve` has such a memory; a build has none.
///
/// Each function returns what `make` would return, so that a memory changes how long a run takes
/// and nothing else.
protocol StageMemory: Sendable {
  func groundwork(_ make: () throws(BuildFailure) -> Groundwork) throws(BuildFailure) -> Groundwork
  /// - Parameter path: The file in the content folder.
  func file(_ path: String, in folder: ContentFolder, _ make: () -> ReadFile) -> ReadFile
  func record(_ group: Assembler.Group, _ make: () -> AssembledRecord) -> AssembledRecord
  func verdict(on record: Record, _ make: () -> Screening.Verdict) -> Screening.Verdict
  /// - Parameter path: The file in the content folder.
  func traces(of path: String, in folder: ContentFolder, _ make: () -> FileTraces) -> FileTraces
  /// Returns the part of a record that an edition shows.
  func shown(_ record: Record, _ make: () -> Record?) -> Record?
  /// Called before bodies are compiled.
  ///
  /// - Parameters:
  ///   - names: The names that become links, an input of every body besides its record.
  ///   - hiding: Another such input: the names of all records, as the edition shows or hides them;
  ///     empty if it hides none.
  func willCompile(linking names: [String: [AutolinkEntry]], hiding: Set<String>)
  func compiled(_ record: Record, _ make: () -> CompiledBodies) -> CompiledBodies
}

/// The memory of a build.
struct NoMemory: StageMemory {
  func groundwork(_ make: () throws(BuildFailure) -> Groundwork) throws(BuildFailure) -> Groundwork { try make() }
  func file(_ path: String, in folder: ContentFolder, _ make: () -> ReadFile) -> ReadFile { make() }
  func record(_ group: Assembler.Group, _ make: () -> AssembledRecord) -> AssembledRecord { make() }
  func verdict(on record: Record, _ make: () -> Screening.Verdict) -> Screening.Verdict { make() }
  func traces(of path: String, in folder: ContentFolder, _ make: () -> FileTraces) -> FileTraces { make() }
  func shown(_ record: Record, _ make: () -> Record?) -> Record? { make() }
  func willCompile(linking names: [String: [AutolinkEntry]], hiding: Set<String>) {}
  func compiled(_ record: Record, _ make: () -> CompiledBodies) -> CompiledBodies { make() }
}
