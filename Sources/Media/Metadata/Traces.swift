/// Names of what metadata tell: never the values, which would stand in logs.
package struct Traces: Equatable, Sendable {
  /// The place where a picture was taken, or that it shows.
  package private(set) var place: [String] = []
  /// The maker, the time and the device.
  package private(set) var device: [String] = []

  package var isEmpty: Bool { place.isEmpty && device.isEmpty }

  private static let most = 40

  mutating func notePlace(_ name: String) { Self.note(name, &place) }
  mutating func noteDevice(_ name: String) { Self.note(name, &device) }

  private static func note(_ name: String, _ names: inout [String]) {
    if names.count < most, !names.contains(name) { names.append(name) }
  }

  static func += (traces: inout Traces, more: Traces) {
    for name in more.place { traces.notePlace(name) }
    for name in more.device { traces.noteDevice(name) }
  }
}

extension String {
  /// A name from a file as a message shows it.
  init(name view: ByteView) {
    let printable = view.part(0, 40).slice.filter { 0x20..<0x7F ~= $0 }
    self = String(decoding: printable, as: UTF8.self)
  }
}
