internal import Text

/// Lays out the encoded postings of all terms in files.
struct TermFiles: Sendable {
  private let index: SearchIndex
  private let common: CommonTerms
  private let blobs: EncodedTerms

  init(_ index: SearchIndex, _ common: CommonTerms, _ blobs: EncodedTerms) {
    self.index = index
    self.common = common
    self.blobs = blobs
  }

  /// Returns the files of common stems, and the number of stems in each. Stems are never split:
  /// postings go into files `c<n>`, positions into files `q<n>`.
  func packs(language: String) -> (files: [IndexShard], counts: [Int]) {
    let common = common.terms
    var files: [IndexShard] = []
    var counts: [Int] = []
    var start = 0
    while start < common.count {
      var end = start
      var size = 0
      while end < common.count {
        let next = blobs.postingSize(common[end])
        if end > start, size + next > index.settings.shardBytes { break }
        size += next
        end += 1
      }
      let pack = common[start..<end]
      files.append(IndexShard("c\(counts.count)", language: language) { $0.appendBase64(blobs.postings(pack)) })
      files.append(IndexShard("q\(counts.count)", language: language) { $0.appendBase64(blobs.positions(pack)) })
      counts.append(end - start)
      start = end
    }
    return (files, counts)
  }

  /// Appends the forms of common stems, the stem of each form, and the commonness of each stem.
  func appendCommonForms(to bytes: inout [UInt8]) {
    var coder = FrontCoder()
    var bits = BitWriter()
    var known = 0
    let forms = index.dictionary.forms
    for form in common.forms {
      coder.append(forms.bytes.span, forms.range(form))
      let number = Int(common.indexes[Int(index.dictionary.terms[form])])
      appendReference(number, known: &known, form: form, to: &bits)
    }
    for term in common.terms { bits.append(CommonTerms.commonness(index.postings.documentFrequency(of: term)), bits: 7) }
    bits.align()
    bytes.append(contentsOf: "{\"forms\":".utf8)
    bytes.appendJSON(coder.text)
    bytes.append(contentsOf: ",\"bits\":".utf8)
    bytes.appendBase64(bits.bytes)
  }

  /// Appends the stem of a form, then the form's number among the forms of its stem, plus one, in
  /// gamma code. The stem is
  ///
  ///     0             the next stem of this file that no form has named yet
  ///     10 gamma(d)   the stem that is d before that one
  private func appendReference(_ stem: Int, known: inout Int, form: Int, to bits: inout BitWriter) {
    if stem == known {
      bits.append(0, bits: 1)
      known += 1
    } else {
      bits.append(0b10, bits: 2)
      bits.appendGamma(known - stem)
    }
    bits.appendGamma(Int(index.dictionary.ordinals[form]) + 1)
  }

  /// A part of the rare forms that makes one file, and the stems whose postings stand in it,
  /// because this file is the first with one of their forms.
  private struct RareShard: Sendable {
    var forms: ArraySlice<Int>
    var terms: [Int]
  }

  /// The address of a rare stem: a file, and the stem's number within it.
  private struct Home: Sendable {
    var shard: Int
    var number: Int
  }

  /// Returns the files of rare stems, and the first form of each file, cut after the first
  /// character that tells it from the file before.
  func rareFiles(language: String) -> (files: [IndexShard], bounds: FrontCoder) {
    let (shards, homes) = rareShards()
    var bounds = FrontCoder()
    var last: Int?
    var files: [IndexShard] = []
    for (number, shard) in shards.enumerated() {
      bounds.append(common.order.folded, bound: shard.forms.first!, after: last)
      last = shard.forms.last
      files.append(IndexShard("t\(number)", language: language) { append(shard, number, homes, to: &$0) })
      files.append(IndexShard("p\(number)", language: language) { $0.appendBase64(blobs.positions(shard.terms)) })
    }
    return (files, bounds)
  }

  /// Cuts the rare forms into parts of about equal size. Forms with the same key stay together.
  private func rareShards() -> (shards: [RareShard], homes: [Home?]) {
    let dictionary = index.dictionary
    let rare = common.order.forms.filter { common.indexes[Int(dictionary.terms[$0])] < 0 }
    var homes = [Home?](repeating: nil, count: dictionary.termCount)
    var shards: [RareShard] = []
    var start = 0
    while start < rare.count {
      var terms: [Int] = []
      var size = 0
      var end = start
      while end < rare.count {
        let form = rare[end]
        if size > index.settings.shardBytes, !common.order.folded.areEqual(rare[end - 1], form) { break }
        let term = Int(dictionary.terms[form])
        if homes[term] == nil {
          homes[term] = Home(shard: shards.count, number: terms.count)
          terms.append(term)
          size += blobs.postingSize(term)
        }
        size += 4
        end += 1
      }
      shards.append(RareShard(forms: rare[start..<end], terms: terms))
      start = end
    }
    return (shards, homes)
  }

  private func append(_ shard: RareShard, _ number: Int, _ homes: [Home?], to bytes: inout [UInt8]) {
    var coder = FrontCoder()
    var bits = BitWriter()
    var known = 0
    let dictionary = index.dictionary
    for form in shard.forms {
      coder.append(dictionary.forms.bytes.span, dictionary.forms.range(form))
      guard let home = homes[Int(dictionary.terms[form])] else { continue }
      if home.shard == number {
        appendReference(home.number, known: &known, form: form, to: &bits)
      } else {
        bits.append(0b11, bits: 2)
        bits.appendGamma(home.shard + 1)
        bits.appendGamma(home.number + 1)
        bits.appendGamma(Int(dictionary.ordinals[form]) + 1)
      }
    }
    bits.align()
    bytes.append(contentsOf: "[".utf8)
    bytes.appendJSON(coder.text)
    bytes.append(contentsOf: ",".utf8)
    bytes.appendBase64(bits.bytes + blobs.postings(shard.terms))
    bytes.append(contentsOf: "]".utf8)
  }
}
