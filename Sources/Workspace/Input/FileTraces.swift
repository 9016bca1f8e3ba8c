import Media
import Text

/// What screening finds in a file that holds no records: a picture or a document.
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
    guard let head = try? FileSystem.read(path, limit: 1_024), ImageKind(head) != nil || DocumentTraces.mayBe(head),
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
    }
  }

  /// The bytes of a picture without what it tells; nil if nothing can be taken out.
  static func cleaned(_ bytes: [UInt8]) -> [UInt8]? { Image(bytes)?.cleaned }

  private mutating func note(_ image: Image) {
    let way = "save it anew as JPEG, PNG or WebP, without metadata"
    switch image.kind {
    case .tiff:
      note(
        "unread-image", "a TIFF picture, or one as the camera wrote it, is not shipped, and may tell who took it where; \(way)")
    case .heic:
      note(
        "unread-image", "a HEIC picture is not shipped, since browsers do not show it, and may tell who took it where; \(way)")
    case .avif where !image.traces.isEmpty:
      note("unread-image", "this AVIF has metadata that cannot be looked into (\(Self.list(image.traces.device))); \(way)")
    default:
      let mend = "'casebook check --fix' takes it out and leaves the picture as it is"
      if !image.traces.place.isEmpty {
        note("image-place", "the picture tells where it was taken (\(Self.list(image.traces.place))); \(mend)")
      }
      if !image.traces.device.isEmpty {
        note("image-device", "the picture tells who made it, when or with what (\(Self.list(image.traces.device))); \(mend)")
      }
    }
  }

  private mutating func note(_ document: DocumentTraces) {
    if !document.author.isEmpty {
      note(
        "document-author",
        "the document tells who made it (\(Self.list(document.author))); "
          + "let the program that made it remove personal information, and save it anew", .warning)
    }
    if !document.history.isEmpty {
      note(
        "document-history",
        "the document holds more than it shows (\(Self.list(document.history))); accept the changes, delete the comments, "
          + "and save it anew", .warning)
    }
  }

  private mutating func note(_ code: String, _ message: String, _ severity: Diagnostic.Severity = .error) {
    hits.append(Hit(severity: severity, code: code, message: message))
  }

  private static func list(_ names: [String]) -> String {
    let most = 8
    return names.prefix(most).joined(separator: ", ") + (names.count > most ? ", and \(names.count - most) more" : "")
  }
}
