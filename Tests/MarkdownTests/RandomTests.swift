import Testing

@testable import Markdown

struct RandomTests {
  @Test func `random Markdown gives a consistent tree with every byte at its place`() {
    var numbers = SeededNumbers(seed: 1)
    for _ in 0..<4_000 {
      let source = randomMarkdown(&numbers, pieces: Int.random(in: 1...40, using: &numbers))
      expectConsistent(Document(parsing: source), of: source)
    }
  }

  @Test func `random characters give a consistent tree`() {
    var numbers = SeededNumbers(seed: 2)
    for _ in 0..<2_000 {
      var text = ""
      for _ in 0..<Int.random(in: 0...200, using: &numbers) {
        let scalar =
          Bool.random(using: &numbers) ? UInt32.random(in: 0...0x7F, using: &numbers) : numbers.next(upperBound: 0x11_0000)
        if let scalar = Unicode.Scalar(scalar) { text.unicodeScalars.append(scalar) }
      }
      let source = Array(text.utf8)
      expectConsistent(Document(parsing: source), of: source)
    }
  }

  /// Texts with a `~` are parsed one at a time, others at the same time; the four threads parse
  /// both kinds together.
  @Test func `four threads parse what one thread does, with and without tildes`() async {
    var numbers = SeededNumbers(seed: 3)
    let tilde = UInt8(ascii: "~")
    let sources = (0..<200).map { number in
      let source = randomMarkdown(&numbers, pieces: 60) + Array(" ~~gone~~ http://a.b/c *x*".utf8)
      return number.isMultiple(of: 2) ? source : source.filter { $0 != tilde }
    }
    #expect(sources.count { $0.contains(tilde) } == 100)
    let expected = sources.map { summary(of: Document(parsing: $0)) }
    await withTaskGroup(of: Int.self) { group in
      for thread in 0..<4 {
        group.addTask {
          var wrong = 0
          for i in 0..<2_000 {
            let number = (i * 7 + thread * 53) % sources.count
            if summary(of: Document(parsing: sources[number])) != expected[number] { wrong += 1 }
          }
          return wrong
        }
      }
      for await wrong in group { #expect(wrong == 0) }
    }
  }
}

private func summary(of document: Document) -> [String] {
  document.nodes.map { "\($0.kind) \($0.end) \($0.source) \(document.string($0.text))" }
}
