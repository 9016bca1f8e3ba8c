import Foundation
package import Knowledge
package import Text

/// The path of every page of the site, in each language. Paths are relative to the site's root and
/// not percent-encoded.
///
/// This is an immutable class, for the same reason as ``ContentGraph``.
package final class SitePaths: Sendable {
  /// An address in the site: a file, and an anchor in it.
  package struct Address: Hashable, Sendable {
    package var path: String
    package var fragment: String?

    package init(path: String, fragment: String? = nil) {
      self.path = path
      self.fragment = fragment
    }
  }

  /// The number of records on a list page, and of entries on an index page.
  package static let listPage = 300
  package static let indexPage = 100

  package let languages: [String]
  package let defaultLanguage: String
  private let folders: [String]
  /// By language: records of each type in the order of their titles.
  package let orders: [[[RecordID]]]
  /// By language: the order of titles.
  private let titleOrders: [TitleOrder]
  /// By language, the path of each record's page: its own page, or a page of its type's list.
  private let pages: [[String]]
  /// The anchor of each record on a list page; empty if it has a page of its own.
  package let anchors: [String]
  /// The same pages and anchors percent-encoded, for links; most are the same texts.
  private let encodedPages: [[String]]
  private let encodedAnchors: [String]

  private init(
    languages: [String], defaultLanguage: String, folders: [String], orders: [[[RecordID]]], titleOrders: [TitleOrder],
    pages: [[String]], anchors: [String]
  ) {
    self.languages = languages
    self.defaultLanguage = defaultLanguage
    self.folders = folders
    self.orders = orders
    self.titleOrders = titleOrders
    self.pages = pages
    self.anchors = anchors
    encodedPages = pages.map { $0.map(percentEncoded) }
    encodedAnchors = anchors.map(percentEncoded)
  }

  /// Gives every record its name. Two names that FAT32 cannot tell apart are a finding, and the
  /// second gets a hash.
  package static func plan(_ graph: ContentGraph) -> (SitePaths, [Diagnostic]) {
    var findings: [Diagnostic] = []
    var taken: [String: Int] = [:]
    var names: [String] = []
    names.reserveCapacity(graph.records.count)
    for (index, record) in graph.records.enumerated() {
      let type = graph.model.types[record.type]
      var name = OutputName.file(for: record.slug, longest: OutputName.longest(in: type.folder))
      let key = type.folder + "/" + foldedCase(name)
      if let other = taken[key] {
        findings.append(
          record.finding(
            .error, "name-clash",
            "'\(record.slug)' and '\(graph.slugs[other])' would have the same file name on a stick ('\(name).html'); rename one"
          ))
        name += "-" + OutputName.shortHash(record.id)
      } else {
        taken[key] = index
      }
      names.append(name)
    }
    findings += aliasClashes(graph, taken)
    let languages = graph.settings.languages
    let isOnList = graph.records.map { graph.model.types[$0.type].page == .list }
    let defaultLanguage = graph.settings.defaultLanguage
    let folders = graph.model.types.map(\.folder)
    var orders: [[[RecordID]]] = []
    var titleOrders: [TitleOrder] = []
    var allPages: [[String]] = []
    for language in languages {
      let root = root(of: language, default: defaultLanguage)
      var byType = [[RecordID]](repeating: [], count: graph.model.types.count)
      for (index, record) in graph.records.enumerated() { byType[record.type].append(RecordID(index)) }
      var pages = graph.records.indices.map { index in
        isOnList[index] ? "" : root + folders[graph.types[index]] + "/" + names[index] + ".html"
      }
      let titleOrder = TitleOrder(language: language, of: graph.records.lazy.map { $0.title(in: language) })
      for type in byType.indices {
        let keyed = byType[type].map { (key: titleOrder.key(graph.records[$0.index].title(in: language)), id: $0) }
        byType[type] = keyed.sorted { a, b in a.key < b.key || (a.id < b.id && !(b.key < a.key)) }.map(\.id)
        guard graph.model.types[type].page == .list else { continue }
        var page = ""
        for (index, id) in byType[type].enumerated() {
          if index % listPage == 0 { page = root + folders[type] + "/" + numbered(index / listPage + 1) }
          pages[id.index] = page
        }
      }
      orders.append(byType)
      titleOrders.append(titleOrder)
      allPages.append(pages)
    }
    let paths = SitePaths(
      languages: languages, defaultLanguage: defaultLanguage, folders: folders, orders: orders, titleOrders: titleOrders,
      pages: allPages,
      anchors: zip(names, isOnList).map { name, isOnList in isOnList ? (name.hasPrefix("_") ? "r" + name : name) : "" })
    return (paths, findings)
  }

  /// Finds old names whose page exists already: the page of another record, or of another old name.
  private static func aliasClashes(_ graph: ContentGraph, _ taken: [String: Int]) -> [Diagnostic] {
    var taken = taken
    var findings: [Diagnostic] = []
    for (index, record) in graph.records.enumerated() {
      for alias in record.texts(.aliases) {
        let parts = alias.split(separator: "/", maxSplits: 1)
        let type = parts.count == 2 ? graph.model[String(parts[0])] : graph.model.types[record.type]
        guard let type, let slug = parts.last else { continue }
        let name = OutputName.file(for: normalized(String(slug)), longest: OutputName.longest(in: type.folder))
        let owner = taken.updateValue(index, forKey: type.folder + "/" + foldedCase(name))
        guard let owner, owner != index else { continue }
        taken[type.folder + "/" + foldedCase(name)] = owner
        // The same name twice has a finding of its own.
        let other = graph.records[owner]
        let names = [other.slug] + other.texts(.aliases).map { String($0.split(separator: "/").last ?? "") }
        if names.contains(where: { normalized($0) == normalized(String(slug)) }) { continue }
        findings.append(
          record.finding(
            .error, "name-clash", at: CommonField.aliases.rawValue,
            "the old name '\(alias)' would have the same page as one of '\(other.id)' ('\(name).html'), which has it; change one"
          ))
      }
    }
    return findings
  }

  /// Returns the order of titles in a language.
  func titleOrder(in language: String) -> TitleOrder { titleOrders[index(of: language)] }

  package func index(of language: String) -> Int { languages.firstIndex(of: language) ?? 0 }

  /// Returns "" for the default language, otherwise a folder such as `fr/`.
  package func root(of language: String) -> String { Self.root(of: language, default: defaultLanguage) }

  private static func root(of language: String, default defaultLanguage: String) -> String {
    language == defaultLanguage ? "" : language + "/"
  }

  package func address(of id: RecordID, in language: String) -> Address {
    let anchor = anchors[id.index]
    return Address(path: page(of: id, in: language), fragment: anchor.isEmpty ? nil : anchor)
  }

  private func page(of id: RecordID, in language: String) -> String {
    if let index = languages.firstIndex(of: language) { return pages[index][id.index] }
    // The original is in a language that this build leaves out: returns its path in a build that
    // has it.
    return root(of: language) + pages[0][id.index].dropFirst(root(of: languages[0]).count)
  }

  /// Appends the relative URL of a record, or of a part of it: the path to
  /// ``address(of:part:in:)``, without making a text for it.
  ///
  /// - Parameters:
  ///   - language: the language's position in ``languages``.
  ///   - path: the path of the page with the link, in `folder`.
  func appendURL(
    of id: RecordID, part: String?, at language: Int, from path: String, _ folder: PageFolder, to bytes: inout [UInt8]
  ) {
    let anchor = encodedAnchors[id.index]
    let part = part ?? ""
    let hasFragment = !anchor.isEmpty || !part.isEmpty
    if !hasFragment || pages[language][id.index] != path {
      bytes.appendRelativeURL(from: folder, toEncoded: encodedPages[language][id.index])
    }
    guard hasFragment else { return }
    bytes.append(UInt8(ascii: "#"))
    bytes.append(contentsOf: anchor.utf8)
    if !part.isEmpty {
      if !anchor.isEmpty { bytes.append("--") }
      bytes.appendPercentEncoded(part)
    }
  }

  /// Returns the address of a part of a record, or of a heading in it.
  package func address(of id: RecordID, part: String?, in language: String) -> Address {
    var address = address(of: id, in: language)
    if let part, !part.isEmpty { address.fragment = address.fragment.map { $0 + "--" + part } ?? part }
    return address
  }

  package func home(in language: String) -> String { root(of: language) + "index.html" }
  package func search(in language: String) -> String { root(of: language) + "search.html" }
  package func view(_ id: String, in language: String) -> String { root(of: language) + OutputName.file(for: id) + ".html" }
  package func index(ofType type: Int, page: Int = 1, in language: String) -> String {
    root(of: language) + folders[type] + "/" + Self.numbered(page)
  }
  package func facet(_ facet: Facet, in language: String) -> String { root(of: language) + facet.folder + "/index.html" }
  /// - Parameter name: one of ``termNames(_:_:_:)``.
  func term(_ name: String, of facet: Facet, page: Int, in language: String) -> String {
    root(of: language) + facet.folder + "/" + (page == 1 ? name : name + "-page-\(page)") + ".html"
  }
  /// The anchor on a list of a record that is no longer there.
  static func anchor(of slug: String) -> String {
    let name = OutputName.file(for: normalized(slug))
    return name.hasPrefix("_") ? "r" + name : name
  }

  package func alias(_ folder: String, _ slug: String, in language: String) -> String {
    root(of: language) + folder + "/" + OutputName.file(for: normalized(slug), longest: OutputName.longest(in: folder))
      + ".html"
  }

  /// Returns by facet the page names of its values. Two names that FAT32 cannot tell apart, and
  /// names that look like a later page of another value, get a hash.
  static func termNames(_ census: Census, _ facets: [Facet], _ graph: ContentGraph) -> [[FacetValue: String]] {
    zip(facets, census.entries).map { facet, entries in
      guard facet.values == .terms || facet.values == .texts else { return [:] }
      let longest = OutputName.longest(in: facet.folder)
      var names: [FacetValue: String] = [:]
      var taken: Set<String> = []
      for value in entries.map(\.value) {
        let id = value.id(in: graph)
        let plain = OutputName.file(for: id, longest: longest)
        var name = plain.contains("-page-") ? plain + "-" + OutputName.shortHash(id) : plain
        while !taken.insert(foldedCase(name)).inserted { name = plain + "-" + OutputName.shortHash(name + id) }
        names[value] = name
      }
      return names
    }
  }

  static func numbered(_ page: Int) -> String { page == 1 ? "index.html" : "index-\(page).html" }

  /// Folds letters as FAT32 compares them; simple lower case is near enough to its table.
  package static func foldedCase(_ name: String) -> String { name.lowercased() }
}
