import Foundation

@testable import Knowledge

/// A line of the labelled set: a text in a language, with the personal data in it.
///
/// Columns are parted by tabs: language, codes or `none`, text. `⟦` and `⟧` stand around what is
/// personal, and `\n` stands for the end of a line.
struct LabelledLine {
  var language: String
  var codes: [String]
  var bytes: [UInt8] = []
  var spans: [Range<Int>] = []

  init(_ line: Substring) {
    let columns = line.split(separator: "\t").map(String.init)
    (language, codes) = (columns[0], columns[1] == "none" ? [] : columns[1].split(separator: ",").map(String.init))
    var start = 0
    for scalar in columns[2].replacing("\\n", with: "\n").unicodeScalars {
      switch scalar {
      case "⟦": start = bytes.count
      case "⟧": spans.append(start..<bytes.count)
      default: bytes += Array(String(scalar).utf8)
      }
    }
  }

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  static func lines(of name: String) throws -> [LabelledLine] {
    try String(contentsOf: folder.appending(path: name + ".tsv"), encoding: .utf8).split(separator: "\n").map(LabelledLine.init)
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// How many of the marked lines are found, and how many findings are right.
struct Score {
  var marked = 0
  var found = 0
  var hits = 0
  var right = 0

  var recall: Double { marked == 0 ? 1 : Double(found) / Double(marked) }
  var precision: Double { hits == 0 ? 1 : Double(right) / Double(hits) }

  /// - Parameters:
  ///   - code: A line is marked if it has this code.
  ///   - missed: Receives each line that the search gets wrong.
  init(_ code: String, _ lines: [LabelledLine], missed: (String) -> Void = { _ in }) {
    for line in lines {
      let hits = PersonalData.hits(in: line.bytes[...]).filter { $0.code == code }
      if line.codes.contains(code) {
        marked += 1
        if hits.contains(where: { hit in line.spans.contains { $0.overlaps(hit.range) } }) {
          found += 1
        } else {
          missed("missed: " + line.text)
        }
      }
      self.hits += hits.count
      for hit in hits {
        // A telephone number inside other personal data is no false alarm.
        let isCode = line.codes.contains(code) || code == "personal-phone"
        if isCode && line.spans.contains(where: { $0.overlaps(hit.range) }) {
          right += 1
        } else {
          missed("wrong: " + line.text)
        }
      }
    }
  }
}
