/// Skips a build whose result exists already: compares before a build, and writes a note after it.
///
/// A note holds a hash of everything that the build depends on, and a hash of the manifest. A later
/// build with the same hash has nothing to do if the folder still holds that site.
struct Unchanged: Sendable {
  /// The build that made the present site, if nothing has changed since.
  let last: LastBuild?
  private let options: BuildOptions
  /// nil if no note is to be written.
  private let inputs: Inputs?
  /// nil if there was no note to compare with.
  private let hash: String?

  /// Compares the present inputs with those of the last build into the same folder.
  static func check(_ options: BuildOptions) async -> Unchanged {
    guard options.notes != nil else { return Unchanged(last: nil, options: options, inputs: nil, hash: nil) }
    let inputs = await Inputs.now(options)
    let hash = LastBuild.isNoted(options) ? await inputs?.hash() : nil
    let last = hash.flatMap { LastBuild.unchanged(since: $0, options) }
    return Unchanged(last: last, options: options, inputs: inputs, hash: hash)
  }

  /// Writes a note of a build without findings, unless a file changed during the build: the pages
  /// may then hold the old text or the new one.
  func note(_ build: SiteBuild.Report, manifest: String) async {
    guard let inputs, build.findings.isEmpty else { return }
    // Every file was read a moment ago, so the system still has it in memory.
    var hash = hash
    if hash == nil { hash = await inputs.hash() }
    guard let hash, await inputs.areUntouched() else { return }
    LastBuild(inputs: hash, manifest: manifest, records: build.records, pages: build.pages, files: build.files).keep(options)
  }
}
