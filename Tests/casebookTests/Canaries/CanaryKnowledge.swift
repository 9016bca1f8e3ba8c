/// A knowledge base made at random, written twice: whole, with canary words in everything that the
/// public edition hides, and as a copy from which all this was taken out by hand.
///
/// The same seed makes the same two.
struct CanaryKnowledge {
  private(set) var whole: [String: [UInt8]] = [:]
  private(set) var copy: [String: [UInt8]] = [:]
  /// The canary words by the kind of place in which they stand, such as `edge note`.
  private(set) var planted: [String: [String]] = [:]

  /// The ways in which a record is hidden from the public edition; the first three are shown to
  /// staff.
  enum Way: CaseIterable { case restricted, consent, only, confidential, draft, keptBack, unreadable }

  private struct Hidden {
    var type: String
    var slug: String
    var alias: String
    var way: Way
  }

  private var random: SplitMix
  private var count = 0
  private var hidden: [Hidden] = []
  private var visible: [(type: String, slug: String)] = []

  init(seed: UInt64) {
    random = SplitMix(state: seed)
    writeSettings()
    // A case and a source are hidden in a way that staff may see, so that each carrier has one.
    hidden = [hiddenRecord("case", .restricted), hiddenRecord("source", .restricted)]
    for way in Way.allCases { hidden.append(hiddenRecord(["case", "note", "source"].randomElement(using: &random)!, way)) }
    visible = (0..<6).map { (["case", "note"].randomElement(using: &random)!, "r\($0)") }
    visible[0].type = "case"
    writeVocabularies()
    for place in visible.indices { writeVisible(place) }
    for record in hidden { writeHidden(record) }
    writeOthers()
  }

  // MARK: - Pieces

  private mutating func word(_ kind: String) -> String {
    count += 1
    let letters = Array("bcdfghkmnprst")
    var (number, word) = (count, CanarySearch.mark + "a")
    repeat {
      word += String(letters[number % 13]) + "u"
      number /= 13
    } while number > 0
    planted[kind, default: []].append(word)
    return word
  }

  private mutating func hiddenRecord(_ type: String, _ way: Way) -> Hidden {
    Hidden(type: type, slug: word("id"), alias: word("old name"), way: way)
  }

  private mutating func add(_ path: String, whole: String?, copy: String?) {
    let bytes: (String) -> [UInt8] = { path.hasSuffix(".gif") ? Self.picture($0) : Array(($0 + "\n").utf8) }
    if let whole { self.whole["Content/" + path] = bytes(whole) }
    if let copy { self.copy["Content/" + path] = bytes(copy) }
  }

  /// Returns a GIF of one pixel whose table of colours holds a text: a comment would be a trace of
  /// who made the picture, and would stop the build.
  private static func picture(_ text: String) -> [UInt8] {
    let colours = Array(text.utf8) + [UInt8](repeating: 0, count: 768 - text.utf8.count)
    // 256 colours; a picture of 1 by 1; codes of nine bits: clear, the first colour, end.
    return Array("GIF89a".utf8) + [1, 0, 1, 0, 0xF7, 0, 0] + colours + [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0]
      + [8, 4, 0x00, 0x01, 0x04, 0x04, 0, 0x3B]
  }

  private mutating func both(_ path: String, _ text: String) { add(path, whole: text, copy: text) }

  // MARK: - Settings and vocabularies

  private mutating func writeSettings() {
    both(
      "model.yaml",
      """
      types:
        case:
          folder: cases
          autolink: true
          fields:
            summary: {kind: text, search: 3, max: 900}
            topics: {kind: term, from: [topics], many: true, facet: true, search: 2}
            secrets: {kind: term, from: [secrets], many: true, facet: true}
            keys: {kind: term, from: [keys], many: true, facet: true}
            places: {kind: term, from: [countries], many: true, facet: true}
            grade: {kind: term, from: [grades], required: true, facet: true}
            period: {kind: period, facet: true}
            consent: {kind: term, from: [consents], role: consent, required: true}
            number: {kind: number}
            day: {kind: date}
            link: {kind: url}
            picture: {kind: file}
            md: {kind: markdown}
            sources: {kind: reference, to: [source], many: true, role: citation, inverse: cited_by, fields: {locator: {kind: text}}}
            links: {kind: reference, to: [case, note], many: true, inverse: {name: linked_by, label: Linked by}, fields: {why: {kind: text}, topic: {kind: term, from: [topics]}}}
            parts: {kind: record, many: true, fields: {text: {kind: text}, md: {kind: markdown}, topic: {kind: term, from: [topics]}, to: {kind: reference, to: [case]}, file: {kind: file}, own: {kind: text, only: [staff]}, agreed: {kind: term, from: [consents], role: consent}}}
            steps: {kind: record, many: true, key: id, fields: {id: {kind: text}, title: {kind: text}, text: {kind: markdown}, agreed: {kind: term, from: [consents], role: consent}}}
            staff_note: {kind: text, only: [staff], search: 2}
            staff_text: {kind: markdown, only: [staff]}
            staff_topic: {kind: term, from: [topics], only: [staff], facet: true}
            staff_link: {kind: reference, to: [case, note], only: [staff], inverse: staff_linked}
            staff_file: {kind: file, only: [staff]}
        note:
          folder: notes
          page: list
          fields:
            topics: {kind: term, from: [topics], many: true, facet: true}
            consent: {kind: term, from: [consents], role: consent, required: true}
            links: {kind: reference, to: [case], many: true, inverse: {name: noted_in, label: Noted in}}
            md: {kind: markdown}
        source:
          folder: sources
          page: list
          fields: {consent: {kind: term, from: [consents], role: consent, required: true}, link: {kind: url}}
      """)
  }

