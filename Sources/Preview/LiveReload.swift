import Synchronization

/// Makes open pages reload when the site changes.
///
/// Each page holds the state of the site from which it was rendered, and receives the present state
/// as a server-sent event. If the two differ, the page reloads. This works after a missed event and
/// after a restart of the server too.
final class LiveReload: Sendable {
  static let eventsPath = "_casebook/events"
  static let scriptPath = "_casebook/reload.js"

  private struct State {
    var generation = 0
    var nextListener = 0
    var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
  }

  /// A number that differs for each start of the server.
  private let start = String(UInt64.random(in: .min ... .max), radix: 36)
  private let state = Mutex(State())

  /// The state of the site from which pages are rendered now.
  var current: String { "\(start)-\(state.withLock { $0.generation })" }

  func reload() {
    let listeners = state.withLock { state in
      state.generation += 1
      return Array(state.listeners.values)
    }
    for listener in listeners { listener.yield() }
  }

  /// A stream that yields at once and after each change. Several changes while the reader is busy
  /// yield once.
  func listen() -> (wakeUps: AsyncStream<Void>, continuation: AsyncStream<Void>.Continuation) {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let number = state.withLock { state in
      state.nextListener += 1
      state.listeners[state.nextListener] = continuation
      return state.nextListener
    }
    continuation.onTermination = { [weak self] _ in
      _ = self?.state.withLock { $0.listeners.removeValue(forKey: number) }
    }
    continuation.yield()
    return (stream, continuation)
  }

  var listenerCount: Int { state.withLock { $0.listeners.count } }

  /// Inserts the script element before the end tag of the body, or appends it if there is none.
  static func insertScript(into html: inout [UInt8], state: String) {
    let element = #"<script src="/\#(scriptPath)" data-state="\#(state)"></script>"#
    html.insert(contentsOf: element.utf8, at: endOfBody(html) ?? html.count)
  }

  private static func endOfBody(_ html: [UInt8]) -> Int? {
    let tag = Array("</body".utf8)
    var i = html.count - tag.count
    while i >= 0 {
      if html[i] == tag[0], zip(html[i...], tag).allSatisfy({ $0 == $1 || $0 | 0x20 == $1 }) { return i }
      i -= 1
    }
    return nil
  }

  /// The script of a page. A hidden page closes its connection, because a browser opens only six
  /// connections to a host.
  static let script = """
    "use strict";
    (() => {
      const shown = document.currentScript.dataset.state;
      let events = null;

      function stop() {
        if (events) events.close();
        events = null;
      }

      function listen() {
        if (events || document.hidden) return;
        events = new EventSource("/\(eventsPath)");
        events.onmessage = (event) => {
          if (event.data === shown) return;
          stop();
          location.reload();
        };
      }

      document.addEventListener("visibilitychange", () => document.hidden ? stop() : listen());
      addEventListener("pagehide", stop);
      addEventListener("pageshow", listen);
      listen();
    })();

    """
}
