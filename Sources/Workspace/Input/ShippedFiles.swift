internal import CDefaults
import Text

/// The files that ship inside the program.
package enum ShippedFiles {
  /// Templates, words of the interface, assets, vocabularies and starter content, by their paths in
  /// `Templates/`.
  package static let all = unsafe files(casebook_template_count(), casebook_template_at)

  /// The manual, which is a knowledge base, by paths in `Documentation/`.
  package static let manual = unsafe files(casebook_manual_count(), casebook_manual_at)

  package static func names(in folder: String, ending: String = "") -> [String] {
    all.keys.filter { $0.hasPrefix(folder) && $0.hasSuffix(ending) }.sorted { $0.precedesInBytes($1) }
  }

  private static func files(_ count: Int, _ file: (Int) -> casebook_file) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for index in 0..<count {
      let file = unsafe file(index)
      let bytes = unsafe UnsafeBufferPointer(start: file.bytes, count: file.size)
      files[unsafe String(cString: file.name)] = unsafe Array(bytes)
    }
    return files
  }
}
