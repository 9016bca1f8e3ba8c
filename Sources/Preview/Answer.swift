import NIOCore
import NIOHTTP1
import Text

/// An HTTP response: status, headers and body.
struct Answer: ~Copyable {
  enum Body: ~Copyable {
    case bytes(ByteBuffer)
    case file(ServedFile)
    /// Server-sent events, until the browser closes the page.
    case events
  }
  var status: HTTPResponseStatus
  var headers: HTTPHeaders
  var body: Body

  init(_ status: HTTPResponseStatus, type: String, _ body: consuming Body) {
    self.status = status
    self.body = body
    headers = [
      "Content-Type": type,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      // Search indexes are scripts. Without this header, any page that is open in the same browser
      // could include and read them.
      "Cross-Origin-Resource-Policy": "same-origin",
      "X-Frame-Options": "SAMEORIGIN",
    ]
  }

  /// Puts a contributed file into a sandbox.
  ///
  /// A browser that opens the file by itself takes it for a document of this site. Nothing in the
  /// file may act as this site. Browsers show no PDF in a sandbox, so they download it.
  private mutating func sandbox() {
    if headers.first(name: "Content-Type") == "application/pdf" {
      headers.add(name: "Content-Disposition", value: "attachment")
    }
    headers.add(
      name: "Content-Security-Policy",
      value: "default-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'unsafe-inline'; sandbox")
  }

  /// Makes the response for a page or a file; nil if the file does not exist.
  init?(_ response: PreviewResponse, path: String, state: String) async {
    let type = ContentType.of(path)
    let status = HTTPResponseStatus(statusCode: response.status)
    let isContributed = path.hasPrefix("media/") || type.hasPrefix("image/svg")
    var page: [UInt8]
    switch response.content {
    case .bytes(let bytes): page = bytes
    case .file(let filePath):
      guard let file = ServedFile(path: filePath) else { return nil }
      guard type == ContentType.html else {
        self.init(status, type: type, .file(file))
        if isContributed { sandbox() }
        return
      }
      guard let bytes = try? await file.read(at: 0, count: file.size) else { return nil }
      page = Array(bytes.readableBytesView)
    }
    if type == ContentType.html { LiveReload.insertScript(into: &page, state: state) }
    self.init(status, type: type, .bytes(ByteBuffer(bytes: page)))
    if isContributed { sandbox() }
  }

  static func plain(_ status: HTTPResponseStatus, _ text: String) -> Answer {
    Answer(status, type: "text/plain; charset=utf-8", .bytes(ByteBuffer(string: text + "\n")))
  }

  static func redirect(to location: String) -> Answer {
    var answer = plain(.found, location)
    answer.headers.add(name: "Location", value: location)
    return answer
  }

  var isEndless: Bool {
    switch body {
    case .events: true
    case .bytes: false
    case .file: false
    }
  }

  /// The length of the body in bytes; nil if it is not known ahead.
  var size: Int? {
    switch body {
    case .bytes(let bytes): bytes.readableBytes
    case .file(let file): file.size
    case .events: nil
    }
  }
}
