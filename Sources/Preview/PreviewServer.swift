package import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// An HTTP server for the browsers of this machine. Open pages reload when the site changes.
///
/// The server listens as soon as it is created, so that a port in use is known before anything is
/// built. Call ``run()`` once to answer requests.
package struct PreviewServer: Sendable {
  /// Limits on the time and the memory that clients may use.
  package struct Limits: Sendable {
    /// The longest time in which a request must arrive.
    package var requestTime: Duration = .seconds(10)
    /// The longest time without traffic.
    package var idleTime: Duration = .seconds(30)
    package var heartbeat: Duration = .seconds(15)
    package var connections = 250
    package var bodySize = 65536

    package init() {}
  }

  private let server: NIOAsyncChannel<Connection.Channel, Never>
  private let site: any PreviewSite
  private let log: Logger
  private let hosts: AllowedHosts
  private let limits: Limits
  private let liveReload = LiveReload()
  private let connections = OpenConnections()
  /// The port on which the server listens. If the caller asked for 0, it is a free port.
  package let boundPort: Int
  /// The URL of the site, for a browser.
  package let address: String

  /// - Parameter allowsAnyHost: answers for any `Host` header. Use it only behind another server.
  package init(
    host: String = "127.0.0.1", port: Int = 8080, allowsAnyHost: Bool = false, site: any PreviewSite, log: Logger,
    limits: Limits = Limits()
  ) async throws(PreviewFailure) {
    do {
      server = try await Self.listen(host: host, port: port, limits: limits)
    } catch {
      throw PreviewFailure(error, host: host, port: port)
    }
    boundPort = server.channel.localAddress?.port ?? port
    address = "http://\(AllowedHosts.written(host)):\(boundPort)/"
    hosts = AllowedHosts(host: host, port: boundPort, allowsAny: allowsAnyHost)
    (self.site, self.log, self.limits) = (site, log, limits)
  }

  private static func listen(
    host: String, port: Int, limits: Limits
  ) async throws -> NIOAsyncChannel<Connection.Channel, Never> {
    try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .bind(host: host, port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          let deadline = RequestDeadline(TimeAmount(limits.requestTime))
          try pipeline.addHandlers([IdleStateHandler(allTimeout: TimeAmount(limits.idleTime)), deadline])
          // A browser sends the cookies of everything that localhost ever served, so headers may be
          // long.
          var sizes = NIOHTTPDecoderLimitConfiguration()
          (sizes.maxHeaderFieldSize, sizes.maxHeaderListSize, sizes.maxHeaderFieldCount) = (65536, 131_072, 100)
          try pipeline.configureHTTPServerPipeline(
            withPipeliningAssistance: false, withEncoderConfiguration: .init(), withDecoderLimitConfiguration: sizes)
          try pipeline.addHandler(RequestArrival(deadline))
          return try Connection.Channel(wrappingChannelSynchronously: channel)
        }
      }
  }

  /// Serves until its task is cancelled. Then it closes all connections and returns.
  package func run() async throws {
    do {
      try await server.executeThenClose { inbound in
        try await withThrowingDiscardingTaskGroup { group in
          for try await channel in inbound {
            let isOneTooMany = connections.count.add(1, ordering: .relaxed).newValue > limits.connections
            group.addTask {
              await serve(channel, closesAtOnce: isOneTooMany)
              connections.count.subtract(1, ordering: .relaxed)
            }
          }
        }
      }
    } catch is CancellationError {
    }
  }

  /// Makes all open pages reload.
  package func reload() { liveReload.reload() }

  private func serve(_ channel: Connection.Channel, closesAtOnce: Bool) async {
    let connection = Connection(channel: channel, hosts: hosts, site: site, liveReload: liveReload, limits: limits, log: log)
    do {
      if closesAtOnce {
        log.warning("more than \(limits.connections) connections: one is closed")
        try await channel.executeThenClose { _, _ in }
      } else {
        try await connection.serve()
      }
    } catch {
      // A client may disconnect at any time. That ends its connection and nothing else.
      log.debug("a connection ended: \(error)")
    }
  }
}

private final class OpenConnections: Sendable {
  let count = Atomic(0)
}
