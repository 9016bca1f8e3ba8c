import Knowledge
import Templates
import Testing
import Text

@testable import Publication

/// A page asks for the address of everything that it links to, and keeps the words where there is
/// none.
struct AddressesTests {
  /// A form of publication that has records alone, each at an address that no site has.
  private struct Slice: Addresses {
    let has: @Sendable (RecordID) -> Bool

    func append(_ target: LinkTarget, in language: String, from origin: LinkOrigin, to bytes: inout [UInt8]) -> Bool {
      guard case .record(let id, let part) = target, has(id) else { return false }
      bytes += Array("#slice-\(id.index)\(part.map { "-" + $0 } ?? "")".utf8)
      return true
    }
  }

  @Test func `a site has a relative address for every kind of target`() throws {
    let small = try SmallSite(Recipes.few)
    let links = Links(small.site, in: "en", from: LinkOrigin(path: "notes/a.html"))
    #expect(links.url(.page(.home)) == "../index.html")
    #expect(links.url(.page(.search)) == "../search.html")
    #expect(links.url(.file("media/plan b.png")) == "../media/plan%20b.png")
    for id in small.site.graph.records.indices.map({ RecordID($0) }) {
      #expect(links.url(.record(id))?.hasSuffix(".html") == true)
    }
  }

  @Test func `a page of a server that knows no address has whole ones`() throws {
    let small = try SmallSite(Recipes.few, baseURL: "https://example.org/a&b/")
    let links = Links(small.site, in: "en", from: LinkOrigin(path: "404.html", isAnywhere: true))
    #expect(links.url(.page(.search)) == "https://example.org/a&b/search.html")
    guard case .bytes(_) = links.slot(.page(.search)) else {
      Issue.record("a whole address is escaped by the template")
      return
    }
  }

  @Test func `a target that a publication lacks has no address`() throws {
    let links = Links(Slice { _ in false }, in: "en", from: LinkOrigin(path: ""))
    #expect(links.url(.page(.home)) == nil)
    guard case .absent = links.slot(.record(RecordID(0))) else {
      Issue.record("no address, so that a template shows the words alone")
      return
    }
    var bytes: [UInt8] = [1]
    #expect(!links.append(.file("a"), to: &bytes))
    #expect(bytes == [1])
  }
}
