import Preview
import Testing

@Suite(.timeLimit(.minutes(1)))
struct LiveReloadTests {
  static func state(in page: String?) -> Substring? {
    page?.firstMatch(of: /<script src="\/_casebook\/reload\.js" data-state="([a-z0-9]+-[0-9]+)"><\/script>/)?.1
  }

  @Test(arguments: [
    ("/", #"</h1>⟨script⟩</body></html>"#), ("/cases/", "</h1>⟨script⟩"),
    ("/%C3%A9t%C3%A9/a%20b.html", "x⟨script⟩</BODY\n></html>"),
    ("/broken.html", "<body>⟨script⟩</body>"), ("/assets/a.css", "</body>"),
  ])
  func `pages get the script at their end, and nothing else does`(target: String, end: String) async throws {
    try await withPreview { server async throws in
      let body = try #require(try await server.request(target)?.body)
      let marked = body.replacing(/<script src="\/_casebook\/reload\.js" data-state="[a-z0-9-]+"><\/script>/, with: "⟨script⟩")
      #expect(marked.hasSuffix(end))
    }
  }

  @Test func `an open page hears that the site has changed`() async throws {
    try await withPreview { server async throws in
      let shown = try #require(Self.state(in: try await server.request("/")?.body))
      try await RawConnection.open(to: server) { connection in
        try await connection.send("GET /_casebook/events HTTP/1.1\r\nHost: localhost:\(server.boundPort)\r\n\r\n")
        #expect(try await connection.receive { $0.contains("data: \(shown)\n\n") })
        #expect(connection.received.lowercased().contains("content-type: text/event-stream"))
        connection.forget()
        server.reload()
        #expect(try await connection.receive { $0.contains("data: ") && $0.hasSuffix("\r\n") })
        #expect(!connection.received.contains("data: \(shown)\n"))
        let next = try #require(Self.state(in: try await server.request("/")?.body))
        #expect(connection.received.contains("data: \(next)\n\n"))
      }
    }
  }

  @Test func `a page that was rendered before a change hears of it when it begins to listen`() async throws {
    try await withPreview { server async throws in
      let shown = try #require(Self.state(in: try await server.request("/")?.body))
      server.reload()
      try await RawConnection.open(to: server) { connection in
        try await connection.send("GET /_casebook/events HTTP/1.1\r\nHost: localhost:\(server.boundPort)\r\n\r\n")
        #expect(try await connection.receive { $0.contains("data: ") })
        #expect(!connection.received.contains("data: \(shown)\n"))
      }
    }
  }

  @Test func `all open pages hear, and a listener is kept awake`() async throws {
    var limits = PreviewServer.Limits()
    (limits.idleTime, limits.heartbeat) = (.milliseconds(300), .milliseconds(50))
    try await withPreview(limits: limits) { server in
      try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<50 {
          group.addTask {
            try await RawConnection.open(to: server) { connection in
              try await connection.send("GET /_casebook/events HTTP/1.1\r\nHost: localhost:\(server.boundPort)\r\n\r\n")
              return try await connection.receive { $0.contains("-1\n\n") }
            }
          }
        }
        try await Task.sleep(for: .milliseconds(800))
        server.reload()
        for try await heard in group { #expect(heard) }
      }
    }
  }

  @Test func `HEAD of the events ends at once`() async throws {
    try await withPreview { server async throws in
      #expect(try await server.request("/_casebook/events", method: "HEAD")?.status == 200)
    }
  }
}
