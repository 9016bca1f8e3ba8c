// swift-tools-version: 6.2
import PackageDescription

/// The same strictness everywhere, from the first day.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
]

/// A module of ours: `arrows` are the modules below it.
func module(_ name: String, arrows: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: arrows, swiftSettings: strict)
}

func tests(of name: String, arrows: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name)] + arrows, exclude: fixtures(of: name), swiftSettings: strict)
}

func fixtures(of name: String) -> [String] {
  ["SiteBuilder", "casebook", "Knowledge"].contains(name) ? ["Fixtures"] : []
}

let package = Package(
  name: "casebook",
  products: [.executable(name: "casebook", targets: ["casebook"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
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
    module("Knowledge", arrows: ["Source", "CommonMark", "CYAML", .product(name: "Crypto", package: "swift-crypto")]),
    module("SearchIndex", arrows: ["CStemmer"]),
    module("Templates", arrows: ["Source"]),
    module("Rendering", arrows: ["Source", "Knowledge", "SearchIndex", "Templates"]),
    module(
      "SiteBuilder",
      arrows: [
        "Source", "Knowledge", "SearchIndex", "Templates", "Rendering", "CDefaults",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    module(
      "Preview",
      arrows: [
        .product(name: "NIOPosix", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "Logging", package: "swift-log"),
      ]),
    .executableTarget(
      name: "casebook",
      dependencies: [
        "Source", "Knowledge", "Templates", "Rendering", "SiteBuilder", "Preview",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
