import Text

/// Files of the program that people copy and change.
package enum WrittenCopies {
  /// Writes the theme: templates, partials, words, style sheets and scripts.
  ///
  /// - Returns: the number of files.
  package static func theme(to folder: String) throws(BuildFailure) -> Int {
    try write(ShippedFiles.all.filter { !$0.key.hasPrefix("starter/") && !$0.key.hasPrefix("vocabularies/") }, to: folder)
  }

  /// Writes the source of the manual, a knowledge base.
  ///
  /// - Returns: the number of files.
  package static func manual(to folder: String) throws(BuildFailure) -> Int { try write(ShippedFiles.manual, to: folder) }

  /// Writes the starter, a small knowledge base to begin with.
  ///
  /// - Returns: the number of files.
  package static func starter(to folder: String) throws(BuildFailure) -> Int {
    let prefix = "starter/"
    let names = ShippedFiles.names(in: prefix)
    return try write(
      Dictionary(uniqueKeysWithValues: names.map { (String($0.dropFirst(prefix.count)), ShippedFiles.all[$0]!) }), to: folder)
  }

  /// Returns the words of the interface in the language, or in the language without its region if
  /// the program has that; otherwise in English.
  package static func words(of language: String) throws(BuildFailure) -> String {
    let name = language.lowercased().replacing("_", with: "-")
    let isLanguage =
      (2...3).contains(name.prefix { $0 != "-" }.count)
      && name.allSatisfy { $0 == "-" || ($0.isASCII && ($0.isLetter || $0.isNumber)) }
    guard isLanguage else { throw .usage("'\(language)' is no language; write its code, such as pt or pt-br") }
    let names = [name, String(name.prefix { $0 != "-" }), "en"]
    let bytes = names.lazy.compactMap { ShippedFiles.all["languages/\($0).yaml"] }.first!
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Writes the words of the interface into a new file.
  ///
  /// - Returns: the path of the file.
  package static func words(of language: String, to path: String?, content: String) throws(BuildFailure) -> String {
    let text = try words(of: language)
    if path == nil, FileSystem.kindFollowingLinks(of: content + "/casebook.yaml") == nil {
      throw .files("there is no '\(content)/casebook.yaml'; name the folder with --content, or a file with --output")
    }
    let path = path ?? "\(content)/templates/words/\(language.lowercased().replacing("_", with: "-")).yaml"
    guard FileSystem.kindFollowingLinks(of: path) == nil else {
      throw .files("'\(path)' is there already and is not overwritten")
    }
    do {
      if let slash = path.lastIndex(of: "/") { try FileSystem.makeFolder(String(path[..<slash])) }
      try FileSystem.write(Array(text.utf8), to: path, aside: path + ".tmp")
      return path
    } catch {
      throw BuildFailure(error, doing: "cannot write '\(path)'")
    }
  }

  /// Writes files into a folder that is empty or does not exist yet, so that it overwrites nothing.
  private static func write(_ files: [String: [UInt8]], to folder: String) throws(BuildFailure) -> Int {
    do {
      switch FileSystem.kindFollowingLinks(of: folder) {
      case nil: break
      case .folder where try FileSystem.entries(of: folder).isEmpty: break
      case .folder:
        throw BuildFailure.files(
          "'\(folder)' is not empty; name a folder that is not there yet, so that nothing is overwritten")
      default: throw BuildFailure.files("'\(folder)' is a file; name a folder that is not there yet")
      }
      for (name, bytes) in files.sorted(by: { $0.key.precedesInBytes($1.key) }) {
        let path = folder + "/" + name
        if let slash = path.lastIndex(of: "/") { try FileSystem.makeFolder(String(path[..<slash])) }
        try FileSystem.write(bytes, to: path, aside: path + ".tmp")
      }
      return files.count
    } catch let failure as BuildFailure {
      throw failure
    } catch let error as FileError {
      throw BuildFailure(error, doing: "cannot write into '\(folder)'")
    } catch {
      throw .files(String(describing: error))
    }
  }
}
