import Text

/// Reports records of a deprecated type.
enum RetiredTypes {
  static let check = Check("retired-types", .records(findings))

  private static func findings(in graph: ContentGraph, of range: Range<Int>) -> [Diagnostic] {
    let language = graph.settings.defaultLanguage
    let messages = graph.model.types.map { type in
      type.deprecated.map { instead in
        let text = instead.line(in: language, default: language) ?? ""
        return "\(type.name.withArticle) is no longer written" + (text.isEmpty ? "" : ": \(text)")
      }
    }
    return range.compactMap { index in
      let record = graph.records[index]
      if graph.settings.isWithdrawn(record.status) { return nil }
      return messages[record.type].map { record.finding(.warning, "deprecated-type", $0) }
    }
  }
}
