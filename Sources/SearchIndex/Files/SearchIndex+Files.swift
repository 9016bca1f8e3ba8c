extension SearchIndex {
  /// Hands each file to `emit`, the entry file last: the index is whole when that one is there.
  ///
  /// Encoding takes `width` tasks at a time; files come in the same order with the same bytes at any width.
  package func files(width: Int, _ emit: (IndexFile) throws -> Void) async rethrows {
    let folder = ScriptFolder(language: settings.language, id: id)
    let blobs = await EncodedTerms(self, width: width)
    let terms = TermFiles(self, FormOrder(words), blobs)

    try RecordFiles.emitChunks(self, folder, emit)
    let idFiles = try RecordFiles.emitIDs(self, folder, emit)
    try FacetFiles.emit(self, folder, emit)
    let commonPacks = try terms.emitCommon(folder, emit)
    let bounds = try terms.emitRare(folder, emit)
    let rare = terms.rareForms()
    let forward = try SpellingFiles.emit(rare, "f", slice: settings.sliceWords, folder, emit)
    let backward = try SpellingFiles.emit(SpellingFiles.reversed(rare), "r", slice: settings.sliceWords, folder, emit)
    let concepts = (0..<words.concepts).filter { postings.count(of: $0) > 0 }
    let synonyms = SynonymFiles(settings.synonyms, concepts, blobs)
    let synonymFiles = try synonyms.emit(shardBytes: settings.synonymBytes, folder, emit)

    try emit(
      folder.file(ScriptFolder.entry) { bytes in
        bytes.append(contentsOf: "{\"format\":\(IndexFormat.version),\"records\":\(count),\"types\":[".utf8)
        for (place, group) in groups.enumerated() {
          bytes.append(contentsOf: place == 0 ? "[".utf8 : ",[".utf8)
          bytes.appendJSON(group.type)
          bytes.append(contentsOf: ",\(group.prior),\(group.first),".utf8)
          bytes.appendJSON(settings.typeLabels[group.type] ?? group.type)
          bytes.append(UInt8(ascii: "]"))
        }
        bytes.append(contentsOf: "],\"fields\":[".utf8)
        for (place, facet) in settings.facets.enumerated() {
          bytes.append(contentsOf: place == 0 ? "".utf8 : ",".utf8)
          bytes.appendJSON([facet.id, facet.label])
        }
        bytes.append(
          contentsOf: "],\"placed\":\(mostPlaced),\"chunk\":\(settings.chunkRecords),\"ids\":\(idFiles),\"common\":".utf8)
        terms.appendCommonForms(to: &bytes)
        bytes.append(contentsOf: ",\"packs\":".utf8)
        bytes.appendJSON(commonPacks)
        bytes.append(contentsOf: "},\"synonyms\":[\(synonymFiles),".utf8)
        bytes.appendBase64(synonyms.firstWords)
        bytes.append(UInt8(ascii: "]"))
        for (name, coder) in [("terms", bounds), ("forward", forward), ("backward", backward)] {
          bytes.append(contentsOf: ",\"\(name)\":".utf8)
          bytes.appendJSON(coder.text)
        }
        bytes.append(UInt8(ascii: "}"))
      })
  }
}