  private mutating func writeVocabularies() {
    both("vocabularies/consents.yaml", "terms: [{id: given}, {id: asked}]")
    both("vocabularies/keys.yaml", "terms: [{id: open}]")
    let secret = word("vocabulary")
    add("vocabularies/secrets.yaml", whole: "terms: [{id: \(secret), label: {en: \(word("label"))}}]", copy: "terms: []")
    let term = word("term")
    let lines = ["  - {id: low, label: Low}", "  - {id: high, label: High}"]
    let grade = "  - {id: \(term)g, label: \(word("label")), definition: \(word("definition"))}"
    var grades = lines
    grades.insert(grade, at: Int(random.next() % 3))
    add(
      "vocabularies/grades.yaml", whole: "ordered: true\nterms:\n" + grades.joined(separator: "\n"),
      copy: "ordered: true\nterms:\n" + lines.joined(separator: "\n"))
    let shared = (0..<4).map { "  - {id: t\($0), label: Topic \($0), also: {en: [also \($0)]}}" }
    let own = [
      "  - {id: \(term)a, label: {en: \(word("label")), fr: \(word("label"))}, broader: t0, also: {en: [\(word("name of a term"))], fr: [\(word("name of a term"))]}}",
      "  - {id: \(term)b, label: \(word("label")), definition: \(word("definition")), broader: \(term)a}",
    ]
    var topics = shared
    for line in own { topics.insert(line, at: Int(random.next() % UInt64(topics.count + 1))) }
    add(
      "vocabularies/topics.yaml", whole: "terms:\n" + topics.joined(separator: "\n"),
      copy: "terms:\n" + shared.joined(separator: "\n"))
    hiddenTerms = (["\(term)a", "\(term)b"], "\(term)g", secret)
  }

  private var hiddenTerms: (topics: [String], grade: String, secret: String) = ([], "", "")

  private mutating func writeOthers() {
    let navigation = hidden.prefix(2).map { ", \($0.type)/\($0.slug)" }.joined()
    let settings = """
      title: A base
      release: one
      licence: CC0-1.0
      contact: {address: the desk, private: a safe line, answered_within: a week}
      base_url: https://example.org/base/
      languages: [en, fr]
      ignore: [inbox]
      editions:
        public: {shows: [public], consent: [given]}
        staff: {shows: [public, restricted], consent: [given, asked]}
      views:
        - {id: by-topic, kind: matrix, label: By topic, type: case, rows: topics, columns: grade}
        - {id: relations, kind: relations, label: Links, type: case, field: links}
        - {id: over-time, kind: timeline, label: Over time, type: case, field: period}
        - {id: where, kind: map, label: Where, type: case, field: places}
        - {id: all, kind: list, label: All, type: case, group: grade, sort: title}
      """
    add(
      "casebook.yaml", whole: settings + "\nnavigation: [case, by-topic\(navigation)]",
      copy: settings + "\nnavigation: [case, by-topic]")
    both("media/shown.gif", "shown")
    add("media/\(word("unused file")).gif", whole: word("bytes"), copy: nil)
    add("README.md", whole: "# \(word("read me"))", copy: nil)
    add("cases/README.md", whole: "# \(word("read me"))", copy: nil)
    add("inbox/\(word("inbox")).md", whole: word("inbox"), copy: nil)
    both("sources/open.md", "---\ntitle: Open source\nsensitivity: public\nconsent: given\n---\n")
  }

  // MARK: - Records that all may see

