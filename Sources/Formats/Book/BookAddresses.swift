import Knowledge
import Publication
import Synchronization
import Text

/// The addresses in a book: relative paths between its files. What the book does not have is named
/// in words.
final class BookAddresses: Addresses {
  private let paths: BookPaths
  private let slice: Slice
  private let site: Site
  private let largestPicture: Int
  /// The sizes of the site's pictures, by their paths in the site.
  private let pictures: [String: Int]
  /// By facet, the place of each of its values.
  private let terms: [[FacetValue: Int]]
  private let asked = Mutex<Set<String>>([])

  /// - Parameter largestPicture: the size in bytes of the largest picture to take.
  init(_ paths: BookPaths, _ slice: Slice, of site: Site, largestPicture: Int) {
    (self.paths, self.slice, self.site, self.largestPicture) = (paths, slice, site, largestPicture)
    // Other kinds of pictures are not for every reading system, and a book needs another form of
    // them.
    pictures = Dictionary(
      site.files.values.filter { $0.isImage && BookPackage.mediaType(ofPicture: $0.path) != nil }.map { ($0.path, $0.bytes) },
      uniquingKeysWith: { a, _ in a })
    let shown = Set(slice.records)
    terms = site.census.entries.map { entries in
      var places: [FacetValue: Int] = [:]
      for (place, entry) in entries.enumerated() where entry.records.contains(where: shown.contains) {
        places[entry.value] = place
      }
      return places
    }
  }

  func append(_ target: LinkTarget, in language: String, from origin: LinkOrigin, to bytes: inout [UInt8]) -> Bool {
    guard let (path, fragment) = place(of: target, in: language) else { return false }
    bytes.appendRelativeURL(from: origin.path, to: path, fragment: fragment)
    return true
  }

  /// The pictures that the pages made so far show, and those that are too large, by their paths in
  /// the site.
  var usedPictures: (taken: [String], leftOut: [String]) {
    let asked = asked.withLock { $0 }.sorted { $0.precedesInBytes($1) }
    return (asked.filter { pictures[$0]! <= largestPicture }, asked.filter { pictures[$0]! > largestPicture })
  }

  private func picture(_ path: String) -> String? {
    guard let size = pictures[path] else { return nil }
    _ = asked.withLock { $0.insert(path) }
    return size <= largestPicture ? BookPaths.picture(path) : nil
  }

  private func place(of target: LinkTarget, in language: String) -> (path: String, fragment: String?)? {
    if case .file(let path) = target { return picture(path).map { ($0, nil) } }
    guard language == slice.language else { return nil }
    switch target {
    case .record(let id, let part):
      return paths.records[id.index].map { ($0, site.paths.address(of: id, part: part, in: language).fragment) }
    case .page(.home, _): return (BookPaths.title, nil)
    case .page(.record(let id), _): return paths.records[id.index].map { ($0, nil) }
    case .page(.index(let type, _), _): return paths.types[type].map { ($0, nil) }
    case .page(.view(let view), _): return paths.views[view].map { ($0, nil) }
    case .page(.facet(let facet), _): return paths.facets[facet].map { ($0, nil) }
    case .page(.term(let facet, let value, _), _):
      guard let path = paths.facets[facet], let place = terms[facet][value] else { return nil }
      return (path, BookPaths.anchor(ofTerm: place))
    case .page, .file: return nil
    }
  }
}
