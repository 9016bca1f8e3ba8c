/// The program that makes a site, as the site and its manifest name it.
package enum Generator {
  /// The version, by Semantic Versioning. `make release VERSION=…` writes it.
  package static let version = "0.1.0"

  /// The name and the version, as the foot of a page shows them.
  package static let title = "Casebook \(version)"
}
