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
    for index in texts.indices {
      texts[index].body.settle(html: html, text: text)
      for field in texts[index].fields.indices { texts[index].fields[field].body.settle(html: html, text: text) }
    }
  }
}

/// The compiled texts of a record in one language.
package struct CompiledText: Sendable {
  package var body: CompiledBody
  /// The compiled Markdown fields, in the order of their paths.
  package fileprivate(set) var fields: [MarkdownField]

  package init(body: CompiledBody, fields: [MarkdownPath: CompiledBody]) {
    self.body = body
    self.fields = fields.map(MarkdownField.init).sorted { $0.path < $1.path }
  }

  /// - Parameter number: the index in ``CompiledText/allBodies``.
  mutating func changeBody(_ number: Int, _ change: (inout CompiledBody) -> Void) {
    if number == 0 { change(&body) } else { change(&fields[number - 1].body) }
  }

  /// The index in ``fields`` of the Markdown value at a path; nil if there is none.
  package func field(at path: MarkdownPath) -> Int? {
    let number = fields.indices.partitionPoint { fields[$0].path >= path }
    return number < fields.count && fields[number].path == path ? number : nil
  }

  /// The body, then the Markdown fields in the order of their paths.
  package var allBodies: [CompiledBody] { [body] + fields.map(\.body) }
}

/// A compiled Markdown value.
package struct MarkdownField: Sendable {
  package let path: MarkdownPath
  package fileprivate(set) var body: CompiledBody
}

/// The position of a Markdown value in a record: its field, and for lists and entries the position
/// within the field.
///
/// In a field with index 7, the third element of a list of texts is (field 7, entry 2); the nested
/// field with index 1 in the third entry is (field 7, entry 2, nested 1). In entries within
/// entries, `rest` continues: `[0, 4]` is the nested field 4 of element 0 of that field.
package struct MarkdownPath: Hashable, Comparable, Sendable {
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

  /// The path of a nested field in the entry that is element `number` of the field at this path.
  package func nested(_ field: Int, of number: Int) -> MarkdownPath {
    if nested < 0 { return MarkdownPath(field: self.field, entry: number, nested: field) }
    var path = self
    path.rest += [number, field]
    return path
  }

  /// The path of a text that is one element of the value here; a value that is not a list is its
  /// only element.
  package func element(_ number: Int, of value: Value) -> MarkdownPath {
    if nested < 0 { return MarkdownPath(field: field, entry: number) }
    guard case .list = value else { return self }
    var path = self
    path.rest.append(number)
    return path
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
  package func eachMarkdown(at path: MarkdownPath, _ visit: (MarkdownPath, MarkdownText) -> Void) {
    for (number, element) in elements.enumerated() {
      switch element {
      case .markdown(let text): visit(path.element(number, of: self), text)
      case .record(let entry):
        for (field, value) in entry.values.enumerated() { value?.eachMarkdown(at: path.nested(field, of: number), visit) }
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
