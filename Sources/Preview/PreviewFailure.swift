import NIOCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A reason for which the preview server cannot start.
package enum PreviewFailure: Error, Equatable, CustomStringConvertible {
  case portInUse(host: String, port: Int)
  case portNotAllowed(port: Int)
  case cannotListen(host: String, port: Int, reason: String)

  package var description: String {
    switch self {
    case .portInUse(let host, let port): "port \(port) of \(host) is in use: choose another with --port"
    case .portNotAllowed(let port): "port \(port) needs special rights: choose one from 1024 with --port"
    case .cannotListen(let host, let port, let reason): "cannot listen at \(host), port \(port): \(reason)"
    }
  }

  init(_ error: any Error, host: String, port: Int) {
    switch (error as? IOError)?.errnoCode {
    case EADDRINUSE: self = .portInUse(host: host, port: port)
    case EACCES: self = .portNotAllowed(port: port)
    case EADDRNOTAVAIL: self = .cannotListen(host: host, port: port, reason: "this machine has no such address")
    default: self = .cannotListen(host: host, port: port, reason: "\(error)")
    }
  }
}
