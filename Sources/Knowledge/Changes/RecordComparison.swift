import Text

/// Compares the records of two states.
struct RecordComparison {
  private let old: KnowledgeState
  private let new: KnowledgeState
  private(set) var changes: [Change] = []

  init(_ old: KnowledgeState, _ new: KnowledgeState) {
    (self.old, self.new) = (old, new)
    let before = Dictionary(old.records.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let after = Set(new.records.map(\.id))
    let renamed = renamedRecords(before, after)
    for record in new.records {
      if let was = before[record.id] {
        compare(was, record)
      } else if let was = renamed[record.id] {
        tellRename(was, record)
        compare(was, record)
      } else {
        add(.added, record, new: record.texts[0].title, "the record is new; its status is '\(record.status)'")
      }
    }
    let moved = Set(renamed.values.map(\.id))
    let heirs = Dictionary(
      new.records.flatMap { record in names(record).map { ($0, record.id) } }, uniquingKeysWith: { first, _ in first })
    for record in old.records where !after.contains(record.id) && !moved.contains(record.id) {
      let end = heirs[record.id].map { "old address leads to '\($0)'" } ?? "address leads nowhere"
      let path = old.relative(record.source.path)
      add(.removed, record, path: path, old: record.texts[0].title, "the record was removed; its \(end)")
    }
  }

  private mutating func add(
    _ kind: Change.Kind, _ record: Record, _ field: String? = nil, language: String? = nil, path: String? = nil,
    old: String? = nil, new: String? = nil, _ message: String
  ) {
    changes.append(
      Change(
        kind, record: record.id, title: record.texts[0].title, path: self.new.relative(path ?? record.source.path),
        field: field,
        language: language, old: old, new: new, message))
  }

  // MARK: Names

  /// Finds the old record of each new id: one whose name is an alias now, or else one with the same
  /// text.
  private func renamedRecords(_ before: [String: Record], _ after: Set<String>) -> [String: Record] {
    let added = new.records.filter { before[$0.id] == nil }
    var gone = old.records.filter { !after.contains($0.id) }
    var renamed: [String: Record] = [:]
    func take(where isSame: (Record, Record) -> Bool) {
      for record in added where renamed[record.id] == nil {
        if let place = gone.firstIndex(where: { isSame($0, record) }) { renamed[record.id] = gone.remove(at: place) }
      }
    }
    take { was, record in names(record).contains(was.id) }
    take { was, record in
      was.texts[0].title == record.texts[0].title && was.texts[0].body.bytes == record.texts[0].body.bytes
    }
    return renamed
  }

  /// The old ids that lead to a record.
  private func names(_ record: Record) -> [String] {
    let type = new.model.types[record.type].name
    return record.texts(.aliases).map { $0.contains("/") ? $0 : type + "/" + $0 }
  }

  private mutating func tellRename(_ was: Record, _ record: Record) {
    let isLed = names(record).contains(was.id)
    add(
      isLed ? .renamed : .broken, record, old: was.id, new: record.id,
      isLed
        ? "the record was '\(was.id)'; its old address leads here"
        : "the record was '\(was.id)', and its old address leads nowhere; add 'aliases: [\(was.slug)]'")
  }

  // MARK: One record

  private mutating func compare(_ was: Record, _ record: Record) {
    if was.status != record.status {
      add(
        .status, record, CommonField.status.name, old: was.status, new: record.status,
        "the status was '\(was.status)' and is '\(record.status)'")
    }
    compareSensitivity(was, record)
    let type = new.model.types[record.type]
    compare(LeafReader(state: old).leaves(of: was), LeafReader(state: new).leaves(of: record), type, record, language: nil)
    compareTexts(was, record)
  }

  private mutating func compareSensitivity(_ was: Record, _ record: Record) {
    guard was.sensitivity != record.sensitivity else { return }
    func rank(_ name: String?, _ state: KnowledgeState) -> Int {
      name.flatMap { state.settings.rank(ofSensitivity: $0) } ?? .max
    }
    let (before, after) = (was.sensitivity ?? "none", record.sensitivity ?? "none")
    add(
      rank(record.sensitivity, new) < rank(was.sensitivity, old) ? .exposed : .hidden, record, CommonField.sensitivity.name,
      old: before, new: after, "the sensitivity was '\(before)' and is '\(after)'")
  }

  /// Compares the titles and bodies of the languages that both have, and the translated fields.
  private mutating func compareTexts(_ was: Record, _ record: Record) {
    let type = new.model.types[record.type]
    for (index, text) in record.texts.enumerated() {
      let language = index == 0 ? nil : text.language
      guard let before = index == 0 ? was.texts.first : was.text(in: text.language) else {
        add(
          .translation, record, language: language, path: text.source.path, "there is a translation in '\(text.language)' now")
        continue
      }
      if before.title != text.title {
        tell(.text, record, CommonField.title.name, language, text.source.path, before.title, text.title)
      }
      let (oldBody, newBody) = (
        String(decoding: before.body.bytes, as: UTF8.self), String(decoding: text.body.bytes, as: UTF8.self)
      )
      if oldBody != newBody { tell(.text, record, "body", language, text.source.path, oldBody, newBody) }
      guard index > 0 else { continue }
      compare(
        LeafReader(state: old).leaves(of: was, texts: before.values),
        LeafReader(state: new).leaves(of: record, texts: text.values), type, record, language: text.language)
      if text.translation?.isStale == true, before.translation?.isStale != true {
        add(
          .translation, record, language: language, path: text.source.path,
          "the translation in '\(text.language)' is of an older text now")
      }
    }
    for before in was.texts.dropFirst() where record.text(in: before.language) == nil {
      add(.translation, record, language: before.language, "the translation in '\(before.language)' was removed")
    }
  }

  // MARK: Values

  private mutating func compare(_ before: [Leaf], _ after: [Leaf], _ type: RecordType, _ record: Record, language: String?) {
    let oldKeys = Dictionary(before.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let newKeys = Dictionary(after.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    var gone = before.filter { newKeys[$0.key] == nil }
    let path = language.flatMap { record.text(in: $0)?.source.path } ?? record.source.path
    for leaf in after {
      let kind = kind(of: leaf, type)
      if let was = oldKeys[leaf.key] {
        if was.identity != leaf.identity { tellChange(kind, record, language, path, was, leaf) }
      } else if leaf.kind == .text || leaf.kind == .value, let place = gone.firstIndex(where: { $0.path == leaf.path }) {
        // Of a list, one text went and another one came: it was changed.
        tellChange(kind, record, language, path, gone.remove(at: place), leaf)
      } else {
        tellNew(kind, record, language, path, leaf)
      }
    }
    for leaf in gone {
      // Of an entry that went, its key tells enough.
      if gone.contains(where: { $0.kind == .entry && leaf.path.hasPrefix($0.path + "." + $0.discriminator + ".") }) { continue }
      let what = leaf.kind == .reference ? leaf.discriminator : leaf.text
      add(
        kind(of: leaf, type, isGone: true), record, leaf.path, language: language, path: path, old: what,
        leaf.kind == .reference ? "\(leaf.path) no longer names '\(what)'" : "\(leaf.path) has no '\(what.shortened)' any more")
    }
  }

  private mutating func tellNew(_ kind: Change.Kind, _ record: Record, _ language: String?, _ path: String, _ leaf: Leaf) {
    guard leaf.kind == .reference else {
      add(
        kind, record, leaf.path, language: language, path: path, new: leaf.text, "\(leaf.path) has '\(leaf.text.shortened)' now"
      )
      return
    }
    let more = leaf.text.isEmpty ? "" : " (\(leaf.text.shortened))"
    add(
      leaf.isContradiction ? .contradiction : kind, record, leaf.path, language: language, path: path, new: leaf.discriminator,
      "\(leaf.path) names '\(leaf.discriminator)' now\(more)")
  }

  private mutating func tellChange(
    _ kind: Change.Kind, _ record: Record, _ language: String?, _ path: String, _ was: Leaf, _ leaf: Leaf
  ) {
    switch leaf.kind {
    case .text: tell(kind == .value ? .text : kind, record, leaf.path, language, path, was.text, leaf.text)
    case .value, .entry:
      add(
        kind, record, leaf.path, language: language, path: path, old: was.text, new: leaf.text,
        "\(leaf.path) was '\(was.text)' and is '\(leaf.text)'")
    case .reference:
      add(
        leaf.isContradiction && !was.isContradiction ? .contradiction : kind, record, leaf.path, language: language, path: path,
        old: was.text, new: leaf.text,
        "\(leaf.path) says of '\(leaf.discriminator)' now: \(leaf.text.shortened); before: \(was.text.shortened)")
    }
  }

  private mutating func tell(
    _ kind: Change.Kind, _ record: Record, _ field: String, _ language: String?, _ path: String, _ old: String, _ new: String
  ) {
    let counts = WordDifference(old, new).counts
    let of = language.map { " in '\($0)'" } ?? ""
    add(
      kind, record, field, language: language, path: path, old: old, new: new,
      "\(field)\(of) has changed: \(counts.old) \(counts.old == 1 ? "word" : "words") went, \(counts.new) came")
    changes[changes.count - 1].isOfText = true
  }

  /// The meaning of a change of a value. What an author hides with `only` and `redact` is shown
  /// when they go.
  private func kind(of leaf: Leaf, _ type: RecordType, isGone: Bool = false) -> Change.Kind {
    let name = String(leaf.path.prefix { $0 != "." })
    if name == CommonField.only.name || name == CommonField.redact.name { return isGone ? .exposed : .hidden }
    // An address that led here leads nowhere.
    if name == CommonField.aliases.name, isGone { return .broken }
    guard let index = type.index(of: name) else { return .value }
    let field = type.fields[index]
    if field.role == "consent" { return .consent }
    if type.markFields.contains(index) { return .judgement }
    if leaf.kind == .reference { return .relation }
    return leaf.kind == .text ? .text : .value
  }
}

extension String {
  /// The text on one line, cut with a sign that it is cut if it is long.
  fileprivate var shortened: String { split(whereSeparator: \.isWhitespace).joined(separator: " ").shortened(to: 100) }
}
