import Logging
import NIOCore
import NIOHTTP1
import Text

/// Answers the requests of one connection, one after another.
struct Connection: Sendable {
  typealias Channel = NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>
  typealias Writer = NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>

  let channel: Channel
  let hosts: AllowedHosts
  let site: any PreviewSite
  let liveReload: LiveReload
  let limits: PreviewServer.Limits
  let log: Logger

  func serve() async throws {
    try await channel.executeThenClose { inbound, outbound in
      var head: HTTPRequestHead?
      var bodySize = 0
      for try await part in inbound {
        switch part {
        case .head(let next): (head, bodySize) = (next, 0)
        case .body(let bytes):
          // No request here needs a body. The server reads a small one, so that its sender receives
          // the response.
          bodySize += bytes.readableBytes
          guard bodySize <= limits.bodySize else {
            guard let head else { return }
            _ = try await send(.plain(.payloadTooLarge, "a request here has no body"), to: head, outbound, keepsAlive: false)
            return
          }
        case .end:
          guard let request = head else { continue }
          head = nil
          guard try await answer(request, outbound) else { return }
        }
      }
    }
  }

  /// Answers one request.
  ///
  /// - Returns: true if the connection stays open.
  private func answer(_ request: HTTPRequestHead, _ outbound: Writer) async throws -> Bool {
    let answer = await answer(to: request)
    log.debug("\(request.method.rawValue) \(request.uri) \(answer.status.code)")
    return try await send(answer, to: request, outbound, keepsAlive: request.isKeepAlive)
  }

  func answer(to request: HTTPRequestHead) async -> Answer {
    let names = request.headers["host"]
    guard names.count == 1 else { return .plain(.badRequest, "a request names one host") }
    guard hosts.allow(names[0], at: channel.channel.localAddress?.ipAddress) else {
      return .plain(.forbidden, "this preview is not asked for by the name '\(names[0])'")
    }
    guard request.method == .GET || request.method == .HEAD else {
      var answer = Answer.plain(.methodNotAllowed, "only GET and HEAD are answered here")
      answer.headers.add(name: "Allow", value: "GET, HEAD")
      return answer
    }
    do {
      return await answer(to: try RequestTarget(request.uri))
    } catch {
      switch error {
      case .malformed: return .plain(.badRequest, "no path of a site is written so")
      case .tooLong: return .plain(.uriTooLong, "the address is too long")
      case .notFound: return notFound()
      }
    }
  }

  private func answer(to target: RequestTarget) async -> Answer {
    switch target.path {
    case LiveReload.eventsPath: return Answer(.ok, type: "text/event-stream", .events)
    case LiveReload.scriptPath:
      return Answer(.ok, type: ContentType.of(target.path), .bytes(ByteBuffer(string: LiveReload.script)))
    default: break
    }
    // The state is read before the page is rendered. If the site changes meanwhile, the page
    // reloads.
    let state = liveReload.current
    let isFolder = target.path.isEmpty || target.path.hasSuffix("/")
    let path = isFolder ? target.path + "index.html" : target.path
    if let response = await site.response(for: path) {
      return await Answer(response, path: path, state: state) ?? notFound()
    }
    if !isFolder, await site.response(for: path + "/index.html") != nil {
      return .redirect(to: target.folderLocation)
    }
    return notFound()
  }

  private func notFound() -> Answer {
    var html = Array(
      "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>Not found</title><h1>Not found</h1>"
        .utf8)
    html += Array("<p>The site has no page here. This page loads again when the site changes.</p></html>".utf8)
    LiveReload.insertScript(into: &html, state: liveReload.current)
    return Answer(.notFound, type: ContentType.html, .bytes(ByteBuffer(bytes: html)))
  }

  // MARK: - Sending

  private func send(
    _ answer: consuming Answer, to request: HTTPRequestHead, _ outbound: Writer, keepsAlive: Bool
  ) async throws -> Bool {
    var head = HTTPResponseHead(version: .http1_1, status: answer.status, headers: answer.headers)
    let keepsAlive = keepsAlive && !answer.isEndless
    if !keepsAlive {
      head.headers.replaceOrAdd(name: "Connection", value: "close")
    } else if request.version.minor == 0 {
      head.headers.replaceOrAdd(name: "Connection", value: "keep-alive")
    }
    if let size = answer.size { head.headers.replaceOrAdd(name: "Content-Length", value: String(size)) }
    try await outbound.write(.head(head))
    if request.method != .HEAD {
      switch answer.body {
      case .bytes(let bytes): try await outbound.write(.body(.byteBuffer(bytes)))
      case .file(let file):
        var offset = 0
        while offset < file.size {
          let piece = try await file.read(at: offset, count: min(65536, file.size - offset))
          // The file has become shorter than the promised length. Closing the connection tells the
          // client that the response is incomplete.
          guard piece.readableBytes > 0 else { return false }
          offset += piece.readableBytes
          try await outbound.write(.body(.byteBuffer(piece)))
        }
      case .events:
        try await sendEvents(outbound)
        return false
      }
    }
    // Waits until the system has all bytes, because closing a channel drops those that it holds.
    try await channel.channel.writeAndFlush(HTTPServerResponsePart.end(nil)).get()
    return keepsAlive
  }

  private func sendEvents(_ outbound: Writer) async throws {
    try await outbound.write(.body(.byteBuffer(ByteBuffer(string: "retry: 500\n\n"))))
    let (wakeUps, continuation) = liveReload.listen()
    // The heartbeat keeps the connection from being closed as idle, and shows when a page has gone.
    let pause = TimeAmount(limits.heartbeat)
    let heartbeat = channel.channel.eventLoop.scheduleRepeatedTask(initialDelay: pause, delay: pause) { _ in
      continuation.yield()
    }
    defer {
      heartbeat.cancel()
      continuation.finish()
    }
    channel.channel.closeFuture.whenComplete { _ in continuation.finish() }
    for await _ in wakeUps {
      try await outbound.write(.body(.byteBuffer(ByteBuffer(string: "data: \(liveReload.current)\n\n"))))
    }
  }
}
