internal import Text

/// A file of the index with the hash of its content in its name. It is a classic script of one
/// call.
package struct IndexShard: Sendable {
  /// The kind of the file, one letter, and its number: `t12`.
  let name: String
  private let language: String
  /// The hash, if it is known without making the payload.
  private let hash: ShardHash?
  private let make: @Sendable (inout [UInt8]) -> Void

  /// - Parameter make: appends the payload: the argument that the script passes to the client.
  init(
    _ name: String, language: String, hash: ShardHash? = nil, _ make: @escaping @Sendable (inout [UInt8]) -> Void
  ) {
    (self.name, self.language, self.hash, self.make) = (name, language, hash, make)
  }

  package func script() -> IndexFile {
    var payload: [UInt8] = []
    make(&payload)
    let hash = hash ?? ShardHash(of: payload)
    let letter = name.prefix(1)
    return IndexFile(
      "search/\(language)/\(letter)/\(name.dropFirst())-\(hash.text).js", name: "\(language)/\(name)", hash: hash, payload)
  }
}

/// A finished file of the index.
package struct IndexFile: Sendable {
  /// The path from the root of the site: `search/en/t/12-0a1b2c.js`.
  package let path: String
  package let bytes: [UInt8]
  /// The hash of its payload.
  package let hash: ShardHash

  init(_ path: String, name: String, hash: ShardHash, _ payload: [UInt8]) {
    (self.path, self.hash) = (path, hash)
    var bytes = Array("casebook.shard(\"\(hash.text)\",\"\(name)\",".utf8)
    bytes.append(contentsOf: payload)
    bytes.append(contentsOf: ");\n".utf8)
    self.bytes = bytes
  }
}

/// A hash of 24 bits. It only has to tell a file from its own earlier content: the number in the
/// name tells it from other files.
package struct ShardHash: Sendable, Equatable {
  let value: UInt32

  init(of payload: [UInt8]) {
    var digest = Digest()
    digest.add(payload)
    self.init(digest)
  }

  init(_ digest: Digest) {
    // The last step of MurmurHash3: every bit of the digest changes every bit that is kept.
    var mixed = digest.value
    mixed = (mixed ^ mixed >> 33) &* 0xff51_afd7_ed55_8ccd
    mixed = (mixed ^ mixed >> 33) &* 0xc4ce_b9fe_1a85_ec53
    value = UInt32(truncatingIfNeeded: mixed >> 40)
  }

  var bytes: [UInt8] { [UInt8(value >> 16), UInt8(value >> 8 & 255), UInt8(value & 255)] }

  /// The hash as six hexadecimal digits.
  var text: String { value.hexadecimal(digits: 6) }
}
