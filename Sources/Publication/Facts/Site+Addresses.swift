import Knowledge
import Text

/// The addresses of a site are relative paths that end in a file name, so that they work when a
/// reader opens a file from a disk.
extension Site: Addresses {
  package var isWhole: Bool { true }

  package func append(_ target: LinkTarget, in language: String, from origin: LinkOrigin, to bytes: inout [UInt8]) -> Bool {
    // The original of a translation may be in a language that this build leaves out.
    guard let known = paths.languages.firstIndex(of: language) else { return false }
    if origin.isAnywhere, let base = options.baseURL {
      bytes.append(contentsOf: base.utf8)
      let (path, fragment) = address(of: target, in: language)
      bytes.appendPercentEncoded(path)
      if let fragment {
        bytes.append(UInt8(ascii: "#"))
        bytes.appendPercentEncoded(fragment)
      }
      return true
    }
    if case .record(let id, let part) = target {
      // The way without a text for the path: most links lead to records.
      paths.appendURL(of: id, part: part, at: known, from: origin.path, origin.folder, to: &bytes)
      return true
    }
    let (path, fragment) = address(of: target, in: language)
    bytes.appendRelativeURL(from: origin.path, to: path, fragment: fragment)
    return true
  }

  private func address(of target: LinkTarget, in language: String) -> (path: String, fragment: String?) {
    switch target {
    case .record(let id, let part):
      let address = paths.address(of: id, part: part, in: language)
      return (address.path, address.fragment)
    case .page(let kind, let fragment): return (path(of: kind, in: language), fragment)
    case .file(let path): return (path, nil)
    }
  }
}
