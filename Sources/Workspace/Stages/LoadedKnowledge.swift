package import Knowledge
import Publication
package import Text

/// One edition of a knowledge base, read, compiled, linked and checked: the input of all commands.
package struct LoadedKnowledge: Sendable {
  package var graph: ContentGraph
  /// In no particular order; ``Diagnostic`` sorts them.
  package var findings: [Diagnostic]
  package var edition: Settings.Edition?
  /// True if nothing may be built, even if everything else is correct.
  var isStopped: Bool
  var groundwork: Groundwork
  var folder: ContentFolder
}

extension LoadedKnowledge {
  package static func load(_ options: BuildOptions) async throws(BuildFailure) -> LoadedKnowledge {
    try await load(options, NoMemory(), spill: nil, Timings())
  }

  /// - Parameter spill: Holds long texts until they are written.
  static func load(_ options: BuildOptions, _ memory: some StageMemory, spill: SpillFile?, _ timings: Timings)
    async throws(BuildFailure) -> LoadedKnowledge
  {
    let groundwork = try memory.groundwork { () throws(BuildFailure) in try Groundwork.read(options) }
    let choice = try EditionChoice(options, groundwork.settings)
    timings.mark("model")
    let stages = Stages(groundwork: groundwork, options: options, memory: memory)
    return await stages.edition(choice, of: try await stages.screened(timings), spill, timings)
  }

  /// Loads several editions of one knowledge base, in order. The stages before Edition run once.
  ///
  /// - Parameter editions: Names; nil is the first edition that is declared.
  package static func load(_ options: BuildOptions, editions: [String?]) async throws(BuildFailure) -> [LoadedKnowledge] {
    try await load(options, editions: editions, NoMemory())
  }

  static func load(_ options: BuildOptions, editions: [String?], _ memory: some StageMemory) async throws(BuildFailure)
    -> [LoadedKnowledge]
  {
    let groundwork = try memory.groundwork { () throws(BuildFailure) in try Groundwork.read(options) }
    var choices: [EditionChoice] = []
    for edition in editions {
      var options = options
      options.edition = edition
      choices.append(try EditionChoice(options, groundwork.settings))
    }
    let stages = Stages(groundwork: groundwork, options: options, memory: memory)
    let screened = try await stages.screened(Timings())
    var loaded: [LoadedKnowledge] = []
    for choice in choices { loaded.append(await stages.edition(choice, of: screened, nil, Timings())) }
    return loaded
  }
}

extension Stages {
  /// Runs the stages that do not depend on an edition.
  func screened(_ timings: Timings) async throws(BuildFailure) -> ScreenedContent {
    let content = try await read()
    timings.mark("read and parse")
    let assembled = await assemble(consume content)
    timings.mark("assemble")
    let screened = await screen(consume assembled)
    timings.mark("screen")
    return screened
  }

  /// Runs the stages of one edition.
  func edition(
    _ choice: EditionChoice, of content: consuming ScreenedContent, _ spill: SpillFile?, _ timings: Timings
  ) async -> LoadedKnowledge {
    let (folder, isStopped) = (content.folder, content.isStopped)
    let (visible, before) = await show(consume content, in: choice)
    timings.mark("filter")
    // This check needs the texts, which compilation frees.
    let mentions = WithdrawalChecks.mentions(in: visible, choice.settings)
    let (compiled, bodyFindings) = await compile(consume visible, in: choice, into: spill)
    timings.mark("compile")
    let (graph, linkFindings) = await link(consume compiled, in: choice)
    timings.mark("link")
    let checkFindings = await check(graph)
    timings.mark("check")
    return LoadedKnowledge(
      graph: graph, findings: before + mentions + bodyFindings + linkFindings + checkFindings, edition: choice.edition,
      isStopped: isStopped, groundwork: groundwork, folder: folder)
  }
}
