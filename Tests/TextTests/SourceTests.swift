import Testing

@testable import Text

struct PositionTests {
  @Test(arguments: [
    ("abc\nde", 4, SourcePosition(line: 2, column: 1)),
    ("héllo", 3, SourcePosition(line: 1, column: 4)),  // é is two bytes
    ("a\r\nb", 3, SourcePosition(line: 2, column: 1)),
    ("a\rb", 2, SourcePosition(line: 2, column: 1)),
    ("a\n", 2, SourcePosition(line: 2, column: 1)),
    ("", 0, SourcePosition(line: 1, column: 1)),
    ("ab", 99, SourcePosition(line: 1, column: 3)),
  ])
  func `an offset has a line and a byte column`(text: String, offset: Int, expected: SourcePosition) {
    let bytes = Array(text.utf8)
    #expect(LineTable(bytes).position(atOffset: offset) == expected)
    #expect(SourceText(path: "x", bytes: bytes).position(atOffset: offset) == expected, "both ways of counting agree")
  }

  @Test func `a position leads back to its offset`() {
    let bytes = Array("one\r\ntwo\rthree\n\nfive é".utf8)
    let table = LineTable(bytes)
    for offset in bytes.indices where !(bytes[offset] == 0x0A && offset > 0 && bytes[offset - 1] == 0x0D) {
      #expect(table.offset(of: table.position(atOffset: offset)) == offset)
    }
  }
}

struct SourceTextTests {
  /// If lines were counted again for each finding, this would not end in time.
  @Test(.timeLimit(.minutes(1))) func `a hundred thousand findings in a long file have their places`() {
    let source = SourceText(path: "x", bytes: Array(repeating: UInt8(ascii: "a"), count: 1 << 20))
    for offset in 0..<100_000 {
      #expect(source.finding(.error, "x", offset * 10..<offset * 10, "m").start.column == offset * 10 + 1)
    }
  }
}

struct NearestNameTests {
  @Test(arguments: [
    ("replicaton", ["replication", "retention"], "replication"), ("gbv", ["dbv", "abc"], "dbv"), ("word", ["wrod"], "wrod"),
    ("lesson", ["Lesson"], "Lesson"),
  ])
  func `the nearest name is offered`(name: String, names: [String], expected: String) {
    #expect(nearestName(to: name, among: names) == expected)
  }

  @Test(arguments: [("abc", ["xyz"]), ("a", ["bcd"]), ("", ["abc"])])
  func `a name far from all is not guessed`(name: String, names: [String]) {
    #expect(nearestName(to: name, among: names) == nil)
  }

  @Test func `of two as near the first by bytes is offered, whatever their order`() {
    #expect(nearestName(to: "cat", among: ["rat", "bat"]) == "bat")
    #expect(nearestName(to: "cat", among: ["bat", "rat"]) == "bat")
  }
}

struct EditTests {
  @Test func `edits are applied by place, and of two that overlap the first stands`() {
    let edits = [Edit(6..<9, "C"), Edit(0..<3, "a"), Edit(2..<5, "never")]
    let (bytes, made) = edits.applied(to: Array("one two six".utf8))
    #expect(String(decoding: bytes, as: UTF8.self) == "a twCix")
    #expect(made == 2)
  }

  @Test func `an edit past the end is left out`() {
    #expect([Edit(2..<9, "x")].applied(to: Array("ab".utf8)) == (Array("ab".utf8), 0))
  }
}

struct DiagnosticFormatTests {
  private let text = "zwei\n日本 x\n"
  private var findings: [Diagnostic] {
    let source = SourceText(path: "Content/a,b.md", bytes: Array(text.utf8))
    return [
      source.finding(
        .error, "unresolved-reference", 12..<13, "no record is named 'x'", suggestion: "y", edit: Edit(12..<13, "y")),
      source.finding(.warning, "orphan", 0..<0, "100% \"alone\"\n"),
    ].sorted()
  }
  private var writer: DiagnosticWriter { DiagnosticWriter { _ in Array(self.text.utf8) } }

