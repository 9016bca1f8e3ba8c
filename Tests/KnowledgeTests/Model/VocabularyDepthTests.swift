import Testing
import Text

@testable import Knowledge

/// A term stands below a limited number of others, however terms are connected, and reading them
/// takes time in proportion to their number.
struct VocabularyDepthTests {
  private func read(_ terms: [(id: Int, broader: Int?)]) -> (Vocabulary, [Diagnostic]) {
    let lines = terms.map { "  - {id: t\($0.id)\($0.broader.map { ", broader: t\($0)" } ?? "")}" }
    return Vocabulary.read(
      SourceText(path: "v.yaml", bytes: Array("terms:\n\(lines.joined(separator: "\n"))\n".utf8)), name: "v")
  }

  @Test(.timeLimit(.minutes(1)), arguments: [true, false])
  func `a chain is cut where it is deeper than the limit`(isUpwards: Bool) {
    let count = 10_000
    let (vocabulary, findings) = read(
      (0..<count).map { isUpwards ? ($0, $0 + 1 < count ? $0 + 1 : nil) : ($0, $0 > 0 ? $0 - 1 : nil) })
    #expect(Set(findings.map(\.code)) == ["broader-too-deep"])
    #expect(findings.count == (count - 1) / (Vocabulary.deepest + 1))
    #expect(vocabulary.terms.indices.allSatisfy { vocabulary.lineage(of: $0).count <= Vocabulary.deepest + 1 })
  }

  @Test(.timeLimit(.minutes(1)))
  func `a ring is a finding where it closes`() {
    let count = 15_000
    let (vocabulary, findings) = read((0..<count).map { ($0, ($0 + 1) % count) })
    #expect(findings.count { $0.code == "broader-cycle" } == 1)
    #expect(vocabulary.terms.indices.allSatisfy { vocabulary.lineage(of: $0).count <= Vocabulary.deepest + 1 })
  }

  @Test func `twenty broader terms are no finding`() {
    #expect(read((0...20).map { ($0, $0 > 0 ? $0 - 1 : nil) }).1 == [])
  }
}
