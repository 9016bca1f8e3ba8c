import Synchronization

/// Tells open pages to load again.
///
/// A page carries the state of the site it was rendered from, and hears of the present one over server-sent events: when they
/// differ, also after a missed message or a new start of the server, it loads again.
final class LiveReload: Sendable {
  static let eventsPath = "_casebook/events"
  static let scriptPath = "_casebook/reload.js"

  private struct State {
    var generation = 0
    var nextListener = 0
    var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
  }

  /// Told apart from those of an earlier start.
  private let start = String(UInt64.random(in: .min ... .max), radix: 36)
  private let state = Mutex(State())

  /// What the site's pages are rendered from now.
  var current: String { "\(start)-\(state.withLock { $0.generation })" }

  func reload() {
    let listeners = state.withLock { state in
      state.generation += 1
      return Array(state.listeners.values)
    }
    for listener in listeners { listener.yield() }
  }

  /// A wake-up at once and after each change; waiting ones are told once.
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

  /// Puts the script's element before the end of the body, or last where there is no such end.
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

  /// A hidden page does not listen: a browser keeps only six connections to a host, and each listener holds one.
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
