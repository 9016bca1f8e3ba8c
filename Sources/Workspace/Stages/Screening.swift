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
    let sources = [groundwork.base.settingsSource, groundwork.base.modelSource] + groundwork.vocabularySources
    let base = screening.verdict(onBase: sources, files: folder.files, shown: folder.shown)
    let unused = await concurrentMap(content.unused, width: width) { screening.verdict(onUnreadable: $0) }
    let verdicts = await concurrentMap(content.assembly.records, width: width) { record in
      memory.verdict(on: record) { screening.verdict(on: record) }
    }
    var assembly = content.assembly
    let withheld = zip(assembly.records, verdicts).filter { $1.isWithheld }.map(\.0)
    if !withheld.isEmpty {
      assembly.unreadable.formUnion(withheld.map(\.id))
      assembly.records.removeAll { assembly.unreadable.contains($0.id) }
    }
    let all = [base] + unused + verdicts
    return ScreenedContent(
      folder: folder, assembly: assembly, withheld: withheld, unreadable: content.unreadable, lines: content.lines,
      findings: content.findings + all.flatMap(\.findings),
      isStopped: all.contains(where: \.stopsBuild))
  }
}
