internal import Text

extension SearchIndex {
  /// Makes all files of the index. The index is complete once the entry is written after all
  /// others.
  ///
  /// At most `width` tasks encode at a time; the files are the same for any width.
  package func files(width: Int) async -> IndexFiles {
    let language = settings.language
    // Prepare all that needs no postings while these are encoded.
    let meanwhile = meanwhile(isConcurrent: width > 1) { [self] in
      let common = CommonTerms(self, FormOrder(dictionary))
      let forms = common.rareForms()
      return (
        common: common, ids: RecordFiles.ids(self, language: language),
        forward: SpellingFiles.slices(of: forms, "f", size: settings.sliceWords, language: language),
        backward: SpellingFiles.slices(of: forms.reversed(), "r", size: settings.sliceWords, language: language)
      )
    }
    let blobs = await EncodedTerms(self, width: width)
    let (chosen, ids, forward, backward) = await meanwhile.value
    let terms = TermFiles(self, chosen, blobs)
    let common = terms.packs(language: language)
    let rare = terms.rareFiles(language: language)
    let concepts = (0..<dictionary.concepts).filter {
      postings.documentFrequency(of: $0) > 0 || settings.synonyms[$0].value != nil
    }
    let synonyms = SynonymFiles(settings, concepts, blobs)
    let synonymFiles = synonyms.all(shardBytes: settings.synonymBytes, language: language)

    // The files that take longest come first.
    let shards =
      FacetFiles.all(self, language: language) + RecordFiles.chunks(self, language: language) + ids + common.files + rare.files
      + forward.files
      + backward.files + synonymFiles
    return IndexFiles(shards, language: language, chunksInGroup: RecordFiles.chunksInGroup(self)) { [self] bytes in
      bytes.append(contentsOf: "{\"format\":\(IndexFormat.version),\"records\":\(count),\"types\":[".utf8)
      for (index, group) in groups.enumerated() {
        bytes.append(contentsOf: index == 0 ? "[".utf8 : ",[".utf8)
        bytes.appendJSON(group.type)
        bytes.append(contentsOf: ",\(group.prior),\(group.first),".utf8)
        bytes.appendJSON(settings.typeLabels[group.type] ?? group.type)
        bytes.append(UInt8(ascii: "]"))
      }
      bytes.append(contentsOf: "],\"fields\":[".utf8)
      for (index, facet) in settings.facets.enumerated() {
        bytes.append(contentsOf: index == 0 ? "".utf8 : ",".utf8)
        bytes.append(UInt8(ascii: "["))
        bytes.appendJSON(facet.id)
        bytes.append(UInt8(ascii: ","))
        bytes.appendJSON(facet.label)
        bytes.append(UInt8(ascii: ","))
        bytes.appendJSON(typesWithValues(ofFacet: index))
        bytes.append(contentsOf: facet.isOrdered ? ",1]".utf8 : "]".utf8)
      }
      bytes.append(
        contentsOf: "],\"placed\":\(mostWithPositions),\"chunk\":\(settings.chunkRecords),\"ids\":\(ids.count),\"common\":".utf8
      )
      terms.appendCommonForms(to: &bytes)
      bytes.append(contentsOf: ",\"packs\":".utf8)
      bytes.appendJSON(common.counts)
      bytes.append(contentsOf: "},\"synonyms\":[\(synonymFiles.count),".utf8)
      bytes.appendBase64(synonyms.firstWords)
      bytes.append(UInt8(ascii: "]"))
      for (name, coder) in [("terms", rare.bounds), ("forward", forward.bounds), ("backward", backward.bounds)] {
        bytes.append(contentsOf: ",\"\(name)\":".utf8)
        bytes.appendJSON(coder.text)
      }
    }
  }

  /// Returns the types that have a record with a value of the facet, in the order of the types.
  private func typesWithValues(ofFacet index: Int) -> [String] {
    // An index without records has no columns.
    guard store.facets.indices.contains(index) else { return [] }
    let column = store.facets[index]
    var has = [Bool](repeating: false, count: store.types.count)
    for record in 0..<store.count where !column.values(of: record).isEmpty { has[Int(store.typeOfRecord[record])] = true }
    return store.types.indices.filter { has[$0] }.map { store.types[$0] }
  }
}