  @Test func `text is one line a finding, with place, rule, suggestion and code`() {
    #expect(
      writer.write(findings, as: .text)
        == "Content/a,b.md:1:1: warning: 100% \"alone\"\\n [orphan]\nContent/a,b.md:2:8: error: no record is named 'x'; did you mean 'y'? [unresolved-reference]\n"
    )
  }

  @Test(arguments: [("a\nb.md", #"a\nb.md"#), ("\u{1B}[31m.md", #"\u{1B}[31m.md"#), ("é\u{85}.md", #"é\u{0085}.md"#)])
  func `a control character in a path is shown as it is written, so that a finding is one line`(path: String, shown: String) {
    #expect(Diagnostic(.error, "x", path: path, "m").description == "\(shown):1:1: error: m [x]")
  }

  @Test func `text shows a hundred and counts the rest`() {
    let many = (0..<250).map { Diagnostic(.error, "x", path: "a\($0)", from: SourcePosition(line: $0 + 1, column: 1), "m") }
    let lines = writer.write(many, as: .text).split(separator: "\n")
    #expect(lines.count == 101)
    #expect(lines[100].contains("150 more: 150 x"))
    #expect(writer.write(many, as: .json).split(separator: "\n").count == 252)
  }

  @Test func `people read of many findings of one kind once, with their number and the first place; programs read all`() {
    let group = Diagnostic.Group("g", "{n} of them")
    func finding(_ line: Int, _ path: String = "a") -> Diagnostic {
      Diagnostic(.warning, "x", path: path, from: SourcePosition(line: line, column: 1), "m")
    }
    let grouped = (1...9).map { finding($0).grouped(group) } + [finding(1, "b").grouped(group)]
    #expect(writer.write(grouped, as: .text) == "a:1:1: warning: 10 of them [x]\n")
    #expect(writer.write(grouped, as: .json).split(separator: "\n").count == 12)
    #expect(writer.write([grouped[0]], as: .text) == "a:1:1: warning: m [x]\n")
    let many = (1...9).map { finding($0) }
    let lines = writer.write(many, as: .text).split(separator: "\n")
    #expect(lines.count == 5)
    #expect(lines[4] == "a:5:1: warning: m (and 4 more in this file) [x]")
    #expect(writer.write(Array(many.prefix(5)), as: .text).split(separator: "\n").count == 5)
  }

  @Test(arguments: [
    ("incident", "an incident"), ("case", "a case"), ("user-story", "a user-story"), ("university", "a university"),
    ("update", "an update"),
    ("hour", "an hour"), ("Organisation", "an Organisation"), ("unit", "a unit"), ("entry", "an entry"),
  ])
  func `a name has its article`(name: String, words: String) { #expect(name.withArticle == words) }

  @Test func `github counts columns in UTF-16 units, escapes, and puts the worst first`() {
    let out = writer.write(findings, as: .github).split(separator: "\n").map(String.init)
    #expect(
      out[0]
        == "::error file=Content/a%2Cb.md,line=2,col=4,endLine=2,endColumn=5,title=unresolved-reference::no record is named 'x'; did you mean 'y'?"
    )
    #expect(out[1].hasSuffix("::100%25 \"alone\"%0A"))
  }

  @Test(
    arguments: [
      (10, 10, nil), (25, 0, "::notice ::15 more errors: casebook check --format json tells all"),
      (11, 30, "::notice ::1 more error and 20 more warnings: casebook check --format json tells all"),
    ] as [(Int, Int, String?)])
  func `github shows ten errors and ten warnings, and a notice at the end counts the rest`(
    errors: Int, warnings: Int, notice: String?
  ) {
    let many = (0..<errors + warnings).map {
      Diagnostic($0 < errors ? .error : .warning, "x", path: "a", from: SourcePosition(line: $0 + 1, column: 1), "m")
    }
    let lines = writer.write(many, as: .github).split(separator: "\n").map(String.init)
    #expect(lines.count { $0.hasPrefix("::error ") } == 10)
    #expect(lines.count { $0.hasPrefix("::warning ") } == min(10, warnings))
    #expect(lines.filter { !$0.hasPrefix("::error ") && !$0.hasPrefix("::warning ") } == (notice.map { [$0] } ?? []))
    #expect(notice == nil || lines.last == notice)
  }

  @Test func `json has every member, and null where there is nothing`() {
    #expect(
      writer.write(findings, as: .json).contains(
        #"{"path":"Content/a,b.md","line":2,"column":8,"endLine":2,"endColumn":9,"severity":"error","code":"unresolved-reference","message":"no record is named 'x'","suggestion":"y","edit":{"start":12,"end":13,"replacement":"y"}}"#
      ))
    #expect(writer.write([], as: .json) == "[]\n")
  }

  @Test func `sarif is 2_1_0, with a rule for each code and columns in UTF-16 units`() {
    let out = writer.write(findings, as: .sarif)
    #expect(out.contains(#""version":"2.1.0""#))
    #expect(out.contains(#""rules":[{"id":"orphan""#))
    #expect(out.contains(#""uri":"Content/a%2Cb.md"},"region":{"startLine":2,"startColumn":4,"endLine":2,"endColumn":5}"#))
  }

  @Test func `rdjsonl is one object a line, with the edit as a suggestion`() {
    let lines = writer.write(findings, as: .rdjsonl).split(separator: "\n")
    #expect(lines.count == 2)
    #expect(
      lines[1].contains(#""suggestions":[{"range":{"start":{"line":2,"column":8},"end":{"line":2,"column":9}},"text":"y"}]"#))
  }
}
