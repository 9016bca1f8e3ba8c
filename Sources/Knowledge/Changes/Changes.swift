import Text

/// The differences between two states of a knowledge base, the worst for readers first.
package struct Changes: Sendable {
  package let all: [Change]

  package init(from old: KnowledgeState, to new: KnowledgeState) {
    var changes = RecordComparison(old, new).changes
    changes += Self.editions(old, new)
    changes += Self.broken(old, new)
    changes += Self.files(old, new)
    let ranks = Dictionary(uniqueKeysWithValues: Change.Kind.allCases.enumerated().map { ($1, $0) })
    all = changes.sorted { a, b in
      (ranks[a.kind]!, a.path, a.field ?? "", a.language ?? "", a.message)
        < (ranks[b.kind]!, b.path, b.field ?? "", b.language ?? "", b.message)
    }
  }

  /// The changes of each kind that occurs, in order.
  package var groups: [(kind: Change.Kind, changes: [Change])] {
    Change.Kind.allCases.compactMap { kind in
      let changes = all.filter { $0.kind == kind }
      return changes.isEmpty ? nil : (kind, changes)
    }
  }

  /// Editions that show more or less than before, by the settings or by the model.
  private static func editions(_ old: KnowledgeState, _ new: KnowledgeState) -> [Change] {
    var changes: [Change] = []
    func add(_ kind: Change.Kind, _ path: String, _ message: String) {
      changes.append(Change(kind, record: nil, title: path, path: path, message))
    }
    for edition in new.settings.editions {
      guard let before = old.settings.editions.first(where: { $0.name == edition.name }) else {
        add(.exposed, "casebook.yaml", "there is a new edition '\(edition.name)'")
        continue
      }
      let more = edition.shows.subtracting(before.shows).sorted() + edition.statuses.subtracting(before.statuses).sorted()
      let less = before.shows.subtracting(edition.shows).sorted() + before.statuses.subtracting(edition.statuses).sorted()
      if !more.isEmpty {
        add(.exposed, "casebook.yaml", "the edition '\(edition.name)' now shows \(more.joined(separator: ", "))")
      }
      if !less.isEmpty {
        add(.hidden, "casebook.yaml", "the edition '\(edition.name)' no longer shows \(less.joined(separator: ", "))")
      }
      if edition.consent != before.consent {
        func said(_ consent: Set<String>?) -> String { consent.map { $0.sorted().joined(separator: ", ") } ?? "any" }
        add(
          .exposed, "casebook.yaml",
          "the edition '\(edition.name)' accepted the consent \(said(before.consent)) and accepts \(said(edition.consent))")
      }
    }
    for type in new.model.types {
      guard let before = old.model[type.name] else { continue }
      for field in type.fields {
        guard let was = before.index(of: field.name).map({ before.fields[$0] }), was.only != field.only else { continue }
        let isWider = field.only.map { only in was.only.map { !Set(only).isSubset(of: $0) } ?? false } ?? true
        func said(_ only: [String]?) -> String { only?.joined(separator: ", ") ?? "every edition" }
        add(
          isWider ? .exposed : .hidden, "model.yaml",
          "the field '\(field.name)' of '\(type.name)' was shown in \(said(was.only)) and is shown in \(said(field.only))")
      }
    }
    return changes
  }

  /// The codes of findings that say that a link or an address leads nowhere.
  private static let brokenCodes: Set = [
    "unresolved-reference", "ambiguous-reference", "unknown-part", "missing-part", "missing-file", "unread-link",
    "unread-image", "link-outside", "tells-of-withdrawn", "undefined-footnote",
  ]

  /// Finds links that lead nowhere now and did not before.
  private static func broken(_ old: KnowledgeState, _ new: KnowledgeState) -> [Change] {
    func key(_ finding: Diagnostic, _ state: KnowledgeState) -> String {
      [state.relative(finding.path), finding.code, finding.message].joined(separator: "\u{0}")
    }
    let known = Set(old.findings.map { key($0, old) })
    let records = Dictionary(
      new.records.flatMap { record in record.texts.map { ($0.source.path, record) } }, uniquingKeysWith: { first, _ in first })
    return new.findings.filter { brokenCodes.contains($0.code) && !known.contains(key($0, new)) }.map { finding in
      let record = records[finding.path]
      let path = new.relative(finding.path)
      return Change(.broken, record: record?.id, title: record?.texts[0].title ?? path, path: path, finding.message)
    }
  }

  private static func files(_ old: KnowledgeState, _ new: KnowledgeState) -> [Change] {
    func change(_ path: String, _ message: String) -> Change { Change(.file, record: nil, title: path, path: path, message) }
    return new.otherFiles.compactMap { path, hash in
      switch old.otherFiles[path] {
      case hash: nil
      case nil: change(path, "the file is new")
      default: change(path, "the file has changed")
      }
    } + old.otherFiles.keys.filter { new.otherFiles[$0] == nil }.map { change($0, "the file was removed") }
  }
}
