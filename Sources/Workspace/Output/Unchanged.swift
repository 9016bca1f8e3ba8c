/// Spares a build of what has been built already: looks before a build, and notes what was built after it.
///
/// A note holds a hash of everything that the build depends on, and one of the manifest. A later build with the same hash, into a
/// folder that still holds that site, has nothing to do.
struct Unchanged: Sendable {
  /// The build that made what is there, where nothing has changed since.
  let last: LastBuild?
  private let options: BuildOptions
  /// nil where nothing is to be noted.
  private let inputs: Inputs?
  /// nil where there was no note to compare with.
  private let hash: String?

  /// Compares what a build would read with what the last one into the same folder has read.
  static func check(_ options: BuildOptions) async -> Unchanged {
    guard options.notes != nil else { return Unchanged(last: nil, options: options, inputs: nil, hash: nil) }
    let inputs = await Inputs.now(options)
    let hash = LastBuild.isNoted(options) ? await inputs?.hash() : nil
    let last = hash.flatMap { LastBuild.unchanged(since: $0, options) }
    return Unchanged(last: last, options: options, inputs: inputs, hash: hash)
  }

  /// Notes a build without findings, unless a file was touched while it ran: its pages may hold the old text or the new one.
  func note(_ build: SiteBuild.Report, manifest: String) async {
    guard let inputs, build.findings.isEmpty else { return }
    // Every file was read a moment ago, so the system still has it in memory.
    var hash = hash
    if hash == nil { hash = await inputs.hash() }
    guard let hash, await inputs.areUntouched() else { return }
    LastBuild(inputs: hash, manifest: manifest, records: build.records, pages: build.pages, files: build.files).keep(options)
  }
}
