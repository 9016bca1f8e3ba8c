package import Templates

/// The members that a book offers to its templates.
extension PageShapes {
  /// A file of a book. `type` is what it is to a reading system, such as `bodymatter chapter`;
  /// `content` is a record or a list, and `groups` are links to records under headings.
  ///
  /// The title page and the package have the rest besides.
  package static let book = Shape([
    ("title", .text), ("language", .text), ("direction", .text), ("type", .text), ("hasOwnStyle", .flag), ("content", .html),
    ("groups", .list(bookGroup)), ("taken", .text), ("count", .text), ("date", .text), ("newer", .text),
    ("identifier", .text), ("modified", .text), ("isRightToLeft", .flag), ("hasPictures", .flag), ("hasTerms", .flag),
    ("start", .text), ("terms", .text), ("contents", .list(bookEntry)), ("items", .list(bookItem)),
  ])
  /// `level` is the depth of a term below the top of its vocabulary.
  package static let bookGroup = Shape([
    ("label", .text), ("anchor", .text), ("level", .text), ("hasEntries", .flag), ("entries", .list(entry)),
    ("content", .html),
  ])
  /// A line of the contents. A heading without a page of its own has no `url`, but a `target`: the
  /// first page below it. `number` is the place of the target in the order of reading.
  package static let bookEntry = Shape([
    ("title", .text), ("language", .text), ("direction", .text), ("url", .text), ("target", .text), ("id", .text),
    ("number", .text),
    ("hasEntries", .flag), ("entries", .listOfItself),
  ])
  /// A file as the package lists it; those to read stand in the order of reading.
  package static let bookItem = Shape([
    ("id", .text), ("url", .text), ("mediaType", .text), ("properties", .text), ("isRead", .flag),
  ])
}