  private mutating func filled(_ carrier: CanaryCarrier, in slug: String, part: String) -> (whole: String, copy: String) {
    var whole = carrier.whole.replacing("HH", with: hidden[0].slug).replacing("AA", with: hidden[0].alias)
    whole = whole.replacing("SS", with: hidden[1].slug)
    func common(_ text: String) -> String {
      text.replacing("VV", with: slug).replacing("OO", with: "open").replacing("PP", with: part)
    }
    return (common(whole), common(carrier.copy))
  }

  private mutating func writeVisible(_ place: Int) {
    let (type, slug) = visible[place]
    // A list of lines; what stands in one of the two is nil in the other.
    var lines: [(whole: String?, copy: String?)] = []
    func both(_ line: String) { lines.append((line, line)) }
    func only(_ line: String) { lines.append((line, nil)) }
    let redacts = type == "case" && place % 2 == 0
    let (part, secret) = (word("part"), hidden[0])
    both("---\ntitle: Record \(place)\nsensitivity: public\nconsent: given\ntopics: [t\(place % 4)]")
    only("# \(word("comment in YAML"))")
    var inline = place == 0 ? CanaryCarrier.inline : (0..<3).map { _ in CanaryCarrier.inline.randomElement(using: &random)! }
    // A part belongs to the record with keyed entries.
    if type != "case" { inline.removeAll { $0.name == "hidden part" } }
    inline.append(CanaryCarrier.inline[0])
    let field = filled(inline.randomElement(using: &random)!, in: slug, part: part)
    if type == "case" {
      both(
        "grade: \(place % 2 == 0 ? "low" : "high")\nperiod: {start: \(2000 + place), end: \(2002 + place)}\nplaces: [KEN]\nkeys: [open]"
      )
      lines.append(("summary: \"On [[\(secret.slug)]] now [@\(hidden[1].slug), p. 3]\"", "summary: \"On  now\""))
      lines.append(("also: [\"Other [x](\(secret.slug).md) \(place)\"]", "also: [\"Other x \(place)\"]"))
      only("staff_note: \(word("only for staff"))")
      only("staff_text: \"*\(word("only for staff"))* [[\(secret.slug)]] ![x](../media/\(slug)staff.gif)\"")
      only("staff_topic: \(hiddenTerms.topics[0])\nstaff_link: \(secret.slug)\nstaff_file: ../media/\(slug)staff.gif")
      lines.append(("links:\n  - {to: case/\(secret.slug), why: \(word("edge note"))}", "links:"))
      both("  - {to: \(visible[(place + 1) % visible.count].slug), why: reason}")
      lines.append(
        (
          "  - {to: r0, why: \"n [[\(secret.slug)]] m\"}",
          "  - {to: r0, why: \"n  m\"}"
        ))
      lines.append(("sources: [open, {to: \(hidden[1].slug), locator: \(word("locator"))}]", "sources: [open]"))
      lines.append(
        (
          "parts:\n  - {text: \(word("entry without consent")), topic: \(hiddenTerms.topics[1]), to: \(slug), agreed: asked}",
          "parts:"
        ))
      lines.append(
        (
          "  - {text: \"a [[\(secret.slug)]] b\", own: \(word("only for staff")), to: \(secret.slug), agreed: given}",
          "  - {text: \"a  b\", agreed: given}"
        ))
      lines.append(("steps:\n  - {id: \(part), title: \(word("part")), text: \(word("part")), agreed: asked}", "steps:"))
      both("  - {id: open, title: Open, text: Kept, agreed: given}")
    } else {
      lines.append(("links: [r0, \(secret.slug)]", "links: [r0]"))
    }
    lines.append(("md: |\n" + indented(field.whole), "md: |\n" + indented(field.copy)))
    lines.append(("related: [\(hidden.map { $0.type + "/" + $0.slug }.joined(separator: ", "))]", nil))
    if redacts {
      only(
        "link: https://\(word("redacted field")).example/\nredact: [{part: link, only: [staff]}, \"#names\", {part: updated, only: [staff]}]\nupdated: 1903-07-13"
      )
    }
    both("---\n\nSome words of record \(place).\n")
    var carriers = inline
    carriers += place == 0 ? CanaryCarrier.blocks : (0..<3).map { _ in CanaryCarrier.blocks.randomElement(using: &random)! }
    for carrier in carriers {
      let text = filled(carrier, in: slug, part: part)
      lines.append((text.whole + "\n", text.copy.isEmpty ? nil : text.copy + "\n"))
    }
    let names =
      "## Names {#names}\n\n\(word("redacted section")) [[r0|\(word("redacted section"))]] ![\(word("redacted section"))](../media/\(slug)section.gif)\n\n### \(word("redacted section"))\n\nMore.\n"
    if redacts { only(names) }
    both("## After\n\nThe end.")
    add(
      "\(type)s/\(slug).md", whole: lines.compactMap(\.whole).joined(separator: "\n"),
      copy: lines.compactMap(\.copy).joined(separator: "\n"))
    if type == "case" {
      add("media/\(slug)staff.gif", whole: word("bytes"), copy: nil)
      if redacts { add("media/\(slug)section.gif", whole: word("bytes"), copy: nil) }
    }
    if place % 3 == 0 { writeTranslation(of: place, hiding: redacts ? names : "", part) }
  }

