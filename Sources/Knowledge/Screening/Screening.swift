package import Text

/// Searches everything that writers wrote for personal data, before an edition is made and before
/// anything is linked.
///
/// It judges each record alone, so several tasks may screen records in any order.
package struct Screening: Sendable {
  package let model: Model
  package let vocabularies: Vocabularies
  package let settings: Settings

  package init(model: Model, vocabularies: Vocabularies, settings: Settings) {
    self.model = model
    self.vocabularies = vocabularies
    self.settings = settings
  }

  /// The result for a record, or for the knowledge base.
  package struct Verdict: Sendable {
    package var findings: [Diagnostic] = []
    /// The record is in no edition, like one that cannot be read.
    package var isWithheld = false
    /// Nothing is built at all.
    package var stopsBuild = false

    package init() {}
  }

  /// - Parameter record: An assembled record, uncut. ``Passage/passages(of:)`` gives its texts with
  ///   their positions in its files.
  package func verdict(on record: Record) -> Verdict {
    if isNeverBuilt(record) { return Verdict() }
    var verdict = Verdict()
    let name = PersonalData.hits(in: Array(record.slug.utf8)[...]).map {
      record.finding($0.severity, $0.code, "in the name of the file: " + PersonalData.message($0.code))
    }
    for finding in name + findings(in: record.texts.flatMap { passages(of: $0.source, in: $0.extent) })
    where !isWaived(finding.code, in: record) {
      verdict.findings.append(finding)
      if finding.severity == .error { verdict.isWithheld = true }
    }
    return verdict
  }

  /// The codes of findings in files that a waiver may name.
  static let fileCodes = ["image-place", "image-device", "document-author", "document-history"]

  /// - Parameter findings: What screening found in the files of the record.
  package func verdict(on record: Record, withFiles findings: [Diagnostic]) -> Verdict {
    var verdict = Verdict()
    guard !findings.isEmpty, !isNeverBuilt(record) else { return verdict }
    verdict.findings = findings.filter { !isWaived($0.code, in: record) }
    verdict.isWithheld = verdict.findings.contains { $0.severity == .error }
    return verdict
  }

  /// True for the strictest sensitivity.
  private func isNeverBuilt(_ record: Record) -> Bool {
    record.sensitivity.map { $0 == settings.sensitivities.last } ?? false
  }

  /// A waiver needs a reason and a last day.
  private func isWaived(_ code: String, in record: Record) -> Bool {
    (record[.waive]?.elements ?? []).contains { waiver in
      guard case .record(let entry) = waiver, case .text(let name)? = entry.values[0] else { return false }
      return name == code && entry.values[1]?.isBlank == false && entry.values[2]?.isBlank == false
    }
  }

  /// The text as it is written. Its scalars are decoded as well if they may mean something else
  /// than their bytes say: only then does the YAML have to be read once more.
  private func passages(of source: SourceText, in extent: Range<Int>) -> [Passage] {
    let raw = source.bytes[extent]
    if raw.contains(UInt8(ascii: "\\")) { return Passage.passages(of: source, in: extent) }
    return [Passage(bytes: raw, map: OffsetMap(start: extent.lowerBound), source: source)]
  }

  /// - Parameter known: Bytes of the files that may say what they say.
  private func findings(in passages: [Passage], leavingOut known: Range<Int> = 0..<0) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for passage in passages {
      for hit in PersonalData.hits(in: passage.bytes) where !known.overlaps(passage.map.fileRange(hit.range)) {
        let finding = passage.finding(hit.severity, hit.code, hit.range, PersonalData.message(hit.code))
        // A decoded scalar has its raw text as well.
        if !findings.contains(finding) { findings.append(finding) }
      }
    }
    return findings
  }

  /// - Parameter page: A page of a record that could not be read; it is in no edition whatever this
  ///   returns.
  package func verdict(onUnreadable page: ParsedPage) -> Verdict {
    var verdict = Verdict()
    verdict.findings = findings(in: Passage.passages(of: page.source, in: page.extent))
    return verdict
  }

  /// - Parameters:
  ///   - sources: The model, the vocabularies, the words and the templates of the content folder.
  ///   - settings: casebook.yaml.
  ///   - files: The paths of the files in the content folder that hold no records, relative to it.
  ///   - shown: A path of `files` as findings show it.
  package func verdict(onBase sources: [SourceText], settings: SourceText, files: [String], shown: (String) -> String)
    -> Verdict
  {
    var verdict = Verdict()
    for source in sources { verdict.findings += findings(in: passages(of: source, in: 0..<source.bytes.count)) }
    verdict.findings += findings(
      in: passages(of: settings, in: 0..<settings.bytes.count), leavingOut: Self.contact(in: settings))
    for file in files {
      for hit in PersonalData.hits(in: Array(file.utf8)[...]) {
        verdict.findings.append(
          Diagnostic(hit.severity, hit.code, path: shown(file), "in the name of the file: " + PersonalData.message(hit.code)))
      }
    }
    // A label or a file belongs to no record that could be withheld.
    verdict.stopsBuild = verdict.findings.contains { $0.severity == .error }
    return verdict
  }

  /// Returns the range of `contact`, the one address in a knowledge base that is meant for
  /// everybody; empty if there is none.
  private static func contact(in settings: SourceText) -> Range<Int> {
    guard case .mapping(let entries)? = YAMLReader.read(settings, 0..<settings.bytes.count).0?.content else { return 0..<0 }
    return entries.first { $0.key == "contact" }?.value.range ?? 0..<0
  }
}
