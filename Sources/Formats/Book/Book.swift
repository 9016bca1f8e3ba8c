import Knowledge
package import Publication
import Templates
import Text

/// An edition in one language, or some of its records, as a book: EPUB 3.3.
package struct Book: Sendable {
  /// The style sheets of a book.
  package struct Styles: Sendable {
    package var shared: [UInt8]
    /// The knowledge base's own sheet. It comes second: a reader that cannot read one of its rules
    /// keeps the first.
    package var own: [UInt8]?

    package init(shared: [UInt8], own: [UInt8]?) { (self.shared, self.own) = (shared, own) }
  }

  package struct Made: Sendable {
    /// All files; the first one has to stand first in the container, as it is.
    package var publication: Publication
    /// The pictures that are too large for the book, by their paths in the site.
    package var leftOut: [String]
  }

  /// The path of the file that has to stand first.
  package static let first = "mimetype"
  /// The folder of the package and all that it lists.
  private static let folder = "EPUB/"

  private let slice: Slice
  private let site: Site
  private let depth: Int
  private let styles: Styles
  private let largestPicture: Int

  /// - Parameters:
  ///   - depth: the number of links that were followed from the records that were asked for.
  ///   - largestPicture: the size in bytes of the largest picture to take.
  package init(_ slice: Slice, depth: Int, of site: Site, styles: Styles, largestPicture: Int = 5_000_000) {
    (self.slice, self.depth, self.site, self.styles, self.largestPicture) = (slice, depth, site, styles, largestPicture)
  }

  /// Lists the files of the book.
  ///
  /// Each page is made twice: here to see which pictures and figures it has, which the package
  /// tells, and again when it is written. So no more than some pages are in memory.
  ///
  /// - Parameters:
  ///   - width: the number of concurrent tasks.
  ///   - picture: Returns the content of the picture with a path in the site.
  ///   - renderer: Returns the templates for records with these addresses.
  package func make(
    width: Int, picture: (_ path: String) -> OutputFile.Content?, renderer: (any Addresses) -> PageRenderer
  ) async -> Made {
    let parts = BookParts(slice, of: site)
    let paths = BookPaths(parts, slice, of: site)
    let addresses = BookAddresses(paths, slice, of: site, largestPicture: largestPicture)
    let renderer = renderer(addresses)
    let plan = BookPlan(parts, paths, slice, of: site, groups: renderer.firstGroups(in: slice.language))
    let package = BookPackage(slice: slice, site: site, depth: depth)
    var common = package.common(hasOwnStyle: styles.own != nil, plan)
    let pages = BookPages(plan: plan, slice: slice, renderer: renderer, common: common)
    let hasFigure = await concurrentMap(plan.chapters, width: width) { pages.html(of: $0).hasFigure }
    let pictures = addresses.usedPictures

    var files = [file(BookPaths.style, .bytes(styles.shared))]
    var items = [item(BookPaths.style, "text/css")]
    if let own = styles.own {
      files.append(file(BookPaths.ownStyle, .bytes(own)))
      items.append(item(BookPaths.ownStyle, "text/css"))
    }
    for path in pictures.taken {
      guard let content = picture(path) else { continue }
      files.append(file(BookPaths.picture(path), content))
      items.append(item(BookPaths.picture(path), BookPackage.mediaType(ofPicture: path)!))
    }
    for (chapter, hasFigure) in zip(plan.chapters, hasFigure) {
      files.append(file(chapter.path, .made { $0 += pages.html(of: chapter).bytes }))
      var properties = hasFigure ? ["svg"] : []
      if case .contents = chapter.kind { properties.append("nav") }
      items.append(item(chapter.path, "application/xhtml+xml", properties, isRead: true))
    }
    common["title"] = .text(package.title)
    common["hasPictures"] = .flag(!pictures.taken.isEmpty || hasFigure.contains(true))
    common["items"] = .list(
      items.enumerated().map { place, item in
        var item = item
        item["id"] = .text("item-\(place + 1)")
        return item
      })
    common["contents"] = .list(BookContents.values(plan.contents, from: BookPaths.oldContents))
    for (template, path) in [("ncx", BookPaths.oldContents), ("package", BookPaths.package)] {
      files.append(file(path, .bytes(renderer.renderBook(template, common, in: slice.language, at: path))))
    }
    files.append(OutputFile("META-INF/container.xml", .resource, .bytes(Array(Self.container.utf8))))
    files.append(OutputFile(Self.first, .resource, .bytes(Array("application/epub+zip".utf8))))
    let publication = Publication(release: site.options.release, edition: site.options.edition ?? "", files: files)
    return Made(publication: publication.ordered(first: Self.first), leftOut: pictures.leftOut)
  }

  private func file(_ path: String, _ content: OutputFile.Content) -> OutputFile {
    OutputFile(Self.folder + path, .resource, content)
  }

  private func item(_ path: String, _ mediaType: String, _ properties: [String] = [], isRead: Bool = false) -> Values {
    Values(
      PageShapes.bookItem,
      [
        .absent, .text(percentEncoded(path)), .text(mediaType), .text(properties.joined(separator: " ")), .flag(isRead),
      ])
  }

  private static let container = """
    <?xml version="1.0" encoding="UTF-8"?>
    <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
    <rootfiles>
    <rootfile full-path="\(folder)\(BookPaths.package)" media-type="application/oebps-package+xml" />
    </rootfiles>
    </container>

    """
}
