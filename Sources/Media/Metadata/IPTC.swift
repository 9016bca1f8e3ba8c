/// IPTC data (IIM 4.2) and the Photoshop resources that hold them.
enum IPTC {
  /// - Parameter view: A row of resources: `8BIM`, an id, a name, a length and data.
  static func traces(resources view: ByteView) -> Traces {
    var traces = Traces()
    var at = 0
    while let mark = view.first("8BIM", from: at), let id = view.big(mark + 4, 2), let name = view[mark + 6] {
      let length = mark + 6 + (Int(name) + 2) / 2 * 2
      guard let count = view.big(length, 4) else {
        traces.noteDevice("Photoshop data that cannot be read")
        break
      }
      let data = view.part(length + 4, count)
      switch id {
      case 0x0404: traces += Self.traces(data)
      case 0x0409, 0x040C: traces.noteDevice("Photoshop thumbnail")
      case 0x0421: traces.noteDevice("Photoshop version")
      case 0x0422, 0x0423: traces += EXIF(data).traces
      case 0x0424: traces += XMP.traces(data)
      default: break
      }
      at = length + 4 + max(0, data.count)
    }
    return traces
  }

  /// - Parameter view: A row of data sets: `1C`, a record, a number, a length and data.
  static func traces(_ view: ByteView) -> Traces {
    var traces = Traces()
    var at = 0
    while view[at] == 0x1C, let record = view[at + 1], let number = view[at + 2], let count = view.big(at + 3, 2) {
      // A length above 32,767 says how many bytes its own length has.
      let long = count & 0x8000 != 0 ? count & 0x7FFF : 0
      let length = long == 0 ? count : long <= 4 ? view.big(at + 5, long) ?? .max : .max
      let data = view.part(at + 5 + long, length)
      if record > 1, !(record == 2 && number == 0), !data.isPadding {
        if record == 2, let name = places[number] {
          traces.notePlace("IPTC " + name)
        } else {
          traces.noteDevice("IPTC " + ((record == 2 ? names[number] : nil) ?? "data"))
        }
      }
      guard length <= view.count else { break }
      at += 5 + long + length
    }
    return traces
  }

  private static let places: [UInt8: String] = [
    26: "location", 27: "location", 90: "city", 92: "sublocation", 95: "state", 100: "country", 101: "country",
  ]

  private static let names: [UInt8: String] = [
    5: "title", 25: "keywords", 55: "date", 60: "time", 62: "date", 63: "time", 65: "program", 80: "by-line",
    85: "by-line's title", 105: "headline", 110: "credit", 115: "source", 116: "copyright", 118: "contact", 120: "caption",
    122: "writer",
  ]
}
