/// A small JSON document as a value. Long ones are written piece by piece with ``JSONWriter``.
package indirect enum JSON: Sendable {
  case null
  case bool(Bool)
  /// The digits, as JSON writes them.
  case number(String)
  case string(String)
  case array([JSON])
  /// The members are written in this order.
  case object([(name: String, value: JSON)])

  /// The document without spaces and without a line feed at its end.
  package var text: String {
    var json = JSONWriter()
    json.value(self)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  package static func integer(_ number: Int) -> JSON { .number(String(number)) }

  package static func + (a: JSON, b: JSON) -> JSON {
    guard case .object(let a) = a, case .object(let b) = b else { preconditionFailure("only objects can be joined") }
    return .object(a + b)
  }
}

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral
{
  package init(dictionaryLiteral members: (String, JSON)...) { self = .object(members.map { (name: $0, value: $1) }) }
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }
  package init(stringLiteral text: String) { self = .string(text) }
  package init(integerLiteral number: Int) { self = .number(String(number)) }
  package init(booleanLiteral flag: Bool) { self = .bool(flag) }
}

extension JSONWriter {
  package mutating func value(_ json: JSON) {
    switch json {
    case .null: null()
    case .bool(let flag): value(flag)
    case .number(let digits): number(digits)
    case .string(let text): value(text)
    case .array(let elements): array { for element in elements { $0.value(element) } }
    case .object(let members):
      object {
        for (name, member) in members {
          $0.key(name)
          $0.value(member)
        }
      }
    }
  }
}
