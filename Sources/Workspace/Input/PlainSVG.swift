import Text

/// Tells whether an SVG is only a picture. One strict pass reads it as XML and refuses every
/// element and attribute that is not on a list. So a browser that opens the file finds nothing that
/// runs and nothing that leads elsewhere.
///
/// This is a parser of our own because its purpose is to refuse, and it refuses nearly all of XML.
/// It allows no document type and so no entities except the five built-in ones, no processing
/// instructions, no encoding except UTF-8, and no names with a prefix except `xlink:href` and two
/// of `xml:`. A library would accept all these, and would bring a whole XML and network library
/// into the program.
struct PlainSVG {
  /// Returns the reason why a file is not shipped; nil if it is a plain picture.
  static func problem(with bytes: [UInt8]) -> String? {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      return "this SVG is not UTF-8; save it as a plain SVG in UTF-8"
    }
    var reader = PlainSVG(bytes)
    do throws(Refusal) {
      try reader.document()
      return nil
    } catch {
      let line = bytes[..<min(reader.at, bytes.count)].count { $0 == 0x0A } + 1
      return "this SVG has \(error.what) on line \(line); save it as a plain SVG or as PNG"
    }
  }

  private struct Refusal: Error {
    var what: String
    init(_ what: String) { self.what = what }
  }

  private let bytes: [UInt8]
  private var at = 0
  private var open: [String] = []
  private var style: [UInt8] = []

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
  }

  // MARK: - The document

  private mutating func document() throws(Refusal) {
    if starts("<?xml"), at + 5 < bytes.count, isBlank(bytes[at + 5]) { try declaration() }
    var hasRoot = false
    while at < bytes.count {
      if bytes[at] != UInt8(ascii: "<") {
        try text(isOutside: open.isEmpty)
      } else if starts("<!--") {
        try comment()
      } else if starts("<![CDATA["), !open.isEmpty {
        try characterData()
      } else if starts("<!") {
        throw Refusal("a document type or an entity")
      } else if starts("<?") {
        throw Refusal("an instruction")
      } else if starts("</") {
        try endTag()
      } else {
        if open.isEmpty {
          if hasRoot { throw Refusal("a second root") }
          hasRoot = true
        }
        try startTag()
      }
    }
    if !open.isEmpty || !hasRoot { throw Refusal("no end") }
  }

  /// Reads `<?xml version="1.0" encoding="UTF-8" standalone="no"?>`.
  private mutating func declaration() throws(Refusal) {
    at += 5
    while true {
      skipBlanks()
      if starts("?>") { break }
      let name = try name()
      let value = try attributeValue()
      switch name {
      case "version", "standalone": break
      case "encoding": if value.lowercased() != "utf-8" { throw Refusal("another encoding than UTF-8") }
      default: throw Refusal("an instruction")
      }
    }
    at += 2
  }

  private mutating func comment() throws(Refusal) {
    at += 4
    while !starts("--") { try step() }
    guard starts("-->") else { throw Refusal("a comment with two hyphens") }
    at += 3
  }

  private mutating func characterData() throws(Refusal) {
    at += 9
    let start = at
    while !starts("]]>") { try step() }
    if open.last == "style" { style += bytes[start..<at] }
    at += 3
  }

  private mutating func step() throws(Refusal) {
    guard at < bytes.count else { throw Refusal("no end") }
    if bytes[at] < 0x20, !isBlank(bytes[at]) { throw Refusal("a control character") }
    at += 1
  }

  private mutating func text(isOutside: Bool) throws(Refusal) {
    while at < bytes.count, bytes[at] != UInt8(ascii: "<") {
      if isOutside, !isBlank(bytes[at]) { throw Refusal("text outside of the picture") }
      if starts("]]>") { throw Refusal("']]>' in a text") }
      if bytes[at] == UInt8(ascii: "&") {
        let character = try reference()
        if open.last == "style" { style += Array(String(character).utf8) }
      } else {
        if open.last == "style" { style.append(bytes[at]) }
        try step()
      }
    }
  }

  // MARK: - Elements

  private mutating func startTag() throws(Refusal) {
    at += 1
    let element = try name()
    guard Self.elements.contains(element) else { throw Refusal("an element '\(element.shortened)' that is not on the list") }
    if open.isEmpty != (element == "svg"), open.isEmpty { throw Refusal("another root than 'svg'") }
    if open.last == "style" { throw Refusal("an element in a style sheet") }
    var names: Set<String> = []
    var hasNamespace = false
    while true {
      let before = at
      skipBlanks()
      if starts("/>") || starts(">") { break }
      if at == before { throw Refusal("two attributes without a blank") }
      let attribute = try name()
      guard names.insert(attribute).inserted else { throw Refusal("the attribute '\(attribute.shortened)' twice") }
      let value = try attributeValue()
      if attribute == "xmlns" { hasNamespace = true }
      try check(attribute, value, of: element)
    }
    if open.isEmpty, !hasNamespace { throw Refusal("a root without xmlns=\"\(Self.namespace)\"") }
    if bytes[at] == UInt8(ascii: "/") {
      at += 2
    } else {
      at += 1
      open.append(element)
      if element == "style" { style = [] }
    }
  }

  private mutating func endTag() throws(Refusal) {
    at += 2
    let element = try name()
    skipBlanks()
    guard starts(">"), open.last == element else { throw Refusal("an end tag without a beginning") }
    at += 1
    open.removeLast()
    if element == "style", let problem = Self.problem(withStyle: style) { throw Refusal(problem) }
  }

  private func check(_ attribute: String, _ value: String, of element: String) throws(Refusal) {
    if attribute == "xmlns" {
      if value != Self.namespace { throw Refusal("a namespace that is not SVG's") }
      return
    }
    // The meaning of other prefixes does not matter: no name with such a prefix is on the list.
    if attribute.hasPrefix("xmlns:") {
      if attribute == "xmlns:xlink", value != "http://www.w3.org/1999/xlink" { throw Refusal("a false meaning of 'xlink:'") }
      return
    }
    if attribute == "href" || attribute == "xlink:href" {
      if value.hasPrefix("#") { return }
      let isPicture = ["image", "feImage"].contains(element)
      if isPicture, Self.pictures.contains(where: { value.hasPrefix("data:image/\($0);base64,") }) { return }
      throw Refusal(isPicture ? "a picture from elsewhere" : "a link that leads out of it")
    }
    if attribute.hasPrefix("aria-") || attribute.hasPrefix("data-") { return }
    guard Self.attributes.contains(attribute) else {
      throw Refusal("an attribute '\(attribute.shortened)' that is not on the list")
    }
    if let problem = Self.problem(withStyle: Array(value.utf8)) { throw Refusal(problem) }
  }

  /// Returns the reason why a style is refused, or nil. A style may not load anything: it may have
  /// `url()` only for a part of the picture, no rule except `@media`, no other function that takes
  /// an address, and no escapes, which could spell one.
  private static func problem(withStyle bytes: [UInt8]) -> String? {
    guard bytes.contains(where: { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "\\") }) else {
      return nil
    }
    if bytes.contains(UInt8(ascii: "\\")) { return "an escape in a style" }
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    for rule in text.split(separator: "@", omittingEmptySubsequences: false).dropFirst() where !rule.hasPrefix("media") {
      return "a rule of a style that is not @media"
    }
    let pieces = text.split(separator: "(", omittingEmptySubsequences: false)
    for (before, after) in zip(pieces, pieces.dropFirst()) {
      if loading.contains(where: { before.hasSuffix($0) }) { return "a style that loads something" }
      if before.hasSuffix("url"), after.first(where: { !" \t\n\r\"'".contains($0) }) != "#" {
        return "a style that loads something"
      }
    }
    return nil
  }

  // MARK: - Pieces

  private mutating func name() throws(Refusal) -> String {
    let start = at
    while at < bytes.count, Self.isNameByte(bytes[at]) { at += 1 }
    guard at > start, !(0x2D...0x39).contains(bytes[start]) else { throw Refusal("a mark that begins no name") }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  /// Returns true for an ASCII byte of a name; no name on the lists has other letters.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "."): true
    default: false
    }
  }

  /// Reads `= "…"` and replaces the references in the value.
  private mutating func attributeValue() throws(Refusal) -> String {
    skipBlanks()
    guard starts("=") else { throw Refusal("an attribute without a value") }
    at += 1
    skipBlanks()
    guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") else {
      throw Refusal("a value without quotation marks")
    }
    let quote = bytes[at]
    at += 1
    var value: [UInt8] = []
    while at < bytes.count, bytes[at] != quote {
      switch bytes[at] {
      case UInt8(ascii: "<"): throw Refusal("'<' in a value")
      case UInt8(ascii: "&"): value += Array(String(try reference()).utf8)
      case let byte:
        value.append(byte)
        try step()
      }
    }
    try step()
    return String(decoding: value, as: UTF8.self)
  }

  /// Reads a reference: `&amp;`, `&#60;` or `&#x3C;`.
  private mutating func reference() throws(Refusal) -> Character {
    let end = bytes[at..<min(bytes.count, at + 12)].firstIndex(of: UInt8(ascii: ";"))
    guard let end else { throw Refusal("'&' that begins no reference") }
    let name = String(decoding: bytes[(at + 1)..<end], as: UTF8.self)
    at = end + 1
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default: break
    }
    let digits = name.hasPrefix("#x") ? name.dropFirst(2) : name.dropFirst(1)
    guard name.hasPrefix("#"), digits.utf8.allSatisfy(Self.isNameByte),
      let number = UInt32(digits, radix: name.hasPrefix("#x") ? 16 : 10),
      let scalar = Unicode.Scalar(number), number >= 0x20 || [0x09, 0x0A, 0x0D].contains(number), number & 0xFFFE != 0xFFFE
    else { throw Refusal("an entity") }
    return Character(scalar)
  }

  private func starts(_ text: String) -> Bool {
    var offset = at
    for byte in text.utf8 {
      guard offset < bytes.count, bytes[offset] == byte else { return false }
      offset += 1
    }
    return true
  }

  private mutating func skipBlanks() { while at < bytes.count, isBlank(bytes[at]) { at += 1 } }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

  // MARK: - The lists

  private static let namespace = "http://www.w3.org/2000/svg"
  private static let pictures = ["png", "jpeg", "gif", "webp"]
  private static let loading = ["image-set", "image", "cross-fade", "element", "src", "paint"]

  private static func words(_ text: String) -> Set<String> { Set(text.split { $0 == " " || $0 == "\n" }.map(String.init)) }

  /// Shapes, texts, colours and filters. No scripts, animations, links or foreign content.
  private static let elements = words(
    """
    svg g defs symbol use switch title desc style path rect circle ellipse line polyline polygon text tspan textPath image marker
    linearGradient radialGradient stop pattern clipPath mask filter feBlend feColorMatrix feComponentTransfer feComposite
    feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
    """)

  private static let attributes = words(
    """
    id class lang role style type media version baseProfile viewBox preserveAspectRatio zoomAndPan enable-background overflow
    x y x1 x2 y1 y2 z cx cy r rx ry fx fy fr dx dy d points width height pathLength rotate transform transform-origin offset
    gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits patternTransform clipPathUnits maskUnits
    maskContentUnits filterUnits primitiveUnits markerUnits markerWidth markerHeight refX refY orient startOffset method spacing
    side lengthAdjust textLength xml:space xml:lang
    in in2 result mode operator k1 k2 k3 k4 values tableValues slope intercept amplitude exponent stdDeviation edgeMode kernelMatrix
    order divisor bias targetX targetY preserveAlpha kernelUnitLength surfaceScale diffuseConstant specularConstant specularExponent
    limitingConeAngle pointsAtX pointsAtY pointsAtZ azimuth elevation scale xChannelSelector yChannelSelector radius baseFrequency
    numOctaves seed stitchTiles
    alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters color-profile
    color-rendering cursor direction display dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity font
    font-family font-size font-size-adjust font-stretch font-style font-variant font-weight glyph-orientation-horizontal
    glyph-orientation-vertical image-rendering isolation kerning letter-spacing lighting-color marker-end marker-mid marker-start mask
    mask-type mix-blend-mode opacity paint-order pointer-events shape-rendering stop-color stop-opacity stroke stroke-dasharray
    stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration
    text-rendering unicode-bidi vector-effect visibility word-spacing writing-mode
    """)
}

extension String {
  fileprivate var shortened: String { utf8.count <= 40 ? self : String(prefix(40)) + "…" }
}
