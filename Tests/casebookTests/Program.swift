import Foundation

/// The program, started in a temporary folder that is removed with this value.
final class Program: Sendable {
  struct Result {
    var code: Int32
    var out: [UInt8]
    var error: [UInt8]
  }

  let folder = FileManager.default.temporaryDirectory.appending(path: "casebook-\(UUID().uuidString)").path

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// The program stands beside the tests that were built with it.
  static var path: String {
    Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent().appending(path: "casebook").path }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
      ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "casebook").path
  }

  /// Starts a line of a shell in which `$casebook` is the program, in a folder below ``folder``.
  ///
  /// - Parameters:
  ///   - out: where standard output goes; nowhere by default.
  func start(_ line: String, in place: String = "", out: String = "/dev/null", error: String = "/dev/null") throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", line]
    let directory = place.isEmpty ? folder : folder + "/" + place
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    process.currentDirectoryURL = URL(fileURLWithPath: directory)
    process.environment = [
      "casebook": Self.path, "XDG_CACHE_HOME": folder + "/.cache", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
    ]
    for (path, isError) in [(out, false), (error, true)] {
      if path != "/dev/null" { _ = FileManager.default.createFile(atPath: path, contents: nil) }
      let handle = FileHandle(forWritingAtPath: path)
      if isError { process.standardError = handle } else { process.standardOutput = handle }
    }
    process.standardInput = FileHandle(forReadingAtPath: "/dev/null")
    try process.run()
    return process
  }

  func run(_ line: String, in place: String = "") throws -> Result {
    // Files, since a pipe that nobody empties would stop a program that says much.
    let (out, error) = (folder + "/.out", folder + "/.error")
    let process = try start(line, in: place, out: out, error: error)
    process.waitUntilExit()
    return Result(code: process.terminationStatus, out: bytes(".out") ?? [], error: bytes(".error") ?? [])
  }

  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  func write(_ bytes: [UInt8], to name: String) throws {
    let url = URL(fileURLWithPath: folder + "/" + name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func bytes(_ name: String) -> [UInt8]? { FileManager.default.contents(atPath: folder + "/" + name).map(Array.init) }

  /// Every file of a folder by its path, without those that begin with a dot.
  func files(_ name: String) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder + "/" + name) {
      guard !path.split(separator: "/").contains(where: { $0.hasPrefix(".") }), let bytes = bytes(name + "/" + path) else {
        continue
      }
      files[path] = bytes
    }
    return files
  }
}

/// SplitMix64 (Steele, Lea and Flood, 2014).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
