import Text

/// The page of a difference between two releases. It says what to do by hand, in the languages of
/// the site. It stands alone: no style sheet and no template comes with a difference.
package struct UpdatePage: Sendable {
  package static let name = "0-update.html"

  private let words: [Words]
  private let deleted: [String]

  /// - Parameters:
  ///   - words: the words of each language.
  ///   - deleted: the paths of the files to delete.
  package init(words: [Words], deleted: [String]) {
    self.words = words
    self.deleted = deleted
  }

  package var html: [UInt8] {
    var html = Array("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\" />\n".utf8)
    html += Array("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n".utf8)
    html += Array("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\" />\n".utf8)
    html += Array("<title>Update</title>\n</head>\n<body>\n".utf8)
    for words in words {
      element("section lang=\"\(words.language)\" dir=\"\(words.direction)\"", &html) { html in
        element("h1", &html) { $0.appendEscaped(words("update_title")) }
        element("p", &html) { $0.appendEscaped(words("update_holds")) }
        element("ol", &html) { html in
          for key in ["update_delete", "update_unpack"] { element("li", &html) { $0.appendEscaped(words(key)) } }
        }
        element("p", &html) { $0.appendEscaped(words("update_program")) }
        element("h2", &html) { $0.appendEscaped(words("update_list")) }
        if deleted.isEmpty { element("p", &html) { $0.appendEscaped(words("update_nothing")) } }
      }
    }
    element("ul dir=\"ltr\"", &html) { html in
      for path in deleted { element("li", &html) { html in element("code", &html) { $0.appendEscaped(path) } } }
    }
    html += Array("</body>\n</html>\n".utf8)
    return html
  }

  private func element(_ tag: String, _ html: inout [UInt8], _ content: (inout [UInt8]) -> Void) {
    html += Array("<\(tag)>".utf8)
    content(&html)
    html += Array("</\(tag.prefix { $0 != " " })>\n".utf8)
  }
}
