import Knowledge
import Text

/// All records that any edition may show: the common input of several editions of one knowledge
/// base.
struct ScreenedContent: Sendable {
  var folder: ContentFolder
  var assembly: Assembler.Assembly
  /// Records that screening withholds from every edition.
  var withheld: [Record]
  /// As in ``AssembledContent``.
  var unreadable: [String: [ParsedPage]]
  var lines: [String: [HiddenLines]]
  /// The findings of this stage and those before it.
  var findings: [Diagnostic]
  /// True if nothing may be built.
  var isStopped = false
}

extension Stages {
  /// Screening: checks everything that was written, and withholds from every edition what must not
  /// be published.
  func screen(_ content: consuming AssembledContent) async -> ScreenedContent {
    let screening = Screening(
      model: groundwork.model, vocabularies: groundwork.vocabularies, settings: groundwork.settings)
    let folder = content.folder
    let sources = [groundwork.base.modelSource] + groundwork.vocabularySources + groundwork.ownTexts
    let base = screening.verdict(
      onBase: sources, settings: groundwork.base.settingsSource, files: folder.files, shown: folder.shown)
    let unused = await concurrentMap(content.unused, width: width) { screening.verdict(onUnreadable: $0) }
    let verdicts = await concurrentMap(content.assembly.records, width: width) { record in
      memory.verdict(on: record) { screening.verdict(on: record) }
    }
    let files = await screenFiles(in: folder, of: content.assembly.records, unreadable: Set(content.unreadable.keys))
    let all = [base] + unused + verdicts
    var findings = all.flatMap(\.findings) + files.base
    for id in content.unreadable.keys { findings += files.records[id] ?? [] }
    var assembly = content.assembly
    let withheld = zip(assembly.records, verdicts).filter { record, verdict in
      let ofFiles = screening.verdict(on: record, withFiles: files.records[record.id] ?? [])
      findings += ofFiles.findings
      return verdict.isWithheld || ofFiles.isWithheld
    }.map(\.0)
    if !withheld.isEmpty {
      assembly.unreadable.formUnion(withheld.map(\.id))
      assembly.records.removeAll { assembly.unreadable.contains($0.id) }
    }
    var lines = content.lines
    for (id, paths) in files.paths where lines[id] != nil { lines[id]! += paths.map(HiddenLines.init(file:)) }
    return ScreenedContent(
      folder: folder, assembly: assembly, withheld: withheld, unreadable: content.unreadable, lines: lines,
      findings: content.findings + findings,
      isStopped: all.contains(where: \.stopsBuild) || files.base.contains { $0.severity == .error })
  }

  private func screenFiles(in folder: ContentFolder, of records: [Record], unreadable: Set<String>) async -> FileScreening {
    let traces = await concurrentMap(folder.files, width: width, slice: 4) { path in
      (path, memory.traces(of: path, in: folder) { FileTraces.read(folder.root + "/" + path) })
    }
    return FileScreening(traces, in: folder, of: records, unreadable: unreadable, groundwork.model)
  }
}
