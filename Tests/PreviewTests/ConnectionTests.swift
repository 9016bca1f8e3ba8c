import Logging
import Preview
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ConnectionTests {
  @Test(arguments: [
    ("localhost:PORT", 200), ("LOCALHOST:PORT", 200), ("127.0.0.1:PORT", 200), ("[::1]:PORT", 200),
    ("localhost", 200), ("127.0.0.1", 200), ("[::1]", 200), ("evil.example:PORT", 403), ("evil.example", 403),
    ("localhost:1", 403), ("localhost.evil.example:PORT", 403),
    ("localhost:PORT.evil.example", 403), ("127.0.0.1.:PORT", 403), ("", 403), ("169.254.1.1:PORT", 403),
  ])
  func `only the names it was started under are answered`(host: String, status: Int) async throws {
    try await withPreview { server async throws in
      let host = host.replacing("PORT", with: String(server.boundPort))
      #expect(try await server.request("/", host: host)?.status == status)
      #expect(try await server.request("/_casebook/reload.js", host: host)?.status == status)
    }
  }

  @Test func `any name is answered when that is asked for`() async throws {
    try await withPreview(allowsAnyHost: true) { server async throws in
      #expect(try await server.request("/", host: "preview.example")?.status == 200)
    }
  }

  @Test(arguments: [
    "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", "nonsense\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "x", count: 200_000))\r\n\r\n", "GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n",
  ])
  func `what is no request is refused`(bytes: String) async throws {
    try await withPreview { server async throws in
      try await RawConnection.open(to: server) { connection in
        try? await connection.send(bytes)
        try await connection.receive { $0.contains("\r\n\r\n") }
        #expect(connection.received.hasPrefix("HTTP/1.1 400 "))
      }
    }
  }

  @Test func `an address has its limit`() async throws {
    try await withPreview { server async throws in
      let path = { String(repeating: "a", count: $0) }
      #expect(try await server.request("/" + path(8191))?.status == 404)
      #expect(try await server.request("/" + path(8192))?.status == 414)
    }
  }

  @Test func `a connection serves many requests, also those sent ahead`() async throws {
    try await withPreview { server async throws in
      try await RawConnection.open(to: server) { connection in
        let request = "GET /assets/a.css HTTP/1.1\r\nHost: localhost:\(server.boundPort)\r\n\r\n"
        for _ in 0..<3 {
          try await connection.send(request)
          #expect(try await connection.receive { $0.hasSuffix("</body>") })
          connection.forget()
        }
        try await connection.send(String(repeating: request, count: 20))
        #expect(try await connection.receive { $0.ranges(of: "</body>").count == 20 })
      }
    }
  }

  @Test func `a request may come byte by byte`() async throws {
    try await withPreview { server async throws in
      try await RawConnection.open(to: server) { connection in
        for character in "GET / HTTP/1.0\r\nHost: localhost:\(server.boundPort)\r\n\r\n" {
          try await connection.send(String(character))
        }
        #expect(try await connection.receive { $0.contains("Home") })
        #expect(try await connection.receive() == false)
        #expect(connection.received.lowercased().contains("connection: close"))
      }
    }
  }

  @Test(arguments: ["", "GET / HT", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nx"])
  func `a client that does not go on is left`(bytes: String) async throws {
    var limits = PreviewServer.Limits()
    (limits.requestTime, limits.idleTime) = (.milliseconds(200), .milliseconds(400))
    try await withPreview(limits: limits) { server in
      try await RawConnection.open(to: server) { connection in
        try await connection.send(bytes)
        #expect(try await connection.receive() == false)
        #expect(connection.received == "")
      }
    }
  }

  @Test func `a client that goes on slowly for ever is left`() async throws {
    var limits = PreviewServer.Limits()
    limits.requestTime = .milliseconds(300)
    try await withPreview(limits: limits) { server in
      try await RawConnection.open(to: server) { connection in
        try await connection.send("GET / HTTP/1.1\r\n")
        // If the server does not close the connection, this goes on until the time limit of the
        // suite.
        while (try? await connection.send("X: y\r\n")) != nil { try await Task.sleep(for: .milliseconds(20)) }
      }
    }
  }

  @Test func `a body that nobody asked for is not taken for ever`() async throws {
    try await withPreview { server async throws in
      let head = "POST / HTTP/1.1\r\nHost: localhost:\(server.boundPort)\r\nConnection: close\r\n"
      let small = try await server.exchange(head + "Content-Length: 3\r\n\r\nabc")
      #expect(small?.status == 405)
      try await RawConnection.open(to: server) { connection in
        try? await connection.send(head + "Content-Length: 100000\r\n\r\n" + String(repeating: "x", count: 70_000))
        try await connection.receive()
        #expect(connection.received.hasPrefix("HTTP/1.1 413 "))
      }
    }
  }

  @Test func `a hundred connections are served at once`() async throws {
    try await withPreview { server async throws in
      try await withThrowingTaskGroup(of: Int?.self) { group in
        for _ in 0..<100 { group.addTask { try await server.request("/")?.status } }
        for try await status in group { #expect(status == 200) }
      }
    }
  }

  @Test func `three thousand connections are answered or closed, and the next one is answered`() async throws {
    try await withPreview { server async throws in
      try await withThrowingTaskGroup(of: Int?.self) { group in
        var answered = 0
        for number in 0..<3_000 {
          // Each takes two descriptors of this process, so that not all can be open at once.
          if number >= 300, let status = try await group.next() { answered += status == 200 ? 1 : 0 }
          group.addTask { try? await server.request("/")?.status }
        }
        for try await status in group { answered += status == 200 ? 1 : 0 }
        #expect(answered > 250)
      }
      #expect(try await server.request("/")?.status == 200)
    }
  }

  @Test func `a client that does not read its answer is left`() async throws {
    var limits = PreviewServer.Limits()
    (limits.connections, limits.idleTime) = (1, .milliseconds(300))
    var site = MemorySite()
    site.pages["large"] = .bytes(Array(repeating: UInt8(ascii: "x"), count: 64 << 20))
    try await withPreview(site, limits: limits) { server in
      try await RawConnection.open(to: server) { slow in
        try await slow.send("GET /large HTTP/1.1\r\nHost: localhost:\(server.boundPort)\r\n\r\n")
        var answer: Int?
        for _ in 0..<100 where answer == nil {
          try await Task.sleep(for: .milliseconds(100))
          answer = try? await server.request("/")?.status
        }
        #expect(answer == 200)
      }
    }
  }

  @Test func `connections have a limit, and those within it go on`() async throws {
    var limits = PreviewServer.Limits()
    limits.connections = 1
    try await withPreview(limits: limits) { server in
      try await RawConnection.open(to: server) { first in
        let request = "GET /assets/a.css HTTP/1.1\r\nHost: localhost:\(server.boundPort)\r\n\r\n"
        try await first.send(request)
        #expect(try await first.receive { $0.hasSuffix("</body>") })
        #expect(try await server.request("/") == nil)
        first.forget()
        try await first.send(request)
        #expect(try await first.receive { $0.hasSuffix("</body>") })
      }
    }
  }

  @Test func `a port in use is said, before anything is served`() async throws {
    try await withPreview { server async throws in
      let port = server.boundPort
      let error = await #expect(throws: PreviewFailure.self) {
        try await PreviewServer(port: port, site: MemorySite(), log: Logger(label: "test"))
      }
      #expect(error == .portInUse(host: "127.0.0.1", port: port))
      #expect(error?.description == "port \(port) of 127.0.0.1 is in use: choose another with --port")
    }
  }

  @Test func `a host that is not this machine is said`() async throws {
    let error = await #expect(throws: PreviewFailure.self) {
      try await PreviewServer(host: "192.0.2.1", port: 0, site: MemorySite(), log: Logger(label: "test"))
    }
    #expect(error?.description == "cannot listen at 192.0.2.1, port 0: this machine has no such address")
  }

  @Test func `it stops when it is told to, with connections open`() async throws {
    let server = try await PreviewServer(port: 0, site: MemorySite(), log: Logger(label: "test"))
    let run = Task { try await server.run() }
    try await RawConnection.open(to: server) { connection in
      try await connection.send("GET /_casebook/events HTTP/1.1\r\nHost: localhost:\(server.boundPort)\r\n\r\n")
      #expect(try await connection.receive { $0.contains("data:") })
      run.cancel()
      #expect(try await connection.receive() == false)
    }
    try await run.value
    let again = try await PreviewServer(port: server.boundPort, site: MemorySite(), log: Logger(label: "test"))
    let secondRun = Task { try await again.run() }
    #expect(try await again.request("/")?.status == 200)
    secondRun.cancel()
  }
}
