package import Text

extension Settings {
  /// Reads casebook.yaml; each mistake is a finding with its position.
  package static func read(_ source: SourceText) -> (Settings, [Diagnostic]) {
    let (node, findings) = YAMLReader.read(source, 0..<source.bytes.count)
    guard let node else {
      let empty =
        findings.isEmpty
        ? [source.finding(.error, "empty-file", 0..<0, "casebook.yaml must have a title; this file is empty")] : []
      var none = Settings()
      none.isTrustworthy = false
      return (none, findings + empty)
    }
    var reader = SettingsReader(source: source, top: MappingReader(node, in: source, as: "casebook.yaml"), findings: findings)
    return (reader.settings(), reader.findings)
  }
}

private struct SettingsReader {
  let source: SourceText
  var top: MappingReader
  var findings: [Diagnostic]

  mutating func report(_ code: String, _ range: Range<Int>, _ message: String, suggestion: String? = nil) {
    findings.append(source.finding(.error, code, range, message, suggestion: suggestion))
  }

  mutating func settings() -> Settings {
    var settings = Settings()
    if let title = top.labels("title") {
      settings.title = title
    } else {
      report("missing-key", top.node.range.lowerBound..<top.node.range.lowerBound, "casebook.yaml must have a title")
      settings.title = Labels(any: "Casebook")
    }
    settings.description = top.labels("description") ?? Labels()
    settings.publisher = top.labels("publisher") ?? Labels()
    readContact(&settings)
    settings.offersOfflineCopy = top.flag("offline") ?? true
    settings.licence = top.text("licence") ?? ""
    settings.release = top.text("release") ?? ""
    if let languages = top.textNodes("languages") {
      let good = languages.filter { isLanguage($0.text) }
      for bad in languages where !isLanguage(bad.text) {
        report("invalid-language", bad.range, "'\(bad.text)' is not a language code such as en, fr or pt-br (lower case)")
      }
      var languages: [String] = []
      for language in good {
        if languages.contains(language.text) {
          report("invalid-language", language.range, "'\(language.text)' stands twice in 'languages'; once is enough")
        } else {
          languages.append(language.text)
        }
      }
      if !languages.isEmpty { settings.languages = languages }
    }
    settings.defaultLanguage = settings.languages[0]
    if let node = top.node("default_language"), let language = top.text("default_language") {
      if settings.languages.contains(language) {
        settings.defaultLanguage = language
      } else {
        report(
          "unknown-value", node.range, "'default_language' is one of 'languages'",
          suggestion: nearestName(to: language, among: settings.languages))
      }
    }
    if let node = top.node("base_url"), let url = top.text("base_url") {
      if let problem = Settings.problem(withBaseURL: url) {
        report("invalid-url", node.range, problem)
      } else {
        settings.baseURL = url.hasSuffix("/") ? url : url + "/"
      }
    }
    if let sensitivities = top.texts("sensitivities"), !sensitivities.isEmpty { settings.sensitivities = sensitivities }
    settings.ignore = top.texts("ignore") ?? []
    settings.navigation = (top.textNodes("navigation") ?? []).map { ($0.text, $0.range) }
    let before = findings.count + top.findings.count
    if let node = top.node("statuses") {
      let (statuses, found) = Status.read(node, in: source)
      if !statuses.isEmpty { settings.statuses = statuses }
      findings += found
    }
    if let node = top.node("editions") { settings.editions = editions(node, settings) }
    if findings.count + top.findings.count > before { settings.isTrustworthy = false }
    if let node = top.node("views") { settings.views = views(node) }
    if let node = top.node("forms") {
      let (forms, found) = Settings.Form.read(node, in: source)
      settings.forms = forms
      findings += found
    }
    let known = top.findings.count
    top.finish("casebook.yaml")
    // A misspelt `edition:` for `editions:` would show everything to every reader.
    if settings.editions.isEmpty, top.findings.count > known { settings.isTrustworthy = false }
    if findings.contains(where: { $0.code.hasPrefix("yaml-") || ["malformed-yaml", "duplicate-key"].contains($0.code) }) {
      settings.isTrustworthy = false
    }
    findings += top.findings
    return settings
  }

  /// Reads an address (a text, or one for each language), or a mapping whose keys each hold such a
  /// text.
  private mutating func readContact(_ settings: inout Settings) {
    let node = top.node("contact")
    settings.contactRange = node?.range
    guard let node, case .mapping(let entries) = node.content,
      entries.contains(where: { ["address", "private", "answered_within"].contains($0.key) })
    else {
      settings.contact = top.labels("contact") ?? Labels()
      return
    }
    var reader = MappingReader(node, in: source, as: "'contact'")
    settings.contact = reader.labels("address") ?? Labels()
    settings.privateContact = reader.labels("private") ?? Labels()
    settings.answeredWithin = reader.labels("answered_within") ?? Labels()
    reader.finish("'contact'")
    findings += reader.findings
  }

