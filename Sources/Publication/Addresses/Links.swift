import Knowledge
import Templates

/// The links of one page.
package struct Links: Sendable {
  private let addresses: any Addresses
  private let language: String
  let origin: LinkOrigin

  package init(_ addresses: any Addresses, in language: String, from origin: LinkOrigin) {
    self.addresses = addresses
    self.language = language
    self.origin = origin
  }

  /// Appends the address of a target, percent-encoded but not escaped for HTML.
  ///
  /// - Returns: False, with nothing appended, if the publication does not have the target.
  @discardableResult
  func append(_ target: LinkTarget, to bytes: inout [UInt8]) -> Bool {
    addresses.append(target, in: language, from: origin, to: &bytes)
  }

  /// Returns the address of a target; nil if the publication does not have it.
  ///
  /// - Parameter language: the language of the target, if it is not the page's.
  package func url(_ target: LinkTarget, in language: String? = nil) -> String? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(96)
    guard addresses.append(target, in: language ?? self.language, from: origin, to: &bytes) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// False for a record that the publication leaves out: what leads back to a record from there is
  /// left out with it.
  func has(_ id: RecordID) -> Bool { addresses.isWhole || url(.record(id)) != nil }

  /// Returns the address of a target for a template: absent if the publication does not have it.
  func slot(_ target: LinkTarget, in language: String? = nil) -> Slot {
    var bytes: [UInt8] = []
    // The capacity is enough for most addresses: a page has some hundreds, and each grew three
    // times without it.
    bytes.reserveCapacity(96)
    guard addresses.append(target, in: language ?? self.language, from: origin, to: &bytes) else { return .absent }
    // A whole address may hold `&`; relative ones hold nothing to escape.
    return origin.isAnywhere ? .bytes(bytes) : .escaped(bytes)
  }
}
