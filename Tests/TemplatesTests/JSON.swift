import Foundation
import Templates

/// Dynamic data. The cases of the specification get their shape and values from it.
enum JSON: Decodable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([String: JSON])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSON].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSON].self))
    }
  }

  var text: String {
    switch self {
    case .string(let text): text
    case .number(let number) where number == number.rounded(): String(Int(number))
    case .number(let number): String(number)
    default: ""
    }
  }

  var rootValues: Values {
    if case .object = self { return values(shape(inside: nil)) }
    return values(Shape([(".", kind(named: "."))]))
  }

  /// Returns the shape of an object. A member named `parent` whose entries have the same shape is a
  /// list of the object itself.
  private func shape(inside parent: String?) -> Shape {
    guard case .object(let members) = self else { return Shape([(".", kind(named: "."))]) }
    return Shape(
      members.sorted { $0.key < $1.key }.map { name, value in
        (name, name == parent ? .listOfItself : value.kind(named: name))
      })
  }

  private func kind(named name: String) -> Shape.Kind {
    switch self {
    case .null, .number, .string: .text
    case .bool: .flag
    case .array(let entries): .list(entries.first?.shape(inside: name) ?? Shape([]))
    case .object: .object(shape(inside: nil))
    }
  }

  private func values(_ shape: Shape) -> Values {
    var values = Values(shape)
    for (place, name) in shape.names.enumerated() {
      var member = self
      if case .object(let members) = self { member = members[name] ?? .null }
      switch (member, shape.kinds[place]) {
      case (.null, _): break
      case (.bool(let flag), _): values[place] = .flag(flag)
      case (.number, _), (.string, _): values[place] = .text(member.text)
      case (.array(let entries), .list(let entry)): values[place] = .list(entries.map { $0.values(entry) })
      case (.array(let entries), _): values[place] = .list(entries.map { $0.values(shape) })
      case (.object, .object(let inner)): values[place] = .object(member.values(inner))
      case (.object, _): break
      }
    }
    return values
  }
}
