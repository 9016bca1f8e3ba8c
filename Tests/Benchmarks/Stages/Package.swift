// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that building Casebook needs nothing of it. It has the name of the
// project's package, because the code that it measures is `package`; links give it the same
// sources.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
]

func module(_ name: String, dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
  name: "casebook",
  dependencies: [
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: [])
  ],
  targets: [
    .systemLibrary(
      name: "CCommonMark", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),
    .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
    .target(name: "CDefaults", exclude: ["list-files.sh"]),
    module("Text", dependencies: ["CNettle"]),
    module("Markdown", dependencies: ["Text", "CCommonMark"]),
    module("Media", dependencies: ["CZlib"]),
    module("Knowledge", dependencies: ["Text", "Markdown", "CYAML"]),
    module("Search", dependencies: ["Text", "CStemmer"]),
    module("Templates", dependencies: ["Text"]),
    module("Archives", dependencies: ["Text", "CZlib", "CZstd"]),
    module("Publication", dependencies: ["Text", "Knowledge", "Search", "Templates"]),
    module(
      "Workspace", dependencies: ["Text", "Media", "Knowledge", "Search", "Templates", "Publication", "Archives", "CDefaults"]),
    .executableTarget(
      name: "Stages",
      dependencies: [
        "Text", "Markdown", "Knowledge", "Search", "Workspace", .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Benchmarks/Stages",
      swiftSettings: [.enableUpcomingFeature("MemberImportVisibility")],
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ],
  swiftLanguageModes: [.v6]
)
