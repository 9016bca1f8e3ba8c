import Foundation

/// The program git, found on PATH. A repository may come from anywhere, so nothing of it runs: git
/// gets no name that could be an option, and reads no pager and no hook.
enum Git {
  /// Returns a ZIP archive of a folder at a revision.
  static func archive(_ name: String, of content: String) throws(BuildFailure) -> [UInt8] {
    let isPath = name.contains(":")
    let known = try run(
      ["rev-parse", "--verify", "--quiet", "--end-of-options", name + (isPath ? "" : "^{commit}")], in: content)
    guard known.code == 0 else {
      throw .usage("there is no folder '\(name)', and git has no revision of that name for '\(content)'")
    }
    let hash = String(decoding: known.output, as: UTF8.self).filter { !$0.isWhitespace }
    // In a folder, git takes that folder of a commit. A tree has no folder around it.
    let top = try run(["rev-parse", "--show-toplevel"], in: content)
    let root = String(decoding: top.output, as: UTF8.self).trimmingCharacters(in: .newlines)
    let archive = try run(["archive", "--format=zip", hash], in: isPath ? root : content)
    guard archive.code == 0 else { throw .files("git cannot give '\(name)': \(archive.error)") }
    return archive.output
  }

  private static func run(_ arguments: [String], in folder: String) throws(BuildFailure) -> (
    code: Int32, output: [UInt8], error: String
  ) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder] + arguments
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    process.standardInput = FileHandle.nullDevice
    do { try process.run() } catch { throw .files("cannot start git: \(error.localizedDescription)") }
    // git says little about errors, so that pipe never fills while the other one is read.
    let bytes = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    if process.terminationStatus == 127 {
      throw .files("comparing revisions needs git; install it, or name two folders")
    }
    return (process.terminationStatus, bytes, said.trimmingCharacters(in: .newlines))
  }
}
