import Logging
import NIOCore
import NIOPosix
import Preview

/// A site in memory; a path can also lead to a file on the disk.
struct MemorySite: PreviewSite {
  var pages: [String: PreviewResponse] = [
    "index.html": .bytes(Array("<html><body><h1>Home</h1></body></html>".utf8)),
    "cases/index.html": .bytes(Array("<h1>Cases</h1>".utf8)),
    "été/a b.html": .bytes(Array("<body>x</BODY\n></html>".utf8)),
    "assets/a.css": .bytes(Array("</body>".utf8)),
    "100%.txt": .bytes(Array("all".utf8)),
    "broken.html": .bytes(Array("<body></body>".utf8), status: 500),
  ]

  func response(for path: String) async -> PreviewResponse? { pages[path] }
}

/// Runs a server on a free port as long as `body` takes.
func withPreview(
  _ site: any PreviewSite = MemorySite(), allowsAnyHost: Bool = false, limits: PreviewServer.Limits = .init(),
  _ body: @Sendable (PreviewServer) async throws -> Void
) async throws {
  let server = try await PreviewServer(
    port: 0, allowsAnyHost: allowsAnyHost, site: site, log: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
    limits: limits)
  try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask { try await server.run() }
    defer { group.cancelAll() }
    try await body(server)
  }
}

/// A connection on which the test sends and receives every byte itself.
struct RawConnection {
  private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
  private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  private(set) var received = ""

  static func open<Result: Sendable>(
    to server: PreviewServer, _ body: (inout RawConnection) async throws -> Result
  ) async throws -> Result {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: "127.0.0.1", port: server.boundPort) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    return try await channel.executeThenClose { inbound, outbound in
      var connection = RawConnection(inbound: inbound.makeAsyncIterator(), outbound: outbound)
      return try await body(&connection)
    }
  }

  private init(
    inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator, outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  ) {
    (self.inbound, self.outbound) = (inbound, outbound)
  }

  mutating func send(_ text: String) async throws { try await outbound.write(ByteBuffer(string: text)) }

  /// Receives bytes until `isEnough` is true. Returns false if the server closes first.
  @discardableResult
  mutating func receive(until isEnough: (String) -> Bool = { _ in false }) async throws -> Bool {
    while !isEnough(received) {
      guard let bytes = try? await inbound.next() else { return false }
      received += String(buffer: bytes)
    }
    return true
  }

  mutating func forget() { received = "" }
}

struct RawResponse: Sendable {
  var status: Int
  var headers: [String: String]
  var body: String

  init?(_ text: String) {
    guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
    let lines = text[..<end.lowerBound].split(separator: "\r\n")
    guard let first = lines.first?.split(separator: " "), first.count > 1, let status = Int(first[1]) else { return nil }
    self.status = status
    headers = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      headers[parts[0].lowercased()] = String(parts.count > 1 ? parts[1].drop { $0 == " " } : "")
    }
    body = String(text[end.upperBound...])
  }
}

extension PreviewServer {
  /// Sends one request on a new connection, and returns the whole answer.
  func request(
    _ target: String, method: String = "GET", host: String? = nil, headers: String = ""
  ) async throws -> RawResponse? {
    let host = host ?? "127.0.0.1:\(boundPort)"
    return try await exchange("\(method) \(target) HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\(headers)\r\n")
  }

  /// - Returns: nil if the server closed without an answer, even before the request was sent.
  func exchange(_ bytes: String) async throws -> RawResponse? {
    try await RawConnection.open(to: self) { connection in
      try? await connection.send(bytes)
      try await connection.receive()
      return RawResponse(connection.received)
    }
  }
}
