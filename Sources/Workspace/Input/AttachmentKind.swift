/// The kinds of files that a site passes on: documents, images, sound, film and plain data, none of
/// which a reader's computer runs as a program.
///
/// The list names what is allowed. A list of what is forbidden would never be complete: Windows
/// alone has about sixty endings for programs.
enum AttachmentKind {
  /// The endings of file names as the site writes them, in lower case.
  static let endings: Set<String> = [
    "pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "epub",
    "txt", "md", "csv", "tsv", "json", "vtt",
    "png", "jpg", "jpeg", "gif", "webp", "avif", "svg",
    "mp3", "m4a", "ogg", "oga", "opus", "wav", "flac", "mp4", "m4v", "webm", "ogv", "mov",
  ]

  /// Returns the last ending of the name that a file has in the site; "" if it has none.
  static func ending(ofWritten path: String) -> String {
    let name = path.utf8.split(separator: UInt8(ascii: "/")).last ?? path.utf8[...]
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return "" }
    return String(Substring(name[name.index(after: dot)...]))
  }

  /// Returns the reason why a file is not passed on; nil if it is.
  static func problem(withEnding ending: String) -> String? {
    if endings.contains(ending) { return nil }
    if let better = better[ending] {
      return "files of kind .\(ending) can run programs on a reader's machine; save it as \(better)"
    }
    if pictures.contains(ending) {
      return
        "browsers do not show files of kind .\(ending), and they often tell who took a picture where; save it as .jpg or .png"
    }
    let what = ending.isEmpty ? "a file without an ending" : "a file of kind .\(ending)"
    return "\(what) may run programs on a reader's machine and is not shipped; convert it to a document, a table, an image, "
      + "sound or film (such as .pdf, .docx, .csv, .png, .mp3, .mp4)"
  }

  private static let pictures: Set<String> = [
    "tif", "tiff", "heic", "heif", "hif", "dng", "cr2", "cr3", "nef", "arw", "raw", "psd", "bmp", "jxl", "jp2",
  ]

  private static let better = [
    "doc": ".docx or .pdf", "docm": ".docx", "dot": ".docx", "dotm": ".docx", "rtf": ".docx or .pdf",
    "xls": ".xlsx or .csv", "xlsm": ".xlsx", "xlsb": ".xlsx", "xlt": ".xlsx", "xltm": ".xlsx", "xlam": ".xlsx",
    "ppt": ".pptx or .pdf", "pptm": ".pptx", "ppsm": ".pptx", "potm": ".pptx", "pps": ".pptx or .pdf",
    "html": ".pdf, or write a page", "htm": ".pdf, or write a page", "svgz": ".svg",
  ]
}
