/// A record's texts made ready: for each of ``Record/texts``, its body and its Markdown fields.
package struct CompiledRecord: Sendable {
  package var texts: [CompiledText]

  package init(texts: [CompiledText]) { self.texts = texts }
}

package struct CompiledText: Sendable {
  package var body: CompiledBody
  package var fields: [MarkdownPlace: CompiledBody]

  package init(body: CompiledBody, fields: [MarkdownPlace: CompiledBody]) {
    self.body = body
    self.fields = fields
  }
}

/// Where a Markdown value stands in a record: its field, and for lists and entries the place within.
package struct MarkdownPlace: Hashable, Comparable, Sendable {
  package var field: Int
  package var entry: Int
  package var nested: Int

  package init(field: Int, entry: Int = 0, nested: Int = -1) {
    self.field = field
    self.entry = entry
    self.nested = nested
  }

  package static func < (a: Self, b: Self) -> Bool { (a.field, a.entry, a.nested) < (b.field, b.entry, b.nested) }
}
