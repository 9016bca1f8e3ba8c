import Testing
import Text

struct DiagnosticOrderTests {
  private static func finding(_ code: String, _ path: String, line: Int, column: Int, _ message: String = "") -> Diagnostic {
    let place = SourcePosition(line: line, column: column)
    return Diagnostic(.error, code, path: path, from: place, to: place, message)
  }

  @Test func `findings are sorted by path, position, code and message`() {
    let sorted = [
      Self.finding("z", "a.md", line: 2, column: 9), Self.finding("a", "a.md", line: 10, column: 1),
      Self.finding("a", "a.md", line: 10, column: 3, "z"), Self.finding("b", "a.md", line: 10, column: 3, "a"),
      Self.finding("b", "a.md", line: 10, column: 3, "b"), Self.finding("a", "b.md", line: 1, column: 1),
    ]
    #expect(Array(sorted.reversed()).sorted() == sorted)
  }
}
