// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that who builds Casebook needs nothing of this. It has the name of the project's, since what it measures is
// `package`, and the same sources by links.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
]

func module(_ name: String, arrows: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: arrows, swiftSettings: strict)
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

let package = Package(
  name: "casebook",
  dependencies: [
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CCommonMark", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
    .target(name: "CDefaults", exclude: ["list-files.sh"]),
    module("Source", arrows: []),
    module("CommonMark", arrows: ["Source", "CCommonMark"]),
    module("Knowledge", arrows: ["Source", "CommonMark", "CYAML", crypto]),
    module("SearchIndex", arrows: ["Source", "CStemmer"]),
    module("Templates", arrows: ["Source"]),
    module("Rendering", arrows: ["Source", "Knowledge", "SearchIndex", "Templates"]),
    module("SiteBuilder", arrows: ["Source", "Knowledge", "SearchIndex", "Templates", "Rendering", "CDefaults", crypto]),
    .executableTarget(
      name: "Stages",
      dependencies: [
        "Source", "CommonMark", "Knowledge", "SearchIndex", "SiteBuilder", .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Benchmarks/Stages",
      swiftSettings: [.enableUpcomingFeature("MemberImportVisibility")],
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ],
  swiftLanguageModes: [.v6]
)
