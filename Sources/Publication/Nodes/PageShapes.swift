package import Knowledge
package import Templates

/// The members that each kind of page offers to its template. The manual's page "Templates" lists
/// them for people.
///
/// Every page has `site` (the same for all pages of a language, but for its links), `page` (this
/// page), and one more object: `record`, `index`, `list`, `term`, `home`, `view` or `redirect`.
package final class PageShapes: Sendable {
  /// Words of the interface, by key.
  package let words: Shape
  package let site: Shape
  package let page: Shape
  /// By type, since each offers its own fields under `field` and what leads to it under `inverse`.
  package let records: [Shape]
  /// By type: what a `page: list` type's page offers, and one of its letters.
  package let lists: [(list: Shape, letter: Shape)]
  package let home: Shape

  package init(model: Model, words keys: [String]) {
    words = Shape(keys.map { ($0, .text) })
    site = Shape(Self.siteMembers + [("words", .object(words))])
    page = Shape([
      ("title", .text), ("heading", .text), ("description", .text), ("path", .text), ("canonical", .text), ("kind", .text),
      ("language", .text), ("direction", .text), ("isHome", .flag), ("isSearch", .flag), ("crumbs", .list(Self.link)),
      ("languages", .list(Self.languageLink)), ("hasLanguages", .flag), ("hasMenu", .flag), ("jsonLD", .html),
      ("metas", .list(Self.meta)),
    ])
    let inverseNames = Self.inverseNames(model)
    let inverses = Shape(inverseNames.map { ($0, .object(Self.node)) })
    records = model.types.map { type in
      // Names that the record offers itself are not shadowed: fields stand under `field`.
      Self.record(fields: Shape(type.fields.map { ($0.name, .object(Self.node)) }), inverses: inverses)
    }
    lists = records.map(Self.list)
    home = Shape([
      ("description", .text), ("count", .text), ("groups", .list(Self.homeGroup)), ("views", .list(Self.link)),
      ("facets", .list(Self.facet)),
      ("recent", .list(Self.entry)), ("counts", .list(Self.count)), ("hasRecent", .flag), ("hasFacets", .flag),
      ("hasViews", .flag),
      ("figure", .html),
    ])
  }

  static func inverseNames(_ model: Model) -> [String] {
    var names: [String] = []
    for type in model.types {
      for field in type.fields {
        for owner in [field] + field.nestedFields {
          if let name = owner.inverse?.name, !names.contains(name) { names.append(name) }
        }
      }
    }
    return names
  }

  private static let siteMembers: [(name: String, kind: Shape.Kind)] = [
    ("title", .text), ("description", .text), ("publisher", .text), ("contact", .text), ("privateContact", .text),
    ("answeredWithin", .text), ("licence", .text),
    ("licenceURL", .text),
    ("release", .text), ("generator", .text), ("edition", .text), ("language", .text), ("direction", .text), ("root", .text),
    ("home", .text),
    ("search", .text), ("policy", .html), ("styles", .list(asset)), ("scripts", .list(asset)), ("navigation", .list(link)),
    ("hasNavigation", .flag), ("hasBase", .flag), ("feed", .text), ("openSearch", .text),
  ]

  /// Returns the position of a member of `site`, whatever the words.
  static func siteMember(of name: String) -> Int { siteMembers.firstIndex { $0.name == name }! }

  package static let asset = Shape([("url", .text)])
  package static let link = Shape([("label", .text), ("url", .text), ("isCurrent", .flag)])
  package static let meta = Shape([("name", .text), ("property", .text), ("content", .text)])
  /// `isFallback`: the page behind the link is not in that language.
  package static let languageLink = Shape([
    ("code", .text), ("label", .text), ("direction", .text), ("url", .text), ("isCurrent", .flag), ("isFallback", .flag),
  ])
  package static let count = Shape([("label", .text), ("count", .text), ("url", .text)])

  /// A term that marks a record: its outcome, its confidence. `bars` has an entry for each step of
  /// an ordered vocabulary.
  package static let mark = Shape([
    ("field", .text), ("label", .text), ("id", .text), ("text", .text), ("bars", .list(bar)),
    ("scale", .text), ("mark", .text),
  ])
  package static let bar = Shape([("isOn", .flag)])

  /// A field, a value, an entry or an edge: one shape for all, so that a template shows any model's
  /// fields.
  ///
  /// A field has `name`, `label`, one kind flag, a flag for its form (`asFact`, …) and its values
  /// as `items`; as a table it has `columns` and `rows` too, whose `items` are cells. A value has
  /// `text` (or `html`), a `url` where it leads somewhere, `id` (term id or slug), for ordered
  /// terms `bars`; an entry of a keyed record has `anchor` and its fields as `items`; an image has
  /// `isImage` and its `text` is the alternative one; a reference has `type`, `summary`, `marks`,
  /// and the fields of its edge as `edge`. `groups` holds the items once more, grouped by type and
  /// by the first term of their edges.
  ///
  /// Members that most entries have stand first.
  package static let node = Shape([
    ("name", .text), ("label", .text), ("isMany", .flag), ("items", .listOfItself), ("count", .text), ("groups", .list(group)),
    ("isTerm", .flag), ("isReference", .flag),
    ("text", .text), ("url", .text), ("id", .text), ("bars", .list(bar)), ("html", .html), ("language", .text),
    ("direction", .text), ("type", .text), ("typeName", .text), ("summary", .text), ("marks", .list(mark)),
    ("edge", .listOfItself),
    ("isText", .flag), ("isMarkdown", .flag), ("isPeriod", .flag),
    ("isDate", .flag), ("isRecord", .flag), ("isURL", .flag), ("isFile", .flag), ("isPlain", .flag),
    ("anchor", .text), ("isImage", .flag), ("width", .text), ("height", .text), ("isHead", .flag), ("isBody", .flag),
    ("isNames", .flag), ("scale", .text), ("mark", .text), ("isNumber", .flag), ("size", .text),
    ("isInverse", .flag), ("asFact", .flag), ("asText", .flag), ("asTable", .flag), ("asList", .flag), ("asSources", .flag),
    ("columns", .listOfItself), ("rows", .listOfItself),
  ])

  /// Some fields of one part of a page that stand together: short values (`isFacts`), or lists of
  /// texts side by side (`isBeside`); any other field stands alone.
  package static let row = Shape([("fields", .list(node)), ("isFacts", .flag), ("isBeside", .flag)])

  /// Some links of one kind: by type, or by the term on their edges (`id` is the term's).
  package static let group = Shape([("label", .text), ("id", .text), ("count", .text), ("items", .list(groupItem))])
  package static let groupItem = Shape([
    ("text", .text), ("url", .text), ("language", .text), ("direction", .text), ("type", .text), ("typeName", .text),
    ("summary", .text),
    ("marks", .list(mark)), ("edge", .list(fact)),
  ])
  /// `language` and `direction` where they are not the page's.
  package static let fact = Shape([
    ("name", .text), ("label", .text), ("id", .text), ("text", .text), ("language", .text), ("direction", .text),
    ("isText", .flag), ("mark", .text),
  ])

  /// A record in a list.
  package static let entry = Shape([
    ("id", .text), ("title", .text), ("url", .text), ("summary", .text), ("type", .text), ("typeName", .text),
    ("language", .text),
    ("direction", .text), ("marks", .list(mark)), ("facts", .list(fact)), ("updated", .text), ("isMachineMade", .flag),
    ("isSuperseded", .flag),
    ("number", .text),
  ])
  package static let related = Shape([
    ("title", .text), ("url", .text), ("summary", .text), ("type", .text), ("typeName", .text), ("language", .text),
    ("direction", .text),
    ("marks", .list(mark)), ("reasons", .list(.text)), ("reason", .text),
  ])
  /// A file with a record and what it leads to.
  package static let form = Shape([("url", .text), ("size", .text)])
  package static let tocEntry = Shape([("anchor", .text), ("text", .text), ("level", .text), ("isDeep", .flag)])

  static func record(fields: Shape, inverses: Shape) -> Shape {
    Shape(recordMembers + [("field", .object(fields)), ("inverse", .object(inverses))])
  }

  /// Returns the position of a member of a record, whatever its type.
  static func recordMember(of name: String) -> Int {
    switch name {
    case "field": recordMembers.count
    case "inverse": recordMembers.count + 1
    default: recordMembers.firstIndex { $0.name == name }!
    }
  }

  private static let recordMembers: [(name: String, kind: Shape.Kind)] = [
    ("id", .text), ("slug", .text), ("type", .text), ("typeName", .text), ("typePlural", .text), ("typeURL", .text),
    ("title", .text),
    ("anchor", .text), ("url", .text), ("summary", .text), ("language", .text), ("direction", .text), ("body", .html),
    ("toc", .list(tocEntry)),
    ("hasToc", .flag), ("also", .list(.text)), ("marks", .list(mark)), ("status", .text), ("updated", .text),
    ("reviewed", .text),
    // Notices.
    ("isFallback", .flag), ("isMachineMade", .flag), ("isStale", .flag), ("isSuperseded", .flag), ("isWithdrawn", .flag),
    ("isDraft", .flag),
    ("originalLanguage", .text), ("originalURL", .text), ("translatedBy", .text),
    // All of the record's own fields in the model's order, cut by how they read: short facts,
    // texts, entries, links.
    ("facts", .list(node)), ("texts", .list(node)), ("entries", .list(node)), ("links", .list(node)),
    ("inverses", .list(node)),
    // The same, and inverses after them, in the parts of a page.
    ("caution", .list(node)), ("lead", .list(row)), ("aside", .list(row)), ("main", .list(row)), ("ways", .list(node)),
    ("end", .list(row)), ("hasAside", .flag), ("hasWays", .flag), ("hasMarks", .flag),
    ("related", .list(related)), ("mentions", .list(groupItem)), ("hasRelated", .flag), ("hasMentions", .flag),
    ("hasFacts", .flag),
    ("hasAlso", .flag), ("neighbourhood", .html), ("forms", .list(form)),
    ("citation", .text), ("bibtex", .text), ("cslJSON", .text), ("ris", .text), ("sourcePath", .text),
  ]

  /// A type's pages of its own: one page of its index.
  package static let index = Shape([
    ("type", .text), ("typeName", .text), ("plural", .text), ("count", .text), ("entries", .list(entry)),
    ("facets", .list(facet)),
    ("pages", .list(link)), ("hasPages", .flag), ("previous", .text), ("next", .text), ("isFirst", .flag), ("hasFacets", .flag),
  ])
  package static let facet = Shape([("name", .text), ("label", .text), ("terms", .list(facetTerm)), ("isLong", .flag)])
  package static let facetTerm = Shape([
    ("id", .text), ("label", .text), ("url", .text), ("count", .text), ("isBroader", .flag), ("level", .text), ("mark", .text),
  ])

  /// A `page: list` type: records under their letters.
  static func list(of record: Shape) -> (list: Shape, letter: Shape) {
    let letter = Shape([("letter", .text), ("anchor", .text), ("records", .list(record))])
    let list = Shape([
      ("type", .text), ("typeName", .text), ("plural", .text), ("count", .text), ("letters", .list(letter)),
      ("bar", .list(link)), ("hasBar", .flag), ("withdrawn", .list(listTombstone)),
      ("pages", .list(link)), ("hasPages", .flag), ("previous", .text), ("next", .text),
    ])
    return (list, letter)
  }

  /// A term of a facet: what it means and the records that have it.
  package static let term = Shape([
    ("id", .text), ("label", .text), ("definition", .text), ("language", .text), ("direction", .text),
    ("field", .text), ("fieldName", .text), ("fieldURL", .text), ("also", .list(.text)), ("broader", .list(link)),
    ("narrower", .list(facetTerm)), ("groups", .list(termGroup)), ("count", .text), ("pages", .list(link)), ("hasPages", .flag),
    ("previous", .text), ("next", .text), ("isRegion", .flag), ("hasAlso", .flag),
  ])
  package static let termGroup = Shape([("label", .text), ("count", .text), ("entries", .list(entry))])
  /// All terms of one facet.
  package static let facetPage = Shape([("label", .text), ("terms", .list(facetTerm)), ("count", .text)])

  package static let homeGroup = Shape([
    ("label", .text), ("typeName", .text), ("url", .text), ("count", .text), ("entries", .list(entry)), ("isShort", .flag),
    ("hasMore", .flag),
  ])

  package static let view = Shape([
    ("id", .text), ("kind", .text), ("label", .text), ("lead", .text), ("figure", .html), ("table", .html), ("note", .text),
    ("isWide", .flag),
  ])
  /// A form that is one file for a browser. `newer` is where a newer one may be found; `isWhole` is
  /// true for a whole language, of which `articles` holds the first screen and `payload` the rest.
  package static let single = Shape([
    ("title", .text), ("heading", .text), ("description", .text), ("language", .text), ("direction", .text), ("taken", .text),
    ("shortened", .text), ("date", .text), ("newer", .text), ("policy", .html), ("style", .html), ("script", .html),
    ("data", .html),
    ("payload", .html), ("isWhole", .flag), ("contents", .list(singleGroup)), ("articles", .html),
  ])
  package static let singleGroup = Shape([
    ("label", .text), ("anchor", .text), ("count", .text), ("entries", .list(singleEntry)),
  ])
  package static let singleEntry = Shape([
    ("title", .text), ("anchor", .text), ("language", .text), ("direction", .text),
  ])
  package static let redirect = Shape([("url", .text), ("title", .text)])
  package static let withdrawn = Shape([("date", .text), ("reason", .text)])
  /// A withdrawn record on a list.
  package static let listTombstone = Shape([("anchor", .text), ("date", .text), ("reason", .text)])
  package static let message = Shape([("kind", .text)])

  /// The root of a page's contexts: `site`, `page` and the page's own object under `name`.
  package func root(_ name: String, _ shape: Shape) -> Shape {
    Shape([("site", .object(site)), ("page", .object(page)), (name, .object(shape))])
  }
}
