import Knowledge
package import Search
package import Text

extension Site {
  /// The stage Indexing: makes the search index of a language.
  ///
  /// Records are analysed in slices, several at a time, and are added in order: the bytes are the
  /// same at any width.
  ///
  /// - Parameters:
  ///   - width: the number of concurrent tasks.
  ///   - bytes: The store for long texts until they are written; nil keeps them in memory.
  package func searchIndex(_ language: String, width: Int, storing bytes: (any ByteStore)? = nil) async -> SearchIndex {
    let source = SearchRecords(site: self, language: language)
    var builder = SearchIndexBuilder(source.settings(), isConcurrent: width > 1, storing: bytes)
    await inOrder(graph.records.indices.inSlices(of: 256), width: width) { slice in
      AnalyzedRecords(slice.lazy.map { source.record(RecordID($0)) })
    } use: {
      builder.add($0)
    }
    return await builder.index()
  }
}

extension SearchIndex {
  /// Makes all files of the index. The name of a shard follows its bytes, so the bytes are made
  /// here and wait in the store until they are written.
  package func outputFiles(width: Int, storing bytes: (any ByteStore)? = nil) async -> [OutputFile] {
    let files = await files(width: width)
    let shards = await concurrentMap(files.shards, width: width, slice: 1) { shard in
      let file = shard.script()
      return (file: OutputFile(file.path, .resource, .stored(StoredBytes(file.bytes, in: bytes))), hash: file.hash)
    }
    let leading = files.leading(to: shards.map(\.hash))
    return shards.map(\.file)
      + leading.enumerated().map { index, file in
        OutputFile(file.path, index == leading.count - 1 ? .entry : .resource, .bytes(file.bytes))
      }
  }
}
