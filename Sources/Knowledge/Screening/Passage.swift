package import Text

/// A text as somebody wrote or meant it, whose every byte has an offset in a file.
package struct Passage: Sendable {
  package var bytes: ArraySlice<UInt8>
  /// Offsets count from the start of ``bytes``.
  package var map: OffsetMap
  package var source: SourceText

  /// - Parameter range: Offsets from the start of ``bytes``.
  package func finding(
    _ severity: Diagnostic.Severity, _ code: String, _ range: Range<Int>, _ message: String, suggestion: String? = nil
  ) -> Diagnostic {
    source.finding(severity, code, map.fileRange(range), message, suggestion: suggestion)
  }

  /// The texts of a record in all its languages, by ``passages(of:in:)``.
  package static func passages(of record: Record) -> [Passage] {
    record.texts.flatMap { passages(of: $0.source, in: $0.extent) }
  }

  /// The texts of a page or of a file.
  ///
  /// The first passage is everything as it is written: fields, comments, body, alternative texts,
  /// addresses. The others are scalars of its YAML that mean something else than their bytes say,
  /// because of escapes, doubled quotation marks or folded lines: `"+44 7700 \u0039"` is one.
  ///
  /// - Parameter extent: The bytes of the page: a whole Markdown or YAML file, or an entry of a
  ///   list.
  package static func passages(of source: SourceText, in extent: Range<Int>) -> [Passage] {
    var passages = [Passage(bytes: source.bytes[extent], map: OffsetMap(start: extent.lowerBound), source: source)]
    if let range = yaml(of: source, in: extent), let node = YAMLReader.read(source, range).0 {
      add(node, source, to: &passages)
    }
    return passages
  }

  private static func yaml(of source: SourceText, in extent: Range<Int>) -> Range<Int>? {
    if source.path.hasSuffix(".yaml") { return extent }
    guard case .success(let parts) = FrontMatter.split(source) else { return nil }
    return parts.yaml
  }

  private static func add(_ node: YAMLNode, _ source: SourceText, to passages: inout [Passage]) {
    switch node.content {
    case .sequence(let nodes): for node in nodes { add(node, source, to: &passages) }
    case .mapping(let entries): for entry in entries { add(entry.value, source, to: &passages) }
    case .scalar(let scalar):
      let (bytes, raw) = (Array(scalar.text.utf8), source.bytes[node.range])
      let isVerbatim = raw.elementsEqual(bytes) || raw.dropFirst().dropLast().elementsEqual(bytes)
      guard !isVerbatim else { return }
      passages.append(Passage(bytes: bytes[...], map: OffsetMap(aligning: bytes, with: raw), source: source))
    }
  }
}

extension OffsetMap {
  /// Finds where the bytes of a decoded scalar stand in what was written: past quotation marks,
  /// escapes, indentation and folds.
  ///
  /// Both are read once, side by side: bytes that are equal belong together; where they differ, an
  /// escape stands for the character that it names, and blanks and quotation marks stand on one
  /// side alone.
  init(aligning text: [UInt8], with raw: ArraySlice<UInt8>) {
    var pieces: [(text: Int, file: Int)] = []
    var (i, j) = (raw.startIndex, 0)
    var isInStep = false
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
    let isEscaped = raw.first == UInt8(ascii: "\"")
    if let first = raw.first, isEscaped || first == UInt8(ascii: "'") { i += 1 }
    while i < raw.endIndex, j < text.count {
      if isEscaped, raw[i] == UInt8(ascii: "\\"), i + 1 < raw.endIndex {
        let (length, isFold) = escape(raw, i)
        pieces.append((j, i))
        i = min(i + length, raw.endIndex)
        if !isFold { j += character(text, j) }
        isInStep = false
      } else if raw[i] == text[j] {
        if !isInStep { pieces.append((j, i)) }
        isInStep = true
        (i, j) = (i + 1, j + 1)
      } else {
        isInStep = false
        if !isBlank(raw[i]), isBlank(text[j]) { j += 1 } else { i += 1 }
      }
    }
    if pieces.isEmpty { pieces = [(0, raw.startIndex)] }
    self.init(pieces: pieces)
  }
}

/// Returns the length of an escape in bytes, and true if it joins two lines and means nothing
/// itself.
private func escape(_ raw: ArraySlice<UInt8>, _ start: Int) -> (length: Int, isFold: Bool) {
  switch raw[start + 1] {
  case UInt8(ascii: "x"): (4, false)
  case UInt8(ascii: "u"): (6, false)
  case UInt8(ascii: "U"): (10, false)
  case 0x0A, 0x0D: (2, true)
  default: (2, false)
  }
}

/// Returns the length in bytes of the UTF-8 character that begins at an offset.
private func character(_ text: [UInt8], _ start: Int) -> Int {
  switch text[start] {
  case 0xF0...: 4
  case 0xE0...: 3
  case 0xC0...: 2
  default: 1
  }
}
