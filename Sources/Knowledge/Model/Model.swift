/// The types, fields and rules of a knowledge base. The Swift code knows no "case" and no "lesson":
/// they are all declared here.
package struct Model: Sendable {
  package var types: [RecordType]
  private var indexByName: [String: Int]
  private var indexByFolder: [String: Int]

  package init(types: [RecordType]) {
    self.types = types
    indexByName = Dictionary(types.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    indexByFolder = Dictionary(types.enumerated().map { ($1.folder, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package func index(of type: String) -> Int? { indexByName[type] }
  package func index(ofFolder folder: String) -> Int? { indexByFolder[folder] }
  package subscript(type: String) -> RecordType? { indexByName[type].map { types[$0] } }
}
