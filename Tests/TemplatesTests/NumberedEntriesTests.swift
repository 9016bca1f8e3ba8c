import Synchronization
import Templates
import Testing
import Text

/// Entries that stand in lists on many pages.
@Suite struct NumberedEntriesTests {
  static let mark = Shape([("name", .text)])
  static let entry = Shape([("title", .text), ("isNew", .flag), ("marks", .list(mark)), ("note", .text)])
  static let group = Shape([("label", .text), ("entries", .list(entry))])
  static let page = Shape([("heading", .text), ("words", .object(Shape([("new", .text)]))), ("groups", .list(group))])

  static func entry(_ number: Int) -> Values {
    Values(
      entry,
      [
        .text("<\(number)>"), .flag(number % 3 == 0), .list((0..<number % 4).map { Values(mark, [.text("m\($0)")]) }),
        .text(number % 5 == 0 ? "" : String(repeating: "n", count: number)),
      ])
  }

  /// Returns a page with two groups of entries, both with these numbers.
  static func page(_ heading: String, _ numbers: [Int32], _ entries: NumberedEntries?) -> Values {
    let slot = entries.map { Slot.numbered($0, numbers) } ?? .list(numbers.map { entry(Int($0)) })
    guard case .object(let words) = page.kinds[1] else { preconditionFailure() }
    return Values(
      page,
      [
        .text(heading), .object(Values(words, [.text("& new")])),
        .list([Values(group, [.text("A"), slot]), Values(group, [.text("B"), .list([])]), Values(group, [.text("C"), slot])]),
      ])
  }

  @Test(
    "They are shown as any entries are",
    arguments: [
      "{{#groups}}{{#entries}}{{title}}{{#isNew}} {{words.new}}{{/isNew}}{{^note}}-{{/note}}; {{/entries}}{{/groups}}",
      "{{#groups}}\n{{label}}\n{{#entries}}\n{{>entry}}\n{{/entries}}\n{{/groups}}",
      // The text around an entry differs from page to page.
      "{{#groups}}{{#entries}}{{heading}} {{label}} {{title}}{{/entries}}{{^entries}}none{{/entries}}{{/groups}}",
      "{{#groups}}{{#entries}}{{>around}}{{/entries}}{{/groups}}",
      // Each line of a partial gets the indentation of its tag.
      "{{#groups}}\n  {{>list}}\n{{/groups}}",
    ])
  func shownAsAnyEntries(_ text: String) throws {
    let (set, _) = load([
      "page": text, "partials/entry": "<li>{{title}}{{>marks}}</li>\n", "partials/marks": "{{#marks}} {{name}}{{/marks}}",
      "partials/around": "{{heading}}: {{>marks}}", "partials/list": "{{#entries}}\n{{>entry}}\n{{/entries}}\n",
    ])
    let template = try #require(set.compile("page", for: Self.page).template)
    let entries = NumberedEntries(Self.entry, count: 1000, make: Self.entry)
    var known = Values(Self.page)
    guard case .object(let words) = Self.page.kinds[1] else { preconditionFailure() }
    known["words"] = .object(Values(words, [.text("& new")]))
    let bound = template.binding(known, preparing: entries)
    for (heading, numbers) in [("one", [3, 4, 999, 0]), ("two", [4, 3]), ("many", Array(0..<1000)), ("none", [])] {
      let numbers = numbers.map(Int32.init)
      var (plain, again): ([UInt8], [UInt8]) = ([], [])
      template.render(Self.page(heading, numbers, nil), into: &plain)
      bound.render(Self.page(heading, numbers, entries), into: &again)
      #expect(String(decoding: again, as: UTF8.self) == String(decoding: plain, as: UTF8.self))
    }
  }

