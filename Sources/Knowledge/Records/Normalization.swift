import Foundation

/// The NFC form, under which ids are compared: a Mac may write `é` as two scalars, a writer as one.
package func normalized(_ text: String) -> String {
  text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
}