  private func isLanguage(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return !parts.isEmpty && (2...3).contains(parts[0].count) && text.utf8.count <= PathNames.longestLanguage
      && !PathNames.isDevice(text)
      && parts.allSatisfy { (2...8).contains($0.count) && $0.allSatisfy { (97...122).contains($0) || (48...57).contains($0) } }
  }

  private mutating func editions(_ node: YAMLNode, _ settings: Settings) -> [Settings.Edition] {
    var names = MappingReader(node, in: source, as: "'editions'")
    var editions: [Settings.Edition] = []
    for entry in names.allEntries() {
      var reader = MappingReader(entry.value, in: source, as: "an edition")
      let shows = known(reader.textNodes("shows"), among: settings.sensitivities, "sensitivity") ?? [settings.sensitivities[0]]
      let statuses =
        known(reader.textNodes("status"), among: settings.statuses.map(\.id), "status")
        ?? settings.statuses.filter(\.role.isPublished).map(\.id)
      // An empty `consent:` accepts no consent at all; without the key, no consent is required.
      let consent = reader.texts("consent").map(Set.init) ?? (reader.has("consent") ? [] : nil)
      reader.finish("an edition")
      findings += reader.findings
      // No edition shows the strictest sensitivity, even if the edition lists it.
      editions.append(
        Settings.Edition(
          name: entry.key, shows: Set(shows).subtracting([settings.sensitivities[settings.sensitivities.count - 1]]),
          consent: consent,
          statuses: Set(statuses)))
    }
    findings += names.findings
    return editions
  }

  private mutating func known(_ texts: [(text: String, range: Range<Int>)]?, among names: [String], _ what: String) -> [String]?
  {
    texts?.compactMap { text, range in
      if names.contains(text) { return text }
      report("unknown-value", range, "there is no \(what) '\(text)'", suggestion: nearestName(to: text, among: names))
      return nil
    }
  }

  private mutating func views(_ node: YAMLNode) -> [Settings.View] {
    guard case .sequence(let items) = node.content else {
      report("wrong-kind", node.range, "'views' must be a list")
      return []
    }
    return items.compactMap { view($0) }
  }

  private mutating func view(_ node: YAMLNode) -> Settings.View? {
    var reader = MappingReader(node, in: source, as: "a view")
    defer { findings += reader.findings }
    guard let id = reader.text("id"), let kindName = reader.text("kind"), let type = reader.text("type") else {
      report("missing-key", node.range, "a view must have an id, a kind and a type")
      return nil
    }
    guard let kind = Settings.View.Kind(rawValue: kindName) else {
      report(
        "unknown-value", reader.node("kind")?.range ?? node.range, "there is no kind of view '\(kindName)'",
        suggestion: nearestName(to: kindName, among: Settings.View.Kind.allCases.map(\.rawValue)))
      return nil
    }
    var view = Settings.View(
      id: id, kind: kind, label: reader.labels("label") ?? Labels(any: id), type: type, range: node.range)
    view.rows = reader.text("rows")
    view.columns = reader.text("columns")
    view.field = reader.text("field")
    view.group = reader.text("group")
    view.sort = reader.text("sort")
    if let filter = reader.node("filter") {
      var inner = MappingReader(filter, in: source, as: "'filter'")
      for entry in inner.allEntries() { view.filter.append((entry.key, inner.texts(entry.key) ?? [])) }
      findings += inner.findings
    }
    reader.finish("a view")
    if ["index", "search", "404"].contains(id) || PathNames.isDevice(id) || id.utf8.count > PathNames.longestFolder
      || !id.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 })
    {
      report(
        "invalid-name", node.range,
        "a view's id becomes the name of its page: use at most 60 lower-case letters, digits and -, but not index, search, 404 or the name of a device such as con"
      )
      return nil
    }
    return view
  }
}

extension Settings {
  /// The reason why a base URL is not valid, or nil.
  package static func problem(withBaseURL url: String) -> String? {
    let isWeb = url.hasPrefix("https://") || url.hasPrefix("http://")
    let isClean = url.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && ![0x22, 0x3C, 0x3E, 0x5C, 0x23, 0x3F].contains($0) }
    return isWeb && isClean && url.utf8.count > 8
      ? nil : "a base URL must be a web address such as https://example.org/records/"
  }
}