  @Test func `what a section shows of one is made for the first page that asks for it`() throws {
    let made = MadeEntries()
    let entries = NumberedEntries(Self.entry, count: 1000) { number in
      made.count.add(1, ordering: .relaxed)
      return Self.entry(number)
    }
    let (set, _) = load(["page": "{{heading}}{{#groups}}{{#entries}}{{title}}{{/entries}}{{/groups}}"])
    let template = try #require(set.compile("page", for: Self.page).template)
    let bound = template.binding(Values(Self.page), preparing: entries)
    var bytes: [UInt8] = []
    for _ in 0..<10 { bound.render(Self.page("", [7, 8, 9], entries), into: &bytes) }
    let once = made.count.load(ordering: .relaxed)
    #expect((3...64).contains(once))
    bound.render(Self.page("", [9, 7], entries), into: &bytes)
    #expect(made.count.load(ordering: .relaxed) == once)
    // A section that reads more than the entry is rendered for each page.
    let (other, _) = load(["page": "{{#groups}}{{#entries}}{{title}}{{heading}}{{/entries}}{{/groups}}"])
    let open = try #require(other.compile("page", for: Self.page).template).binding(Values(Self.page), preparing: entries)
    open.render(Self.page("", [9, 7], entries), into: &bytes)
    #expect(made.count.load(ordering: .relaxed) == once + 4)
  }

  @Test func `texts that many pages name are escaped once, and shown as any texts are`() throws {
    var texts = CommonTexts()
    let (title, empty) = (texts.add("A & \"B\""), texts.add(""))
    let url = texts.add(escaped: Array("../a%20b.html#c".utf8))
    let shape = Shape([("title", .text), ("url", .text)])
    let (set, _) = load(["page": "<a href=\"{{url}}\">{{#title}}{{title}}, {{.}}{{/title}}{{^title}}none{{/title}}</a>"])
    let template = try #require(set.compile("page", for: shape).template).binding(Values(shape), common: texts)
    func shown(_ title: Slot) -> String {
      var bytes: [UInt8] = []
      template.render(Values(shape, [title, url]), into: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    }
    #expect(shown(title) == "<a href=\"../a%20b.html#c\">A &amp; &quot;B&quot;, A &amp; &quot;B&quot;</a>")
    #expect(shown(empty) == "<a href=\"../a%20b.html#c\">none</a>")
  }

  @Test(
    "Lists that many pages name are shown as any lists are",
    arguments: [
      "{{#groups}}{{label}}{{#entries}}{{title}}:{{>marks}}{{^marks}}none{{/marks}}; {{/entries}}{{/groups}}",
      // The text around a list differs from page to page.
      "{{#groups}}{{#entries}}{{#marks}}{{heading}} {{name}}{{/marks}}{{/entries}}{{/groups}}",
      // Each line of a partial gets the indentation of its tag.
      "{{#groups}}\n{{#entries}}\n  {{>lines}}\n{{/entries}}\n{{/groups}}",
    ])
  func commonLists(_ text: String) throws {
    let (set, _) = load([
      "page": text, "partials/marks": "{{#marks}} <i>{{name}}</i>{{/marks}}",
      "partials/lines": "{{#marks}}\n{{name}}\n{{/marks}}\n",
    ])
    var common = CommonTexts()
    let marks = (0..<40).map { Values(Self.mark, [.text("<mark \($0)>")]) }
    let numbers = marks.map { common.add(entry: $0) }
    let lists: [[Int32]] = [[3], [], numbers, [[Int32]](repeating: numbers, count: 100).flatMap { $0 }, [39, 0]]
    let slots = lists.map { common.add(list: $0) }
    let template = try #require(set.compile("page", for: Self.page).template)
    func shown(_ template: CompiledTemplate, _ marked: (Int) -> Slot) -> String {
      let entries = lists.indices.map { place in
        var entry = Self.entry(place)
        entry["marks"] = marked(place)
        return entry
      }
      var page = Self.page("&", [], nil)
      page["groups"] = .list([Values(Self.group, [.text("A"), .list(entries)])])
      var bytes: [UInt8] = []
      template.render(page, into: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    }
    let plain = shown(template) { place in .list(lists[place].map { marks[Int($0)] }) }
    let entries = NumberedEntries(Self.entry, count: 0, make: Self.entry)
    #expect(shown(template.binding(Values(Self.page), common: common, preparing: entries)) { slots[$0] } == plain)
  }
}

/// Counts the entries that were made.
private final class MadeEntries: Sendable {
  let count = Atomic<Int>(0)
}
