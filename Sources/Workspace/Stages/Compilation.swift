import Knowledge
import Text

/// A record whose bodies are compiled.
struct CompiledBodies: Sendable {
  /// The record without its texts, which no later stage needs.
  var record: Record
  var compiled: CompiledRecord
  var findings: [Diagnostic]
}

/// The visible records of an edition, with their bodies compiled.
struct CompiledContent: Sendable {
  var visible: EditionFilter.Visible
  /// In the order of the visible records.
  var compiled: [CompiledRecord]
}

extension Stages {
  /// Compilation: makes HTML with holes and plain text of every body.
  ///
  /// - Parameter spill: Stores long texts outside memory until they are written.
  func compile(_ visible: consuming EditionFilter.Visible, in choice: EditionChoice, into spill: SpillFile?) async -> (
    CompiledContent, [Diagnostic]
  ) {
    var findings: [Diagnostic] = []
    let hidden = HiddenNames(copy visible, model: groundwork.model)
    var hiding: Set<String> = []
    if let hidden {
      hiding = hidden.key(with: visible)
      for index in visible.records.indices {
        let (record, found) = hidden.cut(visible.records[index])
        visible.records[index] = record
        findings += found
      }
    }
    let names = RecordCompiler.names(in: visible.records, groundwork.model)
    let compiler = RecordCompiler(
      model: groundwork.model, names: names, words: groundwork.words, defaultLanguage: choice.settings.defaultLanguage,
      hidden: hidden)
    memory.willCompile(linking: names, hiding: hiding)
    let slices = visible.records.inSlices(of: 64)
    visible.records = []
    // A record frees its text as soon as it is compiled, and the next records use that memory.
    let done = await concurrentMap(releasing: slices, width: width) { record in
      memory.compiled(record) {
        var (compiled, findings) = compiler.compile(record)
        compiled.settle(html: spill, text: spill)
        var record = record
        record.releaseTexts()
        return CompiledBodies(record: record, compiled: compiled, findings: findings)
      }
    }
    visible.records = done.map(\.record)
    return (CompiledContent(visible: visible, compiled: done.map(\.compiled)), findings + done.flatMap(\.findings))
  }
}
