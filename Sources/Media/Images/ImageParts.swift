/// An image cut into the parts that its format has. A part that tells of its maker has a
/// replacement; all others stay byte for byte.
struct ImageParts {
  private(set) var parts: [(range: Range<Int>, replacement: [UInt8]?)] = []
  private(set) var traces = Traces()
  /// As EXIF data state it, 1 to 8.
  private(set) var orientation: Int?
  private let view: ByteView

  init(_ view: ByteView) { self.view = view }

  mutating func keep(_ range: Range<Int>) { parts.append((range, nil)) }

  mutating func take(out range: Range<Int>, _ traces: Traces) {
    self.traces += traces
    // A part without traces is harmless, and stays.
    parts.append((range, traces.isEmpty ? nil : []))
  }

  mutating func take(out range: Range<Int>, device name: String) {
    var traces = Traces()
    traces.noteDevice(name)
    take(out: range, traces)
  }

  /// Takes EXIF data out but for the orientation.
  ///
  /// - Parameter wrapped: Returns the part of the image that holds these EXIF data.
  mutating func take(exif data: ByteView, in range: Range<Int>, wrapped: ([UInt8]) -> [UInt8]) {
    let exif = EXIF(data)
    traces += exif.traces
    // Browsers turn a picture by the first statement.
    let isFirst = orientation == nil
    if isFirst { orientation = exif.orientation }
    if exif.traces.isEmpty {
      parts.append((range, nil))
    } else if isFirst, let turned = exif.orientation, turned != 1 {
      parts.append((range, wrapped(EXIF.data(orientation: turned))))
    } else {
      parts.append((range, []))
    }
  }

  mutating func replace(_ range: Range<Int>, by bytes: [UInt8], device name: String) {
    traces.noteDevice(name)
    parts.append((range, bytes))
  }

  /// Handles the bytes after the end of the picture: phones keep further pictures and films there.
  mutating func end(at offset: Int) {
    guard offset < view.count else { return }
    if view.part(offset).isPadding {
      keep(offset..<view.count)
    } else {
      take(out: offset..<view.count, device: "data after the end of the picture")
    }
  }

  /// The image without the parts that tell of its maker.
  var cleaned: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(view.count)
    for part in parts {
      if let replacement = part.replacement {
        bytes += replacement
      } else {
        bytes += view.part(part.range.lowerBound, part.range.count).slice
      }
    }
    return bytes
  }
}
