package import Text

/// The compiled texts of a record: for each of ``Record/texts``, its body and its Markdown fields.
package struct CompiledRecord: Sendable {
  package var texts: [CompiledText]

  package init(texts: [CompiledText]) { self.texts = texts }

  /// Moves the long parts of its bodies into stores that have room, and frees spare capacity.
  ///
  /// - Parameters:
  ///   - html: a store whose bytes are needed until pages are written.
  ///   - text: a store whose bytes are needed until the indexes are made.
  package mutating func settle(html: (any ByteStore)?, text: (any ByteStore)?) {
    for place in texts.indices {
      texts[place].body.settle(html: html, text: text)
      for field in texts[place].fields.indices { texts[place].fields[field].body.settle(html: html, text: text) }
    }
  }
}

/// The compiled texts of a record in one language.
package struct CompiledText: Sendable {
  package var body: CompiledBody
  /// The compiled Markdown fields, in the order of their places.
  package fileprivate(set) var fields: [MarkdownField]

  package init(body: CompiledBody, fields: [MarkdownPlace: CompiledBody]) {
    self.body = body
    self.fields = fields.map(MarkdownField.init).sorted { $0.place < $1.place }
  }

  /// - Parameter number: the index in ``CompiledText/allBodies``.
  mutating func changeBody(_ number: Int, _ change: (inout CompiledBody) -> Void) {
    if number == 0 { change(&body) } else { change(&fields[number - 1].body) }
  }

  /// The index in ``fields`` of the Markdown value at a place; nil if there is none.
  package func field(at place: MarkdownPlace) -> Int? {
    let number = fields.indices.firstPlace { fields[$0].place >= place }
    return number < fields.count && fields[number].place == place ? number : nil
  }

  /// The body, then the Markdown fields in the order of their places.
  package var allBodies: [CompiledBody] { [body] + fields.map(\.body) }
}

/// A compiled Markdown value.
package struct MarkdownField: Sendable {
  package let place: MarkdownPlace
  package fileprivate(set) var body: CompiledBody
}

/// The position of a Markdown value in a record: its field, and for lists and entries the position
/// within the field.
///
/// In a field with index 7, the third element of a list of texts is (field 7, entry 2); the nested
/// field with index 1 in the third entry is (field 7, entry 2, nested 1). In entries within
/// entries, `rest` continues: `[0, 4]` is the nested field 4 of element 0 of that field.
package struct MarkdownPlace: Hashable, Comparable, Sendable {
  package var field: Int
  package var entry: Int
  package var nested: Int
  /// The steps in entries within entries: an element, then a nested field of it, and so on.
  package var rest: [Int] = []

  package init(field: Int, entry: Int = 0, nested: Int = -1) {
    self.field = field
    self.entry = entry
    self.nested = nested
  }

  /// The place of a nested field in the entry that is element `number` of the field at this place.
  package func nested(_ field: Int, of number: Int) -> MarkdownPlace {
    if nested < 0 { return MarkdownPlace(field: self.field, entry: number, nested: field) }
    var place = self
    place.rest += [number, field]
    return place
  }

  /// The place of a text that is one element of the value here; a value that is not a list is its
  /// only element.
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
  /// Calls `visit` with each Markdown text in a field's value, in entries at any depth.
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

  /// Calls `visit` with each file in a value, in entries and links too.
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