  private mutating func writeTranslation(of place: Int, hiding names: String, _ part: String) {
    let (type, slug) = visible[place]
    let text = filled(CanaryCarrier.blocks.randomElement(using: &random)!, in: slug, part: part)
    let front = type == "case" ? ("summary: \"Sur [[\(hidden[0].slug)|cela]] x\"\n", "summary: \"Sur cela x\"\n") : ("", "")
    func page(_ front: String, _ body: String) -> String {
      "---\ntitle: Titre \(place)\n\(front)---\n\nUn texte.\n\n\(body)\n\n"
    }
    add(
      "\(type)s/\(slug).fr.md", whole: page(front.0, text.whole) + names + "\n## Fin\n\nFin.",
      copy: page(front.1, text.copy) + "\n## Fin\n\nFin.")
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }.joined(separator: "\n")
  }

  // MARK: - Records that the public edition hides

  private mutating func writeHidden(_ record: Hidden) {
    var lines = [
      "title: \(word("title"))", "summary: \(word("summary"))", "also: [\(word("other name"))]", "aliases: [\(record.alias)]",
    ]
    lines.append("owner: \(word("owner")) # \(word("comment in YAML"))")
    lines.append(
      "sensitivity: "
        + (record.way == .confidential
          ? "confidential" : [.restricted, .unreadable, .keptBack].contains(record.way) ? "restricted" : "public"))
    lines.append("consent: " + (record.way == .consent ? "asked" : "given"))
    if record.way == .draft { lines.append("status: draft") }
    if record.way == .only { lines.append("only: [staff]") }
    if record.way == .keptBack { lines.append("draft: true") }
    if record.type == "case" {
      lines.append(
        "topics: [\(hiddenTerms.topics.joined(separator: ", ")), t1]\ngrade: \(hiddenTerms.grade)\nsecrets: [\(hiddenTerms.secret)]\nplaces: [TUV]"
      )
      lines.append(
        "number: 739150264\nday: 1903-07-13\nperiod: {start: 1903, end: 2190}\nlink: https://\(word("address")).example/\npicture: \(record.slug)/photo.gif"
      )
      lines.append("md: \"*\(word("markdown"))* [[r0]]\"")
      lines.append(
        "links:\n  - {to: \(visible[0].slug), why: \(word("edge note")), topic: \(hiddenTerms.topics[0])}"
      )
      lines.append(
        "parts:\n  - {text: \(word("entry")), md: \(word("entry")), topic: t2, to: r0, file: ../media/\(record.slug)own.gif, agreed: given}"
      )
      lines.append("steps:\n  - {id: \(word("part")), title: \(word("part")), text: \(word("part")), agreed: given}")
      lines.append("sources: [{to: open, locator: \(word("locator"))}]\nstaff_note: \(word("only for staff"))")
      add("cases/\(record.slug)/photo.gif", whole: word("bytes"), copy: nil)
      add("cases/\(record.slug)/plan.pdf", whole: "%PDF-1.4 \(word("bytes"))", copy: nil)
      add("media/\(record.slug)own.gif", whole: word("bytes"), copy: nil)
    } else if record.type == "note" {
      lines.append("topics: [\(hiddenTerms.topics[1])]\nlinks: [r0]\nmd: \(word("markdown"))")
    }
    lines.append("related: [r0, open]")
    // What is wrong in it is not told either.
    lines.append("\(word("key")): \(word("value"))")
    if record.way == .unreadable { lines.append("broken: [\(word("value"))") }
    let body = """
      \(word("body")) [[r0|\(word("body"))]] [[\(word("broken reference"))]] [x](javascript:\(word("body"))) [@open, \(word("locator"))]

      ## \(word("heading"))

      | \(word("cell")) |
      |---|

      Text.[^a] <!-- \(word("comment")) --> %%\(word("comment"))%%

      [^a]: \(word("footnote"))
      """
    add("\(record.type)s/\(record.slug).md", whole: "---\n\(lines.joined(separator: "\n"))\n---\n\n\(body)", copy: nil)
    if record.way != .unreadable {
      add(
        "\(record.type)s/\(record.slug).fr.md", whole: "---\ntitle: \(word("translation"))\n---\n\n\(word("translation"))",
        copy: nil)
    }
  }
}
