package import Text

/// A rule, or several rules that run together, with the stage in which they run.
package struct Check: Sendable {
  package let name: String
  package let stage: Stage

  package enum Stage: Sendable {
    /// Runs on the model, the settings and the vocabularies, before any record is read.
    case base(@Sendable (Base) -> [Diagnostic])
    /// Runs on a range of linked records, in several tasks at once.
    case records(@Sendable (ContentGraph, Range<Int>) -> [Diagnostic])
    /// Runs on all linked records together.
    case graph(@Sendable (ContentGraph, Base) -> [Diagnostic])
    /// Depends on a day: only `check` and reports run it, so that a page never depends on the
    /// clock.
    case day(@Sendable (ContentGraph, PartialDate) -> [Diagnostic])
    /// Looks at all records, whatever an edition shows of them: only `check` without an edition
    /// runs it.
    case everything(@Sendable (ContentGraph) -> [Diagnostic])
  }

  /// The parts of a knowledge base other than its records.
  package struct Base: Sendable {
    package var model: Model
    package var modelSource: SourceText
    package var settings: Settings
    package var settingsSource: SourceText
    package var vocabularies: Vocabularies

    package init(
      model: Model, modelSource: SourceText, settings: Settings, settingsSource: SourceText, vocabularies: Vocabularies
    ) {
      (self.model, self.modelSource) = (model, modelSource)
      (self.settings, self.settingsSource) = (settings, settingsSource)
      self.vocabularies = vocabularies
    }
  }

  init(_ name: String, _ stage: Stage) { (self.name, self.stage) = (name, stage) }

  package static let all: [Check] = [
    SettingsChecks.names, SettingsChecks.navigation, RetiredTypes.check, RequiredFields.check, ModelRules.check, Waivers.check,
    WithdrawnRecords.check, Readers.check, Orphans.check, AliasChecks.check, RelationChecks.cycles, Freshness.check,
    ContactCheck.check,
  ]
}

extension [Check] {
  package func findings(of base: Check.Base) -> [Diagnostic] {
    flatMap { if case .base(let ask) = $0.stage { ask(base) } else { [] as [Diagnostic] } }
  }

  package func findings(in graph: ContentGraph, of range: Range<Int>) -> [Diagnostic] {
    flatMap { if case .records(let ask) = $0.stage { ask(graph, range) } else { [] as [Diagnostic] } }
  }

  package func findings(in graph: ContentGraph, _ base: Check.Base) -> [Diagnostic] {
    flatMap { if case .graph(let ask) = $0.stage { ask(graph, base) } else { [] as [Diagnostic] } }
  }

  package func findings(inEverything graph: ContentGraph) -> [Diagnostic] {
    flatMap { if case .everything(let ask) = $0.stage { ask(graph) } else { [] as [Diagnostic] } }
  }

  package func findings(in graph: ContentGraph, on day: PartialDate) -> [Diagnostic] {
    flatMap { if case .day(let ask) = $0.stage { ask(graph, day) } else { [] as [Diagnostic] } }
  }
}
