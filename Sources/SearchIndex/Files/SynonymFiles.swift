/// Forms of concepts, in a fixed number of files by the hash of their first word, so that they are fetched with the entry.
struct SynonymFiles {
  private struct Form {
    var key: String
    var concept: Int
    var ordinal: Int
  }

  /// Emits all files, empty ones too; `places` is the place of each set among the concepts that occur.
  static func emit(
    _ sets: [SynonymSet], places: [Int: Int], _ folder: ScriptFolder, _ emit: (IndexFile) throws -> Void
  ) rethrows {
    var shards = [[Form]](repeating: [], count: IndexFormat.synonymShards)
    var analyzer = Analyzer()
    for (number, set) in sets.enumerated() {
      guard let place = places[number] else { continue }
      var seen = Set<String>()
      for (ordinal, form) in set.forms.enumerated() {
        let words = analyzer.forms(of: form).map(WordReader.folded)
        let key = words.joined(separator: " ")
        guard let first = words.first, seen.insert(key).inserted else { continue }
        let shard = Int(RecordFiles.hash(first)) % IndexFormat.synonymShards
        shards[shard].append(Form(key: key, concept: place, ordinal: min(ordinal, Int(Vocabulary.distinctForms) - 1)))
      }
    }
    let numbers = Dictionary(places.map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    for (shard, forms) in shards.enumerated() {
      try emit(
        folder.file("s\(shard)") { bytes in
          bytes.append(contentsOf: "[[".utf8)
          for (place, form) in forms.enumerated() {
            bytes.append(contentsOf: place == 0 ? "[".utf8 : ",[".utf8)
            bytes.appendJSON(form.key)
            bytes.append(contentsOf: ",\(form.concept),\(form.ordinal)]".utf8)
          }
          bytes.append(contentsOf: "],{".utf8)
          for (place, concept) in Set(forms.map(\.concept)).sorted().enumerated() {
            bytes.append(contentsOf: place == 0 ? "\"".utf8 : ",\"".utf8)
            bytes.append(contentsOf: "\(concept)\":".utf8)
            bytes.appendJSON(Array(sets[numbers[concept] ?? 0].forms.prefix(4)))
          }
          bytes.append(contentsOf: "}]".utf8)
        })
    }
  }
}
