/// The relative URL that leads from one page to a place: it ends in a file name, so that it works by double-click.
package func relativeURL(from path: String, to place: SitePaths.Place) -> String {
  var bytes: [UInt8] = []
  // Enough for all that is plain ASCII and not deep: it is written for each link, and grew three times.
  bytes.reserveCapacity(place.path.utf8.count + (place.fragment?.utf8.count ?? 0) + 16)
  bytes.appendRelativeURL(from: path, to: place.path, fragment: place.fragment)
  return String(decoding: bytes, as: UTF8.self)
}

package func relativeURL(from path: String, to target: String) -> String {
  relativeURL(from: path, to: SitePaths.Place(path: target))
}

extension [UInt8] {
  mutating func appendRelativeURL(from path: String, to target: String, fragment: String?) {
    if path == target, let fragment {
      append(UInt8(ascii: "#"))
      appendPercentEncoded(fragment)
      return
    }
    let from = path.utf8.span
    let to = target.utf8.span
    // What both have in common, up to the last slash.
    var common = 0
    var i = 0
    while i < from.count, i < to.count, from[i] == to[i] {
      i += 1
      if from[i - 1] == UInt8(ascii: "/") { common = i }
    }
    for i in common..<from.count where from[i] == UInt8(ascii: "/") { append(contentsOf: "../".utf8) }
    appendPercentEncoded(to.extracting(common...))
    if let fragment {
      append(UInt8(ascii: "#"))
      appendPercentEncoded(fragment)
    }
  }
}
