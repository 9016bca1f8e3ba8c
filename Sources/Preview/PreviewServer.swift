package import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Serves a site to the browsers of this machine, and lets open pages load again when it changes.
///
/// It listens from the moment it is made, so that a port in use is known before anything is built; ``run()`` answers, and has to
/// be called once.
package struct PreviewServer: Sendable {
  /// How long and how much a client may take.
  package struct Limits: Sendable {
    /// For a request to arrive whole.
    package var requestTime: Duration = .seconds(10)
    /// Without any traffic.
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
  /// The port it listens at: the one asked for, or a free one for 0.
  package let boundPort: Int
  /// The address for a browser.
  package let address: String

  /// - Parameter allowsAnyHost: answers whatever the `Host` header says; only for a server behind another.
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
          // A browser sends the cookies of everything that was ever served from localhost, so headers may be long.
          var sizes = NIOHTTPDecoderLimitConfiguration()
          (sizes.maxHeaderFieldSize, sizes.maxHeaderListSize, sizes.maxHeaderFieldCount) = (65536, 131_072, 100)
          try pipeline.configureHTTPServerPipeline(
            withPipeliningAssistance: false, withEncoderConfiguration: .init(), withDecoderLimitConfiguration: sizes)
          try pipeline.addHandler(RequestArrival(deadline))
          return try Connection.Channel(wrappingChannelSynchronously: channel)
        }
      }
  }

  /// Serves until its task is cancelled; then it closes all connections and returns.
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

  /// All open pages load again.
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
      // Clients go away whenever they like; that ends their connection and nothing else.
      log.debug("a connection ended: \(error)")
    }
  }
}

private final class OpenConnections: Sendable {
  let count = Atomic(0)
}
