/// The names by which a preview may be asked for.
///
/// A page elsewhere can let its own name point at this machine and then read what is served here as if it were its own (DNS
/// rebinding). The `Host` header still holds that name, so only the names the server was started under are answered.
struct AllowedHosts {
  private let names: Set<String>
  private let port: Int
  private let allowsAny: Bool

  init(host: String, port: Int, allowsAny: Bool) {
    names = ["localhost", "127.0.0.1", "[::1]", Self.written(host).lowercased()]
    self.port = port
    self.allowsAny = allowsAny
  }

  /// - Parameter address: the address at which the connection came in; an address cannot be made to point elsewhere.
  func allow(_ header: String, at address: String?) -> Bool {
    if allowsAny { return true }
    let header = header.lowercased()
    return names.contains { matches(header, $0) } || address.map { matches(header, Self.written($0)) } == true
  }

  private func matches(_ header: String, _ name: String) -> Bool {
    // Some programs leave the port out; a name that cannot be made to point elsewhere is as good without it.
    header == "\(name):\(port)" || header == name
  }

  /// As it stands in an address: with brackets if it holds colons.
  static func written(_ host: String) -> String { host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host }
}
