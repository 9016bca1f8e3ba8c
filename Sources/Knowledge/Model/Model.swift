/// The types, fields and rules of a knowledge base. The Swift code knows no "case" and no "lesson":
/// they are all declared here.
package struct Model: Sendable {
  package var types: [RecordType]
  private var placesByName: [String: Int]
  private var placesByFolder: [String: Int]

  package init(types: [RecordType]) {
    self.types = types
    placesByName = Dictionary(types.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    placesByFolder = Dictionary(types.enumerated().map { ($1.folder, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package func index(of type: String) -> Int? { placesByName[type] }
  package func index(ofFolder folder: String) -> Int? { placesByFolder[folder] }
  package subscript(type: String) -> RecordType? { placesByName[type].map { types[$0] } }
}
