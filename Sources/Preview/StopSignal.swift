import Dispatch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The two ends of a pipe. A signal handler may call few functions; writing a byte is one of them.
private let wakeUps: (reader: Int32, writer: Int32) = {
  var ends: [Int32] = [-1, -1]
  _ = unsafe pipe(&ends)
  for end in ends {
    _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    _ = fcntl(end, F_SETFL, O_NONBLOCK)
  }
  return (ends[0], ends[1])
}()

private func takeByte() -> Bool {
  var byte: UInt8 = 0
  return unsafe read(wakeUps.reader, &byte, 1) == 1
}

/// A request of a person or a service manager to end the program: Control-C, or SIGTERM.
///
/// Dispatch has sources for signals, but on Linux a second source for the same signal gets no
/// events.
package enum StopSignal {
  /// Returns at the first signal, or when its task is cancelled. A second signal ends the program
  /// at once, as usual.
  package static func wait() async {
    while takeByte() {}
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    let source = DispatchSource.makeReadSource(fileDescriptor: wakeUps.reader, queue: .global())
    source.setEventHandler { if takeByte() { continuation.yield() } }
    source.activate()
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        signal(number, SIG_DFL)
        let before = errno
        var byte: UInt8 = 1
        _ = unsafe write(wakeUps.writer, &byte, 1)
        errno = before
      }
    }
    for await _ in stream { break }
    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    source.cancel()
  }
}
