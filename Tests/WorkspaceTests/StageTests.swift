import Knowledge
import Synchronization
import Testing
import Text

@testable import Workspace

struct StageTests {
  private static let base = """
    -- Content/casebook.yaml --
    title: A base
    editions: {public: {shows: [public]}, staff: {shows: [public, restricted]}}
    -- Content/model.yaml --
    types:
      note:
        folder: notes
        fields: {text: {kind: text}, inside: {kind: text, only: [staff]}, see: {kind: reference, to: [note], many: true}}
    -- Content/notes/a.md --
    ---
    title: A
    sensitivity: public
    inside: for staff
    see: [b]
    ---
    -- Content/notes/b.md --
    ---
    title: B
    sensitivity: public
    see: [a]
    ---
    -- Content/notes/c.md --
    ---
    title: C
    sensitivity: restricted
    see: [nobody]
    ---
    """

  private func sandbox() throws -> Sandbox {
    let sandbox = Sandbox()
    try sandbox.write(Self.base)
    return sandbox
  }

  @Test func `several editions share all stages before them, and each is what it is alone`() async throws {
    let sandbox = try sandbox()
    let memory = ProbingMemory()
    let editions = try await LoadedKnowledge.load(sandbox.options(), editions: ["public", "staff"], memory)
    #expect(memory.filesRead.count == 3)
    #expect(memory.recordsJoined == ["note/a", "note/b", "note/c"])
    #expect(memory.recordsScreened == ["note/a", "note/b", "note/c"])
    for (name, shared) in zip(["public", "staff"], editions) {
      var options = sandbox.options()
      options.edition = name
      let alone = try await LoadedKnowledge.load(options)
      #expect(shared.graph.records.map(\.id) == alone.graph.records.map(\.id))
      #expect(Set(shared.findings) == Set(alone.findings))
      #expect(shared.edition?.name == name)
    }
    #expect(editions.map(\.graph.records.count) == [2, 3])
    let inside = editions[0].graph.model.types[0].index(of: "inside")!
    #expect(editions.map { $0.graph.records[0].values[inside] == nil } == [true, false])
  }

  @Test func `a record that screening withholds is in no edition, and what leads to it is no error`() async throws {
    let sandbox = try sandbox()
    let memory = ProbingMemory(withholding: ["note/b"])
    let editions = try await LoadedKnowledge.load(sandbox.options(), editions: ["public", "staff"], memory)
    #expect(editions.map { $0.graph.records.map(\.id) } == [["note/a"], ["note/a", "note/c"]])
    #expect(editions[0].findings.map(\.code) == ["withheld-here", "orphan", "no-contact"])
  }

  @Test func `screening may stop a build`() async throws {
    let sandbox = try sandbox()
    let memory = ProbingMemory(withholding: ["note/b"], stopping: true)
    let loaded = try await LoadedKnowledge.load(sandbox.options(), memory, spill: nil, Timings())
    let (site, findings) = await PlannedSite.plan(loaded, width: 1)
    #expect(site == nil)
    #expect(findings.contains { $0.code == "withheld-here" })
  }

  @Test func `every check has a name of its own`() {
    #expect(Set(Check.all.map(\.name)).count == Check.all.count)
  }
}

/// Notes which files are read, and which records are joined and screened, and withholds records as screening would.
private final class ProbingMemory: StageMemory {
  private let withheld: Set<String>
  private let isStopping: Bool
  private let read = Mutex<[String]>([])
  private let joined = Mutex<[String]>([])
  private let screened = Mutex<[String]>([])

  var filesRead: [String] { read.withLock { $0 } }
  var recordsJoined: [String] { joined.withLock { $0.sorted() } }
  var recordsScreened: [String] { screened.withLock { $0.sorted() } }

  init(withholding withheld: Set<String> = [], stopping isStopping: Bool = false) {
    (self.withheld, self.isStopping) = (withheld, isStopping)
  }

  func groundwork(_ make: () throws(BuildFailure) -> Groundwork) throws(BuildFailure) -> Groundwork { try make() }
  func file(_ path: String, in folder: ContentFolder, _ make: () -> ReadFile) -> ReadFile {
    read.withLock { $0.append(path) }
    return make()
  }
  func record(_ group: Assembler.Group, _ make: () -> AssembledRecord) -> AssembledRecord {
    joined.withLock { $0.append(group.id) }
    return make()
  }
  func verdict(on record: Record, _ make: () -> Screening.Verdict) -> Screening.Verdict {
    screened.withLock { $0.append(record.id) }
    var verdict = make()
    guard withheld.contains(record.id) else { return verdict }
    verdict.isWithheld = true
    verdict.stopsBuild = isStopping
    verdict.findings.append(record.finding(.error, "withheld-here", "this is withheld"))
    return verdict
  }
  func traces(of path: String, in folder: ContentFolder, _ make: () -> FileTraces) -> FileTraces { make() }
  func shown(_ record: Record, _ make: () -> Record?) -> Record? { make() }
  func willCompile(linking names: [String: [AutolinkEntry]], hiding: Set<String>) {}
  func compiled(_ record: Record, _ make: () -> CompiledBodies) -> CompiledBodies { make() }
}
