/// The program that makes a site, as the site and its manifest name it.
package enum Generator {
  /// The version, by Semantic Versioning. `make release VERSION=…` writes it.
  package static let version = "0.1.0"
}
