import Text

/// The files of a site as a build writes them, sorted by path at the end.
///
/// Each file goes directly to its position: to look up and sort all paths at the end would take
/// time while the other tasks have no work left.
struct WrittenFiles: Sendable {
  /// The files that the build began with, in order.
  private let paths: [String]
  private let places: [String: Int]
  /// The written files, by position; nil for a file that is not written.
  private var files: [Manifest.File?]
  /// The files that were not known when the build began.
  private var others: [String: Manifest.File] = [:]
  private(set) var count = 0

  /// - Parameter paths: in order, each once.
  init(beginningWith paths: [String] = []) {
    self.paths = paths
    places = Dictionary(uniqueKeysWithValues: zip(paths, paths.indices))
    files = Array(repeating: nil, count: paths.count)
  }

  subscript(path: String) -> Manifest.File? { places[path].map { files[$0] } ?? others[path] }

  mutating func add(_ path: String, _ file: Manifest.File) {
    let before: Manifest.File?
    if let place = places[path] {
      before = files[place]
      files[place] = file
    } else {
      before = others.updateValue(file, forKey: path)
    }
    if before == nil { count += 1 }
  }

  var inOrder: [(path: String, file: Manifest.File)] {
    var order: [(path: String, file: Manifest.File)] = []
    order.reserveCapacity(count)
    var rest = others.sorted { $0.key.precedesInBytes($1.key) }[...]
    for (path, file) in zip(paths, files) {
      guard let file else { continue }
      while let other = rest.first, other.key.precedesInBytes(path) {
        order.append((other.key, other.value))
        rest.removeFirst()
      }
      order.append((path, file))
    }
    for (path, file) in rest { order.append((path, file)) }
    return order
  }
}
