internal import Text

/// Makes the files of synonyms: the forms of concepts with their postings, in files by the hash of
/// their first word. One request tells the meaning of a part of a query, and the records that have
/// it. A concept stands in every file that holds one of its forms.
struct SynonymFiles: Sendable {
  private let sets: [SynonymSet]
  /// For each facet id, the number of the facet.
  private let fields: [String: Int]
  private let blobs: EncodedTerms
  /// All forms, in the order of the concepts.
  private var forms: [Form] = []

  private struct Form: Sendable {
    var key: String
    var hash: UInt32
    var concept: Int
    var ordinal: Int
  }

  /// - Parameter concepts: the concepts that occur in records, and those that name a facet value.
  init(_ settings: SearchSettings, _ concepts: [Int], _ blobs: EncodedTerms) {
    sets = settings.synonyms
    fields = Dictionary(zip(settings.facets.map(\.id), 0...), uniquingKeysWith: { first, _ in first })
    self.blobs = blobs
    var analyzer = Analyzer()
    for concept in concepts {
      var seen = Set<String>()
      for (ordinal, form) in sets[concept].forms.enumerated() {
        let words = analyzer.forms(of: form).map(WordReader.folded)
        let key = words.joined(separator: " ")
        guard let first = words.first, seen.insert(key).inserted else { continue }
        let index = min(ordinal, Int(TermDictionaryBuilder.distinctForms) - 1)
        forms.append(Form(key: key, hash: RecordFiles.hash(first), concept: concept, ordinal: index))
      }
    }
  }

  /// A bit map of the first words: a word whose bit is not set begins no synonym, so that most
  /// words of a query load no file. It has eight bits for each first word; the hash of the word,
  /// modulo their number, is the index of its bit.
  var firstWords: [UInt8] {
    let hashes = Set(forms.map(\.hash))
    var bytes = [UInt8](repeating: 0, count: hashes.count)
    for hash in hashes {
      let index = Int(hash) % (8 * bytes.count)
      bytes[index / 8] |= 128 >> UInt8(index % 8)
    }
    return bytes
  }

  func all(shardBytes: Int, language: String) -> [IndexShard] {
    let size = forms.reduce(0) { $0 + $1.key.utf8.count + 8 + blobs.postingSize($1.concept) }
    let count = (size + shardBytes - 1) / shardBytes
    var shards = [[Form]](repeating: [], count: count)
    for form in forms { shards[Int(form.hash) % count].append(form) }
    return shards.enumerated().map { number, shard in IndexShard("s\(number)", language: language) { append(shard, to: &$0) } }
  }

  private func append(_ shard: [Form], to bytes: inout [UInt8]) {
    let concepts = Set(shard.map(\.concept)).sorted()
    let indexes = Dictionary(zip(concepts, 0...), uniquingKeysWith: { first, _ in first })
    bytes.append(contentsOf: "[[".utf8)
    for (index, form) in shard.enumerated() {
      bytes.append(contentsOf: index == 0 ? "[".utf8 : ",[".utf8)
      bytes.appendJSON(form.key)
      bytes.append(contentsOf: ",\(indexes[form.concept] ?? 0),\(form.ordinal)]".utf8)
    }
    bytes.append(contentsOf: "],[".utf8)
    for (index, concept) in concepts.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.appendJSON(Array(sets[concept].forms.prefix(4)))
    }
    bytes.append(contentsOf: "],".utf8)
    bytes.appendBase64(blobs.postings(concepts))
    bytes.append(contentsOf: ",[".utf8)
    for (index, concept) in concepts.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      if let value = sets[concept].value, let field = fields[value.field] {
        bytes.append(contentsOf: "[\(field),".utf8)
        bytes.appendJSON(value.id)
        bytes.append(contentsOf: value.isPlace ? ",1]".utf8 : "]".utf8)
      } else {
        bytes.append(UInt8(ascii: "0"))
      }
    }
    bytes.append(contentsOf: "]]".utf8)
  }
}
