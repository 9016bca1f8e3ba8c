import Foundation
import Text

@testable import Knowledge
@testable import Markdown
@testable import Preview
@testable import Templates

/// The reader that gets the input. The environment variable `FUZZ_TARGET` names it. A trap counts
/// as a find.
private enum FuzzTarget: String {
  case markdown, yaml, model, templates, requests

  func read(_ bytes: [UInt8]) {
    let source = SourceText(path: "input", bytes: bytes)
    switch self {
    case .markdown: _ = Document(parsing: bytes)
    case .yaml:
      if case .success(let parts) = FrontMatter.split(source) { _ = YAMLReader.read(source, parts.yaml) }
    case .model: _ = Model.read(source)
    case .templates: _ = TemplateSet.load([(name: "page.mustache", source: source)])
    case .requests: _ = try? RequestTarget(String(decoding: bytes, as: UTF8.self)).folderLocation
    }
  }
}

private let target: FuzzTarget = {
  let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
  guard let target = FuzzTarget(rawValue: name) else { fatalError("FUZZ_TARGET names no target: '\(name)'") }
  return target
}()

/// Files are checked for UTF-8 before any reader sees them, so inputs that are not UTF-8 are
/// skipped.
@_cdecl("LLVMFuzzerTestOneInput")
public func readInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  guard String(validating: bytes, as: UTF8.self) != nil else { return 0 }
  target.read(bytes)
  return 0
}

/// libFuzzer's loop (https://llvm.org/docs/LibFuzzer.html), which calls `read` for each input. No
/// Swift module declares it.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ read: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@main struct Fuzz {
  static func main() {
    var count = CommandLine.argc
    var arguments = unsafe CommandLine.unsafeArgv
    exit(unsafe runFuzzer(&count, &arguments, readInput))
  }
}
