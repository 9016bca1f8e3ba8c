internal import CYAML
import Text

/// Reads YAML from libyaml's events, which keep exact positions and cost a tenth of a complete
/// tree.
///
/// Anchors, aliases, tags and complex keys are errors: none helps a writer, and each can hang the
/// program or mislead a reader. Each reader has a parser of its own and uses it on one thread;
/// libyaml has no global state.
@safe struct YAMLReader: ~Copyable {
  private var parser = unsafe yaml_parser_t()
  private let source: SourceText
  private let range: Range<Int>
  /// The file, with blanks instead of the bytes that libyaml rejects or takes for the end of a
  /// line.
  private let bytes: [UInt8]
  /// The byte offset of each Unicode scalar of the range, since libyaml counts scalars; empty if
  /// the text is ASCII.
  private let byteOffsets: [Int32]
  private(set) var findings: [Diagnostic] = []
  private var failed = false

  static let deepest = 100

  /// Parses `range` of a file as one YAML document.
  ///
  /// - Returns: the value (nil if the range is empty or cannot be read) and the findings.
  static func read(_ source: SourceText, _ range: Range<Int>) -> (YAMLNode?, [Diagnostic]) {
    var reader = YAMLReader(source, range)
    let node = reader.document()
    return (node, reader.findings)
  }

  private init(_ source: SourceText, _ range: Range<Int>) {
    self.source = source
    self.range = range
    let unseen = UnseenCharacter.all(in: source.bytes, range)
    var bytes = source.bytes
    if !unseen.isEmpty { UnseenCharacter.blank(unseen, in: &bytes) }
    self.bytes = bytes
    byteOffsets = Self.scalarOffsets(bytes, range)
    findings = unseen.map { source.unseen($0, in: $0.range, edit: Edit($0.range, " ")) }
  }

  private static func scalarOffsets(_ bytes: [UInt8], _ range: Range<Int>) -> [Int32] {
    guard bytes[range].contains(where: { $0 >= 0x80 }) else { return [] }
    var offsets: [Int32] = []
    offsets.reserveCapacity(range.count)
    for i in range where bytes[i] & 0xC0 != 0x80 { offsets.append(Int32(i)) }
    offsets.append(Int32(range.upperBound))
    return offsets
  }

  private func offset(_ mark: yaml_mark_t) -> Int {
    if byteOffsets.isEmpty { return min(range.lowerBound + mark.index, range.upperBound) }
    return Int(byteOffsets[min(mark.index, byteOffsets.count - 1)])
  }

