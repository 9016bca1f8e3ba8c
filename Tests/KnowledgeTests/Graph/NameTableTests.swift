import Testing
import Text

@testable import Knowledge

/// A written name means one record, or it is a finding.
struct NameTableTests {
  private static let base = SmallBase(
    """
    -- casebook.yaml --
    title: Small
    editions: {open: {shows: [public]}}
    -- model.yaml --
    types:
      note: {folder: notes, sensitivity: public}
      term: {folder: terms, sensitivity: public}
    -- notes/night-patrol.md --
    ---
    title: A
    aliases: [dusk, term/twilight]
    ---
    -- notes/early-warning.md --
    ---
    title: B
    aliases: [both]
    ---
    -- terms/early-warning.md --
    ---
    title: C
    aliases: [both]
    ---
    -- notes/hidden.md --
    ---
    title: D
    sensitivity: restricted
    ---
    -- notes/half.md --
    ---
    title: E
    sensitivity: restricted
    ---
    -- terms/half.md --
    ---
    title: F
    ---
    """, edition: "open")

  private func resolve(_ name: String, _ types: [String]?) -> String {
    let base = Self.base
    let allowed = types.map { Set($0.compactMap { base.model.index(of: $0) }) }
    return switch base.graph.names.resolve(name, allowed: allowed) {
    case .found(let id): base.graph[id].id
    case .withheld: "withheld"
    case .ambiguous(let ids): ids.joined(separator: " or ")
    case .wrongType(let type): "is a \(type)"
    case .unknown: "unknown"
    }
  }

  @Test(
    arguments: [
      ("night-patrol", nil, "note/night-patrol"), ("note/night-patrol", nil, "note/night-patrol"),
      ("term/night-patrol", nil, "unknown"), ("Night-Patrol", nil, "unknown"), ("night-patrol", ["note"], "note/night-patrol"),
      ("night-patrol", ["term"], "is a note"), ("note/night-patrol", ["term"], "is a note"),
      ("early-warning", nil, "note/early-warning or term/early-warning"), ("early-warning", ["term"], "term/early-warning"),
      ("early-warning", ["note", "term"], "note/early-warning or term/early-warning"),
      ("note/early-warning", nil, "note/early-warning"), ("dusk", nil, "note/night-patrol"),
      ("note/dusk", nil, "note/night-patrol"), ("term/dusk", nil, "unknown"), ("term/twilight", nil, "note/night-patrol"),
      ("twilight", nil, "unknown"), ("dusk", ["term"], "is a note"), ("both", nil, "note/early-warning or term/early-warning"),
      ("both", ["term"], "term/early-warning"), ("hidden", nil, "withheld"), ("note/hidden", nil, "withheld"),
      ("hidden", ["note"], "withheld"), ("hidden", ["term"], "withheld"), ("half", nil, "term/half"),
      ("half", ["note"], "withheld"), ("note/half", nil, "withheld"), ("", nil, "unknown"), ("/", nil, "unknown"),
    ] as [(String, [String]?, String)])
  func `a name means the one record of an allowed type that has it`(name: String, types: [String]?, expected: String) {
    #expect(resolve(name, types) == expected)
  }

  @Test(
    arguments: [
      ("nihgt-patrol", nil, "night-patrol"), ("note/nihgt-patrol", nil, "note/night-patrol"),
      ("earlywarning", ["term"], "early-warning"), ("nihgt-patrol", ["term"], nil), ("hiden", nil, nil), ("xyz", nil, nil),
    ] as [(String, [String]?, String?)])
  func `the nearest name is one of an allowed type, and never one that is hidden`(
    name: String, types: [String]?, expected: String?
  ) {
    let allowed = types.map { Set($0.compactMap { Self.base.model.index(of: $0) }) }
    #expect(Self.base.graph.names.nearest(to: name, allowed: allowed) == expected)
  }
}
