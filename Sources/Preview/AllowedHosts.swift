/// The host names under which the preview server answers.
///
/// A page elsewhere can make its own host name point at this machine, and then read the preview as
/// if it were part of that page's site (DNS rebinding). The `Host` header still holds the other
/// name, so the server answers only under the names with which it was started.
struct AllowedHosts {
  private let names: Set<String>
  private let port: Int
  private let allowsAny: Bool

  init(host: String, port: Int, allowsAny: Bool) {
    names = ["localhost", "127.0.0.1", "[::1]", Self.written(host).lowercased()]
    self.port = port
    self.allowsAny = allowsAny
  }

  /// - Parameter address: the local address of the connection. Nobody can make an address point
  ///   elsewhere, so the server answers under it too.
  func allow(_ header: String, at address: String?) -> Bool {
    if allowsAny { return true }
    let header = header.lowercased()
    return names.contains { matches(header, $0) } || address.map { matches(header, Self.written($0)) } == true
  }

  private func matches(_ header: String, _ name: String) -> Bool {
    // Some programs leave the port out. That is safe for names that nobody can make point
    // elsewhere.
    header == "\(name):\(port)" || header == name
  }

  /// The host as a URL has it: in brackets if it holds colons.
  static func written(_ host: String) -> String { host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host }
}
