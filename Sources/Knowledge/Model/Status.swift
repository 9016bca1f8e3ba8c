import Text

/// One of the statuses that a record can have.
package struct Status: Hashable, Sendable {
  /// The meaning of a status for the generator, independent of its name and language.
  package enum Role: String, CaseIterable, Sendable {
    /// Unfinished: without editions, such a record is not built.
    case draft
    /// Finished: readers see it.
    case shown
    /// Readers see it, with a notice that there is something newer.
    case superseded
    /// Withdrawn: readers see only that it was withdrawn.
    case withdrawn

    /// True if the fields with `required: publish` are required: finished records must have them
    /// all.
    package var isPublished: Bool { self == .shown || self == .superseded }
  }

  package var id: String
  package var role: Role
  package var label: Labels

  package init(_ id: String, _ role: Role, label: Labels? = nil) {
    self.id = id
    self.role = role
    self.label = label ?? Labels(any: Field.wordsOf(name: id))
  }

  /// The statuses of a knowledge base that declares none of its own.
  package static let usual = [
    Status("draft", .draft), Status("review", .draft), Status("published", .shown), Status("superseded", .superseded),
    Status("withdrawn", .withdrawn),
  ]

  /// Reads `statuses:` of casebook.yaml: names, or `{id, role, label}`.
  ///
  /// A name of a usual status implies its role; any other status must state its role.
  static func read(_ node: YAMLNode, in source: SourceText) -> (statuses: [Status], findings: [Diagnostic]) {
    var reader = StatusReader(source: source)
    guard case .sequence(let items) = node.content else {
      reader.report("wrong-kind", node.range, "'statuses' must be a list of names or of {id, role, label}")
      return ([], reader.findings)
    }
    for item in items { reader.read(item) }
    if !reader.statuses.isEmpty, !reader.statuses.contains(where: { $0.role == .shown }) {
      reader.report("missing-key", node.range, "one of 'statuses' must have the role shown; otherwise no record is ever shown")
    }
    return (reader.statuses, reader.findings)
  }
}

private struct StatusReader {
  let source: SourceText
  var statuses: [Status] = []
  var findings: [Diagnostic] = []

  mutating func report(_ code: String, _ range: Range<Int>, _ message: String, suggestion: String? = nil) {
    findings.append(source.finding(.error, code, range, message, suggestion: suggestion))
  }

  mutating func read(_ item: YAMLNode) {
    if let name = item.scalar?.text {
      if let usual = Status.usual.first(where: { $0.id == name }) {
        add(usual, at: item.range)
      } else {
        report(
          "missing-key", item.range,
          "the status '\(name)' must have a role: {id: \(name), role: …}; the role is \(Self.roles)")
      }
      return
    }
    var reader = MappingReader(item, in: source, as: "a status")
    let id = reader.text("id")
    let role = reader.text("role")
    let label = reader.labels("label")
    if let id {
      if let known = role.flatMap(Status.Role.init) ?? (role == nil ? Status.usual.first { $0.id == id }?.role : nil) {
        add(Status(id, known, label: label), at: item.range)
      } else if let role {
        report(
          "unknown-value", reader.node("role")?.range ?? item.range, "there is no role '\(role)': it is \(Self.roles)",
          suggestion: nearestName(to: role, among: Status.Role.allCases.map(\.rawValue)))
      } else {
        report("missing-key", item.range, "the status '\(id)' must have a role: \(Self.roles)")
      }
    } else {
      report("missing-key", item.range, "a status must have an id")
    }
    reader.finish("a status")
    findings += reader.findings
  }

  private static let roles = "draft, shown, superseded or withdrawn"

  private mutating func add(_ status: Status, at range: Range<Int>) {
    if statuses.contains(where: { $0.id == status.id }) {
      report("unknown-value", range, "'\(status.id)' stands twice in 'statuses'; once is enough")
    } else {
      statuses.append(status)
    }
  }
}

extension Settings {
  package func status(_ id: String) -> Status? { statuses.first { $0.id == id } }

  /// The role of a record's status. An undeclared status has a finding of its own, and counts as a
  /// draft: only `check` reads such a record.
  package func role(ofStatus id: String) -> Status.Role { status(id)?.role ?? .draft }

  /// The id of the status for drafts.
  package var draft: String { (statuses.first { $0.role == .draft } ?? statuses[0]).id }

  /// The status of a record that states none.
  package var statedByDefault: String { (statuses.first { $0.role == .shown } ?? statuses[0]).id }
}
