import Knowledge
import Text

extension Stages {
  /// Linking: finds the targets of every record.
  func link(_ content: consuming CompiledContent, in choice: EditionChoice) async -> (ContentGraph, [Diagnostic]) {
    let linker = Linker(
      content.visible, compiled: content.compiled, model: groundwork.model, languages: choice.settings.languages)
    let slices = content.visible.records.indices.inSlices(of: 256)
    let links = await concurrentMap(slices, width: width, slice: 1) { linker.links(of: $0) }
    return linker.graph(
      of: links, settings: choice.settings,
      vocabularies: content.visible.hiddenSteps.isEmpty
        ? groundwork.vocabularies : groundwork.vocabularies.withoutSteps(content.visible.hiddenSteps))
  }
}
