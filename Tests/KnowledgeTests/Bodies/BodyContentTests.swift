import Synchronization
import Testing
import Text

@testable import Knowledge

/// A store with a given amount of room.
private final class Shelf: ByteStore {
  private let bytes = Mutex<[UInt8]>([])
  private let room: Int

  init(room: Int = .max) { self.room = room }

  var count: Int { bytes.withLock(\.count) }

  func append(_ more: [UInt8]) -> Range<Int>? {
    bytes.withLock {
      guard $0.count + more.count <= room else { return nil }
      $0 += more
      return $0.count - more.count..<$0.count
    }
  }

  func bytes(in range: Range<Int>) -> [UInt8] { bytes.withLock { Array($0[range]) } }
}

struct BodyContentTests {
  private let markdown = """
    Before all headings: café, [[case/x]] and ما.

    ## One

    \(String(repeating: "Words that are long enough to be put away. ", count: 20))

    ## Two

    ### Three

    The end, with [[case/y]].
    """

  @Test func `a body that is put away says the same as before`() {
    let shelf = Shelf()
    let body = compiled(markdown).body
    for _ in 0..<2 {
      var away = body
      away.settle(html: shelf, text: shelf)
      #expect(away.html == body.html)
      #expect(away.text == body.text)
      #expect(away.holes == body.holes)
      #expect(!away.isEmpty)
    }
    let whole = body.html.count + body.text.reduce(0) { $0 + $1.text.utf8.count }
    #expect(shelf.count == 2 * whole)
  }

  @Test func `HTML and text may be put away apart`() {
    let (pages, indexes) = (Shelf(), Shelf())
    let body = compiled(markdown).body
    var away = body
    away.settle(html: pages, text: indexes)
    #expect(pages.count == body.html.count)
    #expect(indexes.count == body.text.reduce(0) { $0 + $1.text.utf8.count })
    away = body
    away.settle(html: nil, text: indexes)
    #expect(away.html == body.html)
    #expect(away.text == body.text)
  }

  @Test func `a short body stays, and so does one for which there is no room`() {
    let shelf = Shelf()
    var short = compiled("Short.").body
    short.settle(html: shelf, text: shelf)
    #expect(shelf.count == 0)
    #expect(short.shown == "<p>Short.</p>\n")

    var long = compiled(markdown).body
    let html = long.html
    long.settle(html: Shelf(room: 100), text: Shelf(room: 100))
    #expect(long.html == html)
    #expect(long.text.map(\.heading) == [nil, 0, 1, 2])
  }

  @Test func `an empty body is empty`() {
    var empty = CompiledBody()
    empty.settle(html: Shelf(), text: Shelf())
    #expect(empty.isEmpty)
    #expect(empty.text == [])
  }
}
