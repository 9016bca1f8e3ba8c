import Media
import Text

/// The findings of screening in a file that holds no records, such as a picture or a document.
struct FileTraces: Equatable, Sendable {
  struct Hit: Equatable, Sendable {
    var severity: Diagnostic.Severity
    var code: String
    var message: String
  }

  var hits: [Hit] = []

  /// The codes of findings that ``cleaned(_:)`` mends.
  static let mended: Set<String> = ["image-place", "image-device"]

  /// Reads a whole file only if its first bytes say that it may tell something: films are long.
  static func read(_ path: String) -> FileTraces {
    guard let head = try? FileSystem.read(path, limit: 1_024),
      ImageKind(head) != nil || DocumentTraces.mayBe(head) || SVGFile.isSVG(head),
      let bytes = try? FileSystem.read(path)
    else { return FileTraces() }
    return FileTraces(bytes)
  }

  init() {}

  init(_ bytes: [UInt8]) {
    if let image = Image(bytes) {
      note(image)
    } else if let document = DocumentTraces.read(bytes) {
      note(document)
    } else if SVGFile.isSVG(Array(bytes.prefix(1_024))) {
      note(SVGFile.traces(bytes), of: "a picture in this drawing", "clean the picture by itself, and put it in again")
    }
  }

  /// The bytes of a picture without what it tells; nil if nothing can be taken out.
  static func cleaned(_ bytes: [UInt8]) -> [UInt8]? { Image(bytes)?.cleaned }

  private mutating func note(_ image: Image) {
    let way = "save it anew as JPEG, PNG or WebP, without metadata"
    switch image.kind {
    case .tiff:
      note(
        .error, "unread-image",
        "a TIFF picture, or one as the camera wrote it, is not shipped, and may tell who took it where; \(way)")
    case .heic:
      note(
        .error, "unread-image",
        "a HEIC picture is not shipped, since browsers do not show it, and may tell who took it where; \(way)")
    case .avif where !image.traces.isEmpty:
      note(
        .error, "unread-image", "this AVIF has metadata that cannot be looked into (\(Self.list(image.traces.device))); \(way)")
    default:
      note(image.traces, of: "the picture", "'casebook check --fix' takes it out and leaves the picture as it is")
    }
  }

  private mutating func note(_ traces: Traces, of picture: String, _ way: String) {
    if !traces.place.isEmpty {
      note(.error, "image-place", "\(picture) tells where it was taken (\(Self.list(traces.place))); \(way)")
    }
    if !traces.device.isEmpty {
      note(.error, "image-device", "\(picture) tells who made it, when or with what (\(Self.list(traces.device))); \(way)")
    }
  }

  private mutating func note(_ document: DocumentTraces) {
    if !document.author.isEmpty {
      note(
        .warning, "document-author",
        "the document tells who made it (\(Self.list(document.author))); "
          + "let the program that made it remove personal information, and save it anew")
    }
    if !document.history.isEmpty {
      note(
        .warning, "document-history",
        "the document holds more than it shows (\(Self.list(document.history))); accept the changes, delete the comments, "
          + "and save it anew")
    }
  }

  private mutating func note(_ severity: Diagnostic.Severity, _ code: String, _ message: String) {
    hits.append(Hit(severity: severity, code: code, message: message))
  }

  private static func list(_ names: [String]) -> String {
    let most = 8
    return names.prefix(most).joined(separator: ", ") + (names.count > most ? ", and \(names.count - most) more" : "")
  }
}
