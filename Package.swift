// swift-tools-version: 6.2
import PackageDescription

/// The same strictness everywhere, from the first day.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
]

/// A module of this package; its dependencies are below it.
func module(_ name: String, dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(of name: String, dependencies: [Target.Dependency] = [], fixtures: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name)] + dependencies, exclude: fixtures,
    swiftSettings: strict)
}

let nio: [Target.Dependency] = ["NIOPosix", "NIOHTTP1", "NIOCore"].map { .product(name: $0, package: "swift-nio") }
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

let package = Package(
  name: "casebook",
  products: [.executable(name: "casebook", targets: ["casebook"])],
  traits: [
    .trait(
      name: "Jemalloc",
      description: "Takes memory from jemalloc, in huge pages. `make` turns this on for the program that it builds.")
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CCommonMark", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
    .target(name: "CAllocator", linkerSettings: [.linkedLibrary("jemalloc", .when(traits: ["Jemalloc"]))]),
    .target(name: "CDefaults", exclude: ["list-files.sh"]),
    .target(name: "CUnicodeData", exclude: ["make-data"]),
    module("Text", dependencies: ["CNettle"]),
    module("Markdown", dependencies: ["Text", "CCommonMark"]),
    module("Media", dependencies: ["CZlib"]),
    module("Knowledge", dependencies: ["Text", "Markdown", "CYAML"]),
    module("Search", dependencies: ["Text", "CStemmer"]),
    module("Templates", dependencies: ["Text"]),
    module("Archives", dependencies: ["Text", "CZlib", "CZstd"]),
    module("Publication", dependencies: ["Text", "Knowledge", "Search", "Templates"]),
    module("Formats", dependencies: ["Text", "Knowledge", "Templates", "Publication", "Archives"]),
    module(
      "Workspace",
      dependencies: [
        "Text", "Media", "Knowledge", "Search", "Templates", "Publication", "Archives", "Formats", "CDefaults",
      ]),
    module("Preview", dependencies: ["Text"] + nio + [logging]),
    .executableTarget(
      name: "casebook",
      dependencies: [
        "Text", "Knowledge", "Publication", "Formats", "Workspace", "Preview", "CAllocator", "CUnicodeData",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        logging,
      ],
      swiftSettings: strict),
    tests(of: "Text"),
    tests(of: "Markdown", dependencies: ["Text"]),
    tests(of: "Media"),
    tests(
      of: "Knowledge", dependencies: ["Text", "Markdown"],
      fixtures: [
        "Bodies/Fixtures", "Bodies/markdown-rules.txt", "Screening/labelled-lines.tsv", "Screening/held-out-lines.tsv",
      ]),
    tests(of: "Search", dependencies: ["Text"]),
    tests(of: "Templates", dependencies: ["Text"], fixtures: ["mustache-rules.txt"]),
    tests(of: "Archives", dependencies: ["Text"]),
    tests(of: "Publication", dependencies: ["Text", "Knowledge", "Search", "Templates"]),
    tests(of: "Formats", dependencies: ["Text", "Knowledge", "Publication"]),
    tests(
      of: "Workspace", dependencies: ["Text", "Media", "Knowledge", "Publication", "Formats", "Archives"],
      fixtures: ["Fixtures"]),
    tests(of: "Preview", dependencies: nio + [logging]),
    tests(of: "casebook", dependencies: ["Archives"]),
  ],
  swiftLanguageModes: [.v6]
)

// `make fuzz` asks for this target. It links with libFuzzer alone, which a plain build does not have.
if Context.environment["CASEBOOK_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Fuzz", dependencies: ["Text", "Markdown", "Knowledge", "Templates", "Preview"], path: "Tests/Fuzz",
      exclude: ["Corpus"], swiftSettings: strict))
}
