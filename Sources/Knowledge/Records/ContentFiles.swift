/// Names of content files as records write them, brought to one form.
package enum ContentFiles {
  /// The path from the content folder: `cases/x/plan.pdf` for `plan.pdf`, `x/plan.pdf` or
  /// `../media/a.png` in case x.
  package static func key(of path: String, from record: Record, in model: Model) -> String {
    var parts = [model.types[record.type].folder]
    let pieces = path.split(separator: "/")
    // A name alone is a file in the record's own folder.
    if pieces.count == 1 { parts.append(record.slug) }
    for piece in pieces {
      if piece == "." { continue }
      if piece == ".." { _ = parts.popLast() } else { parts.append(String(piece)) }
    }
    return parts.joined(separator: "/")
  }
}
