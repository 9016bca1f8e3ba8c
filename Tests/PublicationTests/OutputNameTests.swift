import Publication
import Testing

struct OutputNameTests {
  @Test(arguments: [
    ("case-1", "case-1"), ("contact", "contact"), ("indexes", "indexes"), ("con", "con_"), ("NUL.txt", "NUL_.txt"),
    ("lpt1", "lpt1_"), ("com", "com"), ("index", "index_"), ("Index-2", "Index-2_"), ("a b/c", "a-b-c"), (".x.", "x"),
  ])
  func `a name is what FAT32, Windows and a URL can carry`(slug: String, name: String) {
    #expect(OutputName.file(for: slug) == name)
  }
}
