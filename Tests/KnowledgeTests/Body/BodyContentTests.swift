import Source
import Synchronization
import Testing

@testable import Knowledge

/// As much room as it is told.
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
      away.putAway(in: shelf)
      #expect(away.html == body.html)
      #expect(away.text == body.text)
      #expect(away.holes == body.holes)
      #expect(!away.isEmpty)
    }
    let whole = body.html.count + body.text.reduce(0) { $0 + $1.text.utf8.count }
    #expect(shelf.count == 2 * whole)
  }

  @Test func `a short body stays, and so does one for which there is no room`() {
    let shelf = Shelf()
    var short = compiled("Short.").body
    short.putAway(in: shelf)
    #expect(shelf.count == 0)
    #expect(short.shown == "<p>Short.</p>\n")

    var long = compiled(markdown).body
    let html = long.html
    long.putAway(in: Shelf(room: 100))
    #expect(long.html == html)
    #expect(long.text.map(\.heading) == [nil, 0, 1, 2])
  }

  @Test func `an empty body is empty`() {
    var empty = CompiledBody()
    empty.putAway(in: Shelf())
    #expect(empty.isEmpty)
    #expect(empty.text == [])
  }
}
