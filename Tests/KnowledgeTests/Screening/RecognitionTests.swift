import Foundation
import Testing

@testable import Knowledge

/// How much personal data is found in lines in ten languages, and how often a finding is wrong. The
/// manual shows the same figures.
struct RecognitionTests {
  private static let languages = ["en", "fr", "es", "ar", "sw", "pt", "ru", "de", "uk", "so"]
  private static let halves = ["labelled-lines", "held-out-lines"]
  private static let page = LabelledLine.folder.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Documentation/reference/screening.md")

  private func all() throws -> [LabelledLine] { try Self.halves.flatMap(LabelledLine.lines) }

  @Test func `the set has enough lines of each code and language`() throws {
    let lines = try all()
    #expect(lines.count { !$0.codes.isEmpty } >= 400 && lines.count { $0.codes.isEmpty } >= 200)
    #expect(Set(lines.map(\.language)) == Set(Self.languages))
    #expect(Set(lines.flatMap(\.codes)) == Set(PersonalData.codes))
    for line in lines { #expect(line.codes.isEmpty == line.spans.isEmpty, "\(line.text)") }
  }

  @Test(arguments: PersonalData.codes)
  func `enough is found, and few findings are wrong`(code: String) throws {
    let floor: (recall: Double, precision: Double) =
      switch code {
      case "personal-email": (1, 0.95)
      case "personal-phone": (0.92, 0.95)
      default: (0.9, 0.95)
      }
    for half in Self.halves {
      var told: [String] = []
      let score = Score(code, try LabelledLine.lines(of: half)) { told.append($0) }
      #expect(score.recall >= floor.recall, "\(half): \(told)")
      #expect(score.precision >= floor.precision, "\(half): \(told)")
    }
  }

  /// `UPDATE_GOLDENS=1` writes the tables.
  @Test func `the manual shows the figures of this version`() throws {
    let page = try String(contentsOf: Self.page, encoding: .utf8)
    let heading = "\n## The figures\n"
    let start = try #require(page.range(of: heading)).upperBound
    let end = try #require(page.range(of: "\n## ", range: start..<page.endIndex)).lowerBound
    let wanted = try tables()
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil {
      try page.replacingCharacters(in: start..<end, with: wanted).write(to: Self.page, atomically: true, encoding: .utf8)
    } else {
      #expect(page[start..<end] == wanted, "UPDATE_GOLDENS=1 swift test --filter RecognitionTests writes the tables")
    }
  }

  private func tables() throws -> String {
    let (lines, halves) = (try all(), try Self.halves.map(LabelledLine.lines))
    var text =
      "\nRecall and precision of each code, by language; a cell without lines is empty.\n\n| code | \(Self.languages.joined(separator: " | ")) |\n"
    text += "|---|" + String(repeating: "---|", count: Self.languages.count) + "\n"
    for code in PersonalData.codes {
      let cells = Self.languages.map { language in Self.cell(Score(code, lines.filter { $0.language == language })) }
      text += "| [[\(code)]] | \(cells.joined(separator: " | ")) |\n"
    }
    text +=
      "\nThe same by half. The program was written with the first half in sight; of the second, only the totals were looked at.\n\n"
    text += "| code | lines | in sight | held out | all |\n|---|---|---|---|---|\n"
    for code in PersonalData.codes {
      let scores = halves.map { Score(code, $0) } + [Score(code, lines)]
      text += "| [[\(code)]] | \(scores[2].marked) | \(scores.map(Self.cell).joined(separator: " | ")) |\n"
    }
    return text
  }

  private static func cell(_ score: Score) -> String {
    score.marked == 0 ? "" : [score.recall, score.precision].map { String(format: "%.2f", $0) }.joined(separator: ", ")
  }
}
