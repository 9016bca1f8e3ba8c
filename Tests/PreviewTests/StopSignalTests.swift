import Foundation
import Preview
import Testing

@Suite(.timeLimit(.minutes(1)), .serialized)
struct StopSignalTests {
  /// Returns true if a signal would not end this process now.
  static func isTaken(_ number: Int32) -> Bool {
    var action = sigaction()
    unsafe sigaction(number, nil, &action)
    return unsafe action.__sigaction_handler.sa_handler != nil
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `a signal ends the wait and not the process, and the next one has its own way again`(number: Int32) async throws {
    // A program that is started in the background may inherit that Control-C is ignored.
    signal(number, SIG_DFL)
    let wait = Task { await StopSignal.wait() }
    while !Self.isTaken(number) { try await Task.sleep(for: .milliseconds(5)) }
    #expect(kill(getpid(), number) == 0)
    await wait.value
    #expect(!Self.isTaken(number))
  }

  @Test func `a wait may be cancelled`() async {
    let wait = Task { await StopSignal.wait() }
    wait.cancel()
    await wait.value
  }
}
