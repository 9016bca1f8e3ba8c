import Dispatch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The wish of a person or a service manager that the program end: Control-C, or SIGTERM.
package enum StopSignal {
  /// Returns at the first signal, or when its task is cancelled. A second signal ends the program at once, as usual.
  package static func wait() async {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    let sources = [SIGINT, SIGTERM].map { number in
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      // The signal's own way, to end the program, is closed once somebody listens and not before: none is lost.
      source.setRegistrationHandler { signal(number, SIG_IGN) }
      source.setEventHandler { continuation.yield() }
      source.activate()
      return source
    }
    for await _ in stream { break }
    for source in sources { source.cancel() }
    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
  }
}
