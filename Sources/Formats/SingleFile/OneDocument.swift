import Knowledge
import Publication
import Synchronization
import Text

/// The addresses in one document: a record is an anchor, a picture is its own bytes, and nothing
/// else is there.
final class OneDocument: Addresses {
  private let slice: Slice
  private let site: Site
  private let pictures: Pictures
  private let used = Mutex<[String: [UInt8]?]>([:])

  /// Pictures by their paths in the site.
  struct Pictures: Sendable {
    /// The size in bytes of the largest picture to take.
    var limit: Int
    var read: @Sendable (_ path: String) -> [UInt8]?
  }

  init(_ slice: Slice, of site: Site, pictures: Pictures) {
    (self.slice, self.site, self.pictures) = (slice, site, pictures)
  }

  /// The pictures that were asked for and are too large, in order.
  var leftOut: [String] { used.withLock { $0.filter { $0.value == nil }.keys.sorted { $0.precedesInBytes($1) } } }

  func append(_ target: LinkTarget, in language: String, from origin: LinkOrigin, to bytes: inout [UInt8]) -> Bool {
    switch target {
    case .record(let id, let part):
      guard language == slice.language, slice.contains(id) else { return false }
      bytes.append(UInt8(ascii: "#"))
      bytes.appendPercentEncoded(site.anchor(of: id))
      if let part, !part.isEmpty {
        bytes += Array("--".utf8)
        bytes.appendPercentEncoded(part)
      }
      return true
    case .file(let path):
      guard let address = picture(path) else { return false }
      bytes += address
      return true
    case .page: return false
    }
  }

  /// The `data:` address of a picture; nil for other files, and for a picture that is too large.
  private func picture(_ path: String) -> [UInt8]? {
    if let known = used.withLock({ $0[path] }) { return known }
    guard let kind = Self.kind(of: path), let bytes = pictures.read(path) else { return nil }
    let address = bytes.count > pictures.limit ? nil : Array("data:image/\(kind);base64,".utf8) + bytes.base64
    used.withLock { $0[path] = .some(address) }
    return address
  }

  private static func kind(of path: String) -> String? {
    switch path.split(separator: ".").last?.lowercased() {
    case "png": "png"
    case "jpg", "jpeg": "jpeg"
    case "gif": "gif"
    case "webp": "webp"
    case "avif": "avif"
    case "svg": "svg+xml"
    default: nil
    }
  }
}

extension Site {
  /// The anchor of a record in a document that holds several types: its folder and its name.
  func anchor(of id: RecordID) -> String {
    let address = paths.address(of: id, in: paths.defaultLanguage)
    guard let name = address.fragment else { return String(address.path.dropLast(".html".count)) }
    return listFolder(of: id) + name
  }

  /// The beginning of all anchors of a list.
  func listFolder(of id: RecordID) -> String { graph.type(of: id).folder + "/" }
}
