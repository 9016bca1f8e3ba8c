import Knowledge
import Text

/// `data/<type>.csv`: the records of a type as a table.
extension DataFiles {
  /// The properties of a field that every record needs.
  private struct Column {
    let index: Int
    let isReference: Bool
    let isNumber: Bool
    let hasFiles: Bool

    init(_ field: Field, at index: Int) {
      self.index = index
      isReference = field.kind == .reference
      isNumber = field.kind == .integer || field.kind == .number
      hasFiles = field.kind == .file
    }
  }

  func csv(_ type: Int) -> [UInt8] {
    let recordType = graph.model.types[type]
    let columns = recordType.fields.enumerated().filter { fieldIndex, field in
      Self.isExported(field, fieldIndex) && field.kind != .record && field.kind != .markdown && site.shows(field)
    }.map { Column($1, at: $0) }
    // Spreadsheets read a file as UTF-8 only if it begins with a byte order mark.
    var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
    for (number, name) in (["id", "title", "url"] + columns.map { recordType.fields[$0.index].name }).enumerated() {
      if number > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(cell: name.utf8.span)
    }
    bytes.append("\r\n")
    var cell: [UInt8] = []
    for index in graph.records.indices where graph.types[index] == type {
      let id = RecordID(index)
      let record = graph.records[index]
      let values = record.values
      bytes.append(cell: record.id.utf8.span)
      bytes.append(UInt8(ascii: ","))
      bytes.append(cell: record.title(in: language).utf8.span)
      bytes.append(UInt8(ascii: ","))
      bytes.append(cell: (links.url(.record(id)) ?? "").utf8.span)
      for column in columns {
        bytes.append(UInt8(ascii: ","))
        cell.removeAll(keepingCapacity: true)
        if column.isReference {
          for (number, link) in graph.links(of: id, field: column.index).enumerated() {
            if number > 0 { cell.append("; ") }
            cell.append(contentsOf: graph.slugs[link.target.index].utf8)
            if let part = link.part {
              cell.append(UInt8(ascii: "#"))
              cell.append(contentsOf: part.utf8)
            }
          }
        } else if let value = values[column.index].flatMap({ column.hasFiles ? site.naming($0, of: id) : $0 }) {
          if case .list(let elements) = value {
            for (number, element) in elements.enumerated() {
              if number > 0 { cell.append("; ") }
              cell.append(contentsOf: plain(element).utf8)
            }
          } else {
            cell.append(contentsOf: plain(value).utf8)
          }
        }
        bytes.append(cell: cell.span, isNumber: column.isNumber)
      }
      bytes.append("\r\n")
    }
    return bytes
  }
}

extension [UInt8] {
  /// True if a spreadsheet may run a cell as a formula: some skip blanks and characters without a
  /// width before the sign, and treat the signs of East Asian keyboards like the plain ones.
  private static func beginsLikeFormula(_ cell: Swift.Span<UInt8>) -> Bool {
    var i = 0
    while i < cell.count {
      switch cell[i] {
      case 0x09, 0x0A,
        0x0D where i == 0:
        return true
      case 0..<0x21: i += 1
      case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"): return true
      // U+00A0.
      case 0xC2 where i + 1 < cell.count && cell[i + 1] == 0xA0: i += 2
      // U+200B to U+200F, U+2060, U+3000, U+FEFF; and U+FF1D, U+FF0B, U+FF0D, U+FF20.
      case 0xE2 where i + 2 < cell.count && cell[i + 1] == 0x80 && (0x8B...0x8F).contains(cell[i + 2]): i += 3
      case 0xE2 where i + 2 < cell.count && cell[i + 1] == 0x81 && cell[i + 2] == 0xA0: i += 3
      case 0xE3 where i + 2 < cell.count && cell[i + 1] == 0x80 && cell[i + 2] == 0x80: i += 3
      case 0xEF where i + 2 < cell.count && cell[i + 1] == 0xBB && cell[i + 2] == 0xBF: i += 3
      case 0xEF where i + 2 < cell.count && cell[i + 1] == 0xBC: return [0x9D, 0x8B, 0x8D, 0xA0].contains(cell[i + 2])
      default: return false
      }
    }
    return false
  }

  /// Appends a cell of a table.
  fileprivate mutating func append(cell: Swift.Span<UInt8>, isNumber: Bool = false) {
    // A negative number is not a formula.
    let isRisky = !isNumber && Self.beginsLikeFormula(cell)
    var isQuoted = isRisky
    for index in cell.indices {
      let byte = cell[index]
      isQuoted = isQuoted || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
    }
    guard isQuoted else { return append(cell, 0..<cell.count) }
    append(UInt8(ascii: "\""))
    if isRisky { append(UInt8(ascii: "'")) }
    var start = 0
    for index in cell.indices where cell[index] == UInt8(ascii: "\"") {
      // Appends up to the quotation mark; the next piece begins with the same mark, which doubles
      // it.
      append(cell, start..<index + 1)
      start = index
    }
    append(cell, start..<cell.count)
    append(UInt8(ascii: "\""))
  }
}
