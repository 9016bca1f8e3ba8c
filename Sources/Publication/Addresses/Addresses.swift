package import Knowledge

/// Answers where the things of a publication are, as a link on one of its pages needs it.
///
/// A site is a folder of pages. A single file, a book or a course package has other addresses for
/// the same links, and may lack some of their targets.
package protocol Addresses: Sendable {
  /// Appends the address of a target, percent-encoded but not escaped for HTML.
  ///
  /// - Returns: False, with nothing appended, if the publication does not have the target. The link
  ///   is then its words alone.
  func append(_ target: LinkTarget, in language: String, from origin: LinkOrigin, to bytes: inout [UInt8]) -> Bool

  /// True if the publication has every record.
  var isWhole: Bool { get }
}

extension Addresses {
  package var isWhole: Bool { false }
}

/// A thing that a link can lead to.
package enum LinkTarget: Hashable, Sendable {
  /// A record, or a part of it or a heading in it.
  case record(RecordID, part: String? = nil)
  case page(PageKind, fragment: String? = nil)
  /// A file with this path in the publication, such as a picture or a style sheet.
  case file(String)
}

/// The page on which a link stands.
package struct LinkOrigin: Sendable {
  /// The path of the page.
  package let path: String
  let folder: PageFolder
  /// True for the page that a server shows at every address where nothing is.
  let isAnywhere: Bool

  package init(path: String, isAnywhere: Bool = false) {
    self.path = path
    self.isAnywhere = isAnywhere
    folder = PageFolder(of: path)
  }
}
