import Foundation

/// The NFC form of a text, in which ids are compared: a Mac may write `é` as two scalars, and a
/// keyboard as one.
package func normalized(_ text: String) -> String {
  text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
}
