internal import CDefaults
import Text

/// What ships inside the program: templates, words of the interface, assets, vocabularies, starter content.
package enum ShippedFiles {
  /// By their path in `Templates/`.
  package static let all: [String: [UInt8]] = {
    var files: [String: [UInt8]] = [:]
    for index in 0..<casebook_file_count() {
      let file = unsafe casebook_file_at(index)
      let bytes = unsafe UnsafeBufferPointer(start: file.bytes, count: file.size)
      files[unsafe String(cString: file.name)] = unsafe Array(bytes)
    }
    return files
  }()

  package static func names(in folder: String, ending: String = "") -> [String] {
    all.keys.filter { $0.hasPrefix(folder) && $0.hasSuffix(ending) }.sorted { $0.precedesInBytes($1) }
  }
}