  private mutating func document() -> YAMLNode? {
    unsafe yaml_parser_initialize(&parser)
    defer { unsafe yaml_parser_delete(&parser) }
    // The input must keep its address while the parser lives, so the whole walk happens inside this
    // closure.
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      let input = unsafe UnsafeBufferPointer(rebasing: buffer[range])
      unsafe yaml_parser_set_input_string(&parser, input.baseAddress, input.count)
      unsafe yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
      return walk()
    }
  }

  /// One frame for each level, in an array instead of the call stack.
  private enum Frame {
    case sequence([YAMLNode], start: Int)
    case mapping(Mapping, start: Int, key: (text: String, range: Range<Int>)?)
  }

  private struct Mapping {
    private(set) var entries: [YAMLEntry] = []
    /// The index of each key, once a linear search through the keys would be slow.
    private var indexes: [String: Int] = [:]
    private static let few = 64

    init(room: Int) { entries.reserveCapacity(room) }

    func index(of key: String) -> Int? {
      entries.count < Self.few ? entries.firstIndex { $0.key == key } : indexes[key]
    }

    mutating func append(_ entry: YAMLEntry) {
      entries.append(entry)
      guard entries.count >= Self.few else { return }
      for index in indexes.count..<entries.count { indexes[entries[index].key] = index }
    }

    mutating func noteDuplicate(at index: Int) { entries[index].isDuplicated = true }
  }

  private mutating func walk() -> YAMLNode? {
    var stack: [Frame] = []
    var root: YAMLNode?
    while !failed {
      var event = unsafe yaml_event_t()
      guard unsafe yaml_parser_parse(&parser, &event) == 1 else {
        fail(offset: problemOffset(), problem())
        return nil
      }
      defer { unsafe yaml_event_delete(&event) }
      let start = unsafe offset(event.start_mark)
      let end = unsafe offset(event.end_mark)
      switch unsafe event.type {
      case YAML_STREAM_END_EVENT:
        return root
      case YAML_DOCUMENT_START_EVENT:
        if root != nil {
          fail(offset: start, "a file holds one document; remove the second '---'")
          return nil
        }
      case YAML_ALIAS_EVENT:
        report("yaml-alias", start..<end, "aliases (*name) are not used here; write the value out")
        return nil
      case YAML_SCALAR_EVENT:
        let scalar = unsafe event.data.scalar
        if unsafe !checkPlain(anchor: scalar.anchor, tag: scalar.tag, start..<end) { return nil }
        var text = unsafe String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
        // A character that the file does not contain can only come from an escape.
        if unsafe scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE { text = withoutUnseen(text, start..<end) }
        let isBlock =
          unsafe scalar.style == YAML_LITERAL_SCALAR_STYLE || scalar.style == YAML_FOLDED_SCALAR_STYLE
        let node = unsafe YAMLNode(
          content: .scalar(YAMLScalar(text: text, isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE, isBlock: isBlock)),
          range: start..<max(start, end))
        add(node, to: &stack, root: &root)
      case YAML_SEQUENCE_START_EVENT:
        let sequence = unsafe event.data.sequence_start
        if unsafe !checkPlain(anchor: sequence.anchor, tag: sequence.tag, start..<end) { return nil }
        var items: [YAMLNode] = []
        items.reserveCapacity(4)
        push(.sequence(items, start: start), at: start..<end, &stack)
      case YAML_MAPPING_START_EVENT:
        let mapping = unsafe event.data.mapping_start
        if unsafe !checkPlain(anchor: mapping.anchor, tag: mapping.tag, start..<end) { return nil }
        // A record has a dozen fields; an entry in it has a few.
        push(.mapping(Mapping(room: stack.isEmpty ? 16 : 4), start: start, key: nil), at: start..<end, &stack)
      case YAML_SEQUENCE_END_EVENT:
        guard case .sequence(let items, let first)? = stack.popLast() else { break }
        add(
          YAMLNode(content: .sequence(items), range: first..<contentEnd(items.last?.range.upperBound, end)), to: &stack,
          root: &root)
      case YAML_MAPPING_END_EVENT:
        guard case .mapping(let mapping, let first, _)? = stack.popLast() else { break }
        let entries = mapping.entries
        add(
          YAMLNode(content: .mapping(entries), range: first..<contentEnd(entries.last?.value.range.upperBound, end)),
          to: &stack,
          root: &root)
      default:
        break
      }
    }
    return nil
  }

  /// The end of a block collection. libyaml marks it at the start of the next token, so the end of
  /// the last item is more exact.
  private func contentEnd(_ last: Int?, _ mark: Int) -> Int {
    guard let last else { return mark }
    return mark > 0 && mark <= source.bytes.count && mark > last
      && (source.bytes[mark - 1] == UInt8(ascii: "]") || source.bytes[mark - 1] == UInt8(ascii: "}")) ? mark : last
  }

  private mutating func push(_ frame: Frame, at range: Range<Int>, _ stack: inout [Frame]) {
    if case .mapping(_, _, nil)? = stack.last {
      report("yaml-complex-key", range, "a key must be a plain word, not a list or a mapping")
    } else if stack.count >= Self.deepest {
      report("yaml-too-deep", range, "values can be nested at most \(Self.deepest) levels deep")
    }
    stack.append(frame)
  }

  private mutating func add(_ node: consuming YAMLNode, to stack: inout [Frame], root: inout YAMLNode?) {
    switch stack.popLast() {
    case nil:
      root = node
    case .sequence(var items, let start):
      items.append(node)
      stack.append(.sequence(items, start: start))
    case .mapping(let mapping, let start, nil):
      guard let key = node.scalar else { return }
      stack.append(.mapping(mapping, start: start, key: (key.text, node.range)))
    case .mapping(var mapping, let start, let key?):
      if let first = mapping.index(of: key.text) {
        mapping.noteDuplicate(at: first)
        findings.append(
          source.finding(
            .error, "duplicate-key", key.range, "'\(key.text)' stands twice; a mapping can have each key only once"))
      } else {
        mapping.append(YAMLEntry(key: key.text, keyRange: key.range, value: node))
      }
      stack.append(.mapping(mapping, start: start, key: nil))
    }
  }

  /// Returns a text with blanks instead of the characters that escapes such as `"\x10"` or
  /// `"\u2028"` write.
  private mutating func withoutUnseen(_ text: String, _ range: Range<Int>) -> String {
    var bytes = Array(text.utf8)
    let unseen = UnseenCharacter.all(in: bytes, bytes.indices)
    guard !unseen.isEmpty else { return text }
    findings += unseen.map { source.unseen($0, in: range) }
    UnseenCharacter.blank(unseen, in: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func checkPlain(
    anchor: UnsafeMutablePointer<UInt8>?, tag: UnsafeMutablePointer<UInt8>?, _ range: Range<Int>
  ) -> Bool {
    if unsafe anchor != nil {
      report("yaml-anchor", range, "anchors (&name) are not used here; put the text in quotation marks if it begins with '&'")
    } else if unsafe tag != nil {
      report("yaml-tag", range, "tags (!name) are not used here; put the text in quotation marks if it begins with '!'")
    }
    return !failed
  }

  private mutating func report(_ code: String, _ range: Range<Int>, _ message: String) {
    findings.append(source.finding(.error, code, range, message))
    failed = true
  }

  private mutating func fail(offset: Int, _ message: String) {
    report("malformed-yaml", offset..<offset, message)
  }

  private func problemOffset() -> Int {
    let mark = unsafe parser.problem_mark
    if mark.index == 0, mark.line == 0, unsafe parser.problem_offset > 0 {
      return unsafe min(range.lowerBound + parser.problem_offset, range.upperBound)
    }
    return offset(mark)
  }

  /// libyaml's message, with advice for the commonest ones.
  private func problem() -> String {
    let words = unsafe parser.problem.map { unsafe String(cString: $0) } ?? "this is not YAML"
    let hint =
      switch words {
      case "mapping values are not allowed in this context":
        "; a text with ': ' in it needs quotation marks"
      case "could not find expected ':'":
        "; each line is 'name: value', and longer text is indented"
      case "found character that cannot start any token":
        "; a text that begins with @, ` or a tab needs quotation marks"
      case "did not find expected key", "did not find expected '-' indicator":
        "; check that the lines are indented alike and that quotation marks are closed"
      case "found unexpected end of stream":
        "; a quotation mark or bracket is not closed"
      default: ""
      }
    return "the YAML cannot be read: \(words)\(hint)"
  }
}

extension SourceText {
  func unseen(_ character: UnseenCharacter, in range: Range<Int>, edit: Edit? = nil) -> Diagnostic {
    finding(.error, "control-character", range, character.words, edit: edit).grouped(character.group(in: path))
  }
}

extension UnseenCharacter {
  var words: String { "\(name) is an invisible character that no text needs; delete it" }

  func group(in path: String) -> Diagnostic.Group {
    Diagnostic.Group(
      "control-character \(path)",
      "here are {n} invisible characters that no text needs, the first of them \(name); delete them")
  }
}
