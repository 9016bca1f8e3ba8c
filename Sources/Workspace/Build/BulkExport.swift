import Knowledge
package import Publication
package import Text

/// Writes the records of an edition for a search server, from the same planned site that a build
/// writes.
package enum BulkExport {
  package struct Report: Sendable {
    /// Sorted.
    package var findings: [Diagnostic]
    package var records: Int
    /// False if nothing can be built, and so nothing was written.
    package var isWritten: Bool
  }

  /// - Parameter output: a file, or `-` for standard output.
  package static func run(_ options: BuildOptions, for target: BulkTarget, to output: String) async throws(BuildFailure)
    -> Report
  {
    let loaded = try await LoadedKnowledge.load(options)
    let (planned, findings) = await PlannedSite.plan(loaded, width: options.jobs)
    guard let site = planned?.site else { return Report(findings: findings, records: 0, isWritten: false) }
    let documents = BulkDocuments(site: site, target: target)
    let count = site.graph.records.count
    // Each file holds a group of documents: a hundred thousand documents are never in memory
    // together.
    let groups = (0..<count).inSlices(of: 256).map { group in
      OutputFile(
        "documents-\(group.lowerBound)", .resource, .made { for id in group { $0 += documents.lines(of: RecordID(id)) } })
    }
    let publication = Publication(release: site.options.release, edition: site.options.edition ?? "", files: groups)
    try await Publishing(into: StreamSink(output), width: options.jobs).publish(publication)
    return Report(findings: findings, records: count, isWritten: true)
  }
}
