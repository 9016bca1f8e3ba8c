package import Text

/// A record's texts made ready: for each of ``Record/texts``, its body and its Markdown fields.
package struct CompiledRecord: Sendable {
  package var texts: [CompiledText]

  package init(texts: [CompiledText]) { self.texts = texts }

  /// Moves what is long in its bodies out of memory where there are stores with room for it, and lets go of room to grow.
  ///
  /// - Parameters:
  ///   - html: needed until pages are written.
  ///   - text: needed until there are indexes.
  package mutating func settle(html: (any ByteStore)?, text: (any ByteStore)?) {
    for place in texts.indices {
      texts[place].change { content in
        content.body.settle(html: html, text: text)
        for field in content.fields.indices { content.fields[field].body.settle(html: html, text: text) }
      }
    }
  }
}

package typealias CompiledText = Shared<CompiledTextContent>

package struct CompiledTextContent: Sendable {
  package var body: CompiledBody
  /// In order of place.
  package fileprivate(set) var fields: [MarkdownField]

  package init(body: CompiledBody, fields: [MarkdownPlace: CompiledBody]) {
    self.body = body
    self.fields = fields.map(MarkdownField.init).sorted { $0.place < $1.place }
  }
}

extension CompiledTextContent {
  /// - Parameter number: as in ``CompiledText/allBodies``.
  mutating func changeBody(_ number: Int, _ change: (inout CompiledBody) -> Void) {
    if number == 0 { change(&body) } else { change(&fields[number - 1].body) }
  }
}

/// A Markdown value made ready.
package struct MarkdownField: Sendable {
  package let place: MarkdownPlace
  package fileprivate(set) var body: CompiledBody
}

extension Shared where Content == CompiledTextContent {
  package var body: CompiledBody { value.body }
  package var fields: [MarkdownField] { value.fields }

  /// The number of the Markdown value that stands somewhere, among ``fields``; nil where none does.
  package func field(at place: MarkdownPlace) -> Int? {
    let fields = value.fields
    let number = fields.indices.firstPlace { fields[$0].place >= place }
    return number < fields.count && fields[number].place == place ? number : nil
  }

  /// The body, then the Markdown fields in order of place.
  package var allBodies: [CompiledBody] { [value.body] + value.fields.map(\.body) }
}

/// Where a Markdown value stands in a record: its field, and for lists and entries the place within.
package struct MarkdownPlace: Hashable, Comparable, Sendable {
  package var field: Int
  package var entry: Int
  package var nested: Int
  /// Further down, an element and then a nested field of it, and so on: entries within entries.
  package var rest: [Int] = []

  package init(field: Int, entry: Int = 0, nested: Int = -1) {
    self.field = field
    self.entry = entry
    self.nested = nested
  }

  /// The place of a nested field within the entry that stands here, its field's element `number`.
  package func nested(_ field: Int, of number: Int) -> MarkdownPlace {
    if nested < 0 { return MarkdownPlace(field: self.field, entry: number, nested: field) }
    var place = self
    place.rest += [number, field]
    return place
  }

  /// The place of a text that is one element of the value here; a value that is no list is its only element.
  package func element(_ number: Int, of value: Value) -> MarkdownPlace {
    if nested < 0 { return MarkdownPlace(field: field, entry: number) }
    guard case .list = value else { return self }
    var place = self
    place.rest.append(number)
    return place
  }

  package static func < (a: Self, b: Self) -> Bool {
    if (a.field, a.entry, a.nested) != (b.field, b.entry, b.nested) {
      return (a.field, a.entry, a.nested) < (b.field, b.entry, b.nested)
    }
    return a.rest.lexicographicallyPrecedes(b.rest)
  }
}

extension Value {
  /// Hands on each Markdown text in a field's value, in entries and in entries within them: as deep as a model nests fields.
  package func eachMarkdown(at place: MarkdownPlace, _ visit: (MarkdownPlace, MarkdownText) -> Void) {
    for (number, element) in elements.enumerated() {
      switch element {
      case .markdown(let text): visit(place.element(number, of: self), text)
      case .record(let entry):
        for (field, value) in entry.values.enumerated() { value?.eachMarkdown(at: place.nested(field, of: number), visit) }
      default: break
      }
    }
  }

  /// Hands on each file in a value, in entries and links too.
  package func eachFile(_ visit: (FileValue) -> Void) {
    for element in elements {
      switch element {
      case .file(let file): visit(file)
      case .record(let entry): for value in entry.values { value?.eachFile(visit) }
      case .reference(let reference): for value in reference.fields { value?.eachFile(visit) }
      default: break
      }
    }
  }
}
