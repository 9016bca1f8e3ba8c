import Knowledge
import Text

/// The result of joining the pages of one id.
struct AssembledRecord: Sendable {
  /// nil if the record cannot be read.
  var record: Record?
  /// Pages whose text is in no record.
  var unused: [ParsedPage]
  /// The lines of all its pages.
  var lines: [HiddenLines]
  var findings: [Diagnostic]
}

/// All records of a knowledge base, before any edition hides some.
struct AssembledContent: Sendable {
  var folder: ContentFolder
  var assembly: Assembler.Assembly
  /// Pages whose text is in no record, such as those that could not be read.
  var unused: [ParsedPage]
  /// The pages of each record that could not be read, by its id.
  var unreadable: [String: [ParsedPage]]
  /// The lines of each record's pages, by its id; empty if the knowledge base declares no editions.
  var lines: [String: [HiddenLines]]
  /// The findings of this stage and those before it.
  var findings: [Diagnostic]
}

extension Stages {
  /// Assembly: joins the pages of each id into a record.
  func assemble(_ content: consuming ReadContent) async -> AssembledContent {
    let model = groundwork.model
    let assembler = Assembler(model: model, settings: groundwork.settings)
    let folder = content.folder
    var findings = groundwork.findings + folder.findings + content.files.flatMap(\.findings)
    let (ids, groups) = Self.groups(of: content.files, assembler)
    content.files = []
    // The task that joins pages holds the last reference to them.
    let made = await concurrentMap(releasing: consume groups, width: width) { group in
      memory.record(group) {
        let (record, findings) = assembler.record(group)
        return AssembledRecord(
          record: record, unused: Self.unused(group.pages, record), lines: group.pages.map { HiddenLines(of: $0) },
          findings: findings)
      }
    }
    let assembly = assembler.join(ids, made.map { ($0.record, $0.findings) })
    findings += assembly.findings + folder.pagesOfNoRecord(assembly.paths(in: model), model)
    var unreadable: [String: [ParsedPage]] = [:]
    for (id, one) in zip(ids, made) where one.record == nil { unreadable[id] = one.unused }
    var lines: [String: [HiddenLines]] = [:]
    if !groundwork.settings.editions.isEmpty { for (id, one) in zip(ids, made) { lines[id] = one.lines } }
    return AssembledContent(
      folder: folder, assembly: assembly, unused: made.flatMap(\.unused), unreadable: unreadable, lines: lines,
      findings: findings)
  }

  private static func groups(of files: consuming [ReadFile], _ assembler: Assembler) -> (
    ids: [String], slices: [[Assembler.Group]]
  ) {
    let pages = files.flatMap(\.pages)
    files = []
    let groups = assembler.groups(pages)
    return (groups.map(\.id), groups.inSlices(of: 64))
  }

  private static func unused(_ pages: [ParsedPage], _ record: Record?) -> [ParsedPage] {
    guard let record else { return pages }
    if record.texts.count == pages.count { return [] }
    return pages.filter { page in !record.texts.contains { $0.source.path == page.source.path } }
  }
}

extension Assembler.Assembly {
  /// The path `folder/slug` of every record, including records that cannot be read.
  fileprivate func paths(in model: Model) -> Set<String> {
    var paths = Set(records.map { model.types[$0.type].folder + "/" + $0.slug })
    for id in unreadable {
      let parts = id.split(separator: "/", maxSplits: 1)
      if parts.count == 2, let type = model[String(parts[0])] { paths.insert(type.folder + "/" + parts[1]) }
    }
    return paths
  }
}
