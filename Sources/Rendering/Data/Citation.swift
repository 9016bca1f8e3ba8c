import Knowledge

/// How to cite a record of this knowledge base: in plain words, and for reference managers.
struct Citation {
  private let title: String
  private let publisher: String
  private let container: String
  private let year: String
  private let address: String
  private let key: String
  private let release: String

  init(site: Site, id: RecordID, language: String) {
    let record = site.graph[id]
    title = record.title(in: language)
    container = site.label(site.graph.settings.title, in: language)
    publisher = site.label(site.graph.settings.publisher, in: language)
    release = site.options.release
    if case .date(let date)? = record[.updated] {
      year = String(date.year)
    } else {
      year = String(release.prefix(4)).filter(\.isNumber)
    }
    let path = site.paths.place(of: id, in: language).path
    address = site.options.baseURL.map { $0 + percentEncoded(path) } ?? path
    key = record.id.replacing("/", with: "-")
  }

  private var isOnline: Bool { address.hasPrefix("http") }

  var plain: String {
    var text = publisher.isEmpty ? "" : publisher + ". "
    if !year.isEmpty { text += "(\(year)). " }
    text += title + ". " + container + "."
    if !release.isEmpty { text += " \(release)." }
    return text + " " + address
  }

  var bibTeX: String {
    /// In braces, so that names stay as they are; what TeX gives a meaning is escaped.
    func braced(_ text: String) -> String {
      var out: [UInt8] = [UInt8(ascii: "{")]
      for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "\\"): out += "\\textbackslash{}".utf8
        case UInt8(ascii: "~"): out += "\\textasciitilde{}".utf8
        case UInt8(ascii: "^"): out += "\\textasciicircum{}".utf8
        case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "#"), UInt8(ascii: "_"),
          UInt8(ascii: "$"):
          out += [UInt8(ascii: "\\"), byte]
        default: out.append(byte)
        }
      }
      return String(decoding: out + [UInt8(ascii: "}")], as: UTF8.self)
    }
    var lines = ["@misc{\(key),", "  title = \(braced(title)),"]
    if !publisher.isEmpty { lines.append("  author = {\(braced(publisher))},") }
    if !year.isEmpty { lines.append("  year = {\(year)},") }
    lines.append("  howpublished = \(braced(container)),")
    let note = [release, isOnline ? "" : address].filter { !$0.isEmpty }.joined(separator: ", ")
    if !note.isEmpty { lines.append("  note = \(braced(note)),") }
    if isOnline { lines.append("  url = {\(address)},") }
    return (lines + ["}"]).joined(separator: "\n")
  }

  var cslJSON: String {
    var json = JSONWriter()
    json.object {
      $0.member("id", key)
      $0.member("type", "webpage")
      $0.member("title", title)
      $0.member("container-title", container)
      if !publisher.isEmpty {
        $0.key("author")
        $0.array { $0.object { $0.member("literal", publisher) } }
      }
      if let year = Int(year) {
        $0.key("issued")
        $0.object {
          $0.key("date-parts")
          $0.array { $0.array { $0.value(year) } }
        }
      }
      if !release.isEmpty { $0.member("version", release) }
      if isOnline { $0.member("URL", address) }
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }

  var ris: String {
    var lines = ["TY  - ELEC", "TI  - \(title)", "T2  - \(container)"]
    if !publisher.isEmpty { lines.append("AU  - \(publisher)") }
    if !year.isEmpty { lines.append("PY  - \(year)") }
    if !release.isEmpty { lines.append("ET  - \(release)") }
    if isOnline { lines.append("UR  - \(address)") }
    return (lines + ["ER  - "]).joined(separator: "\n")
  }
}
