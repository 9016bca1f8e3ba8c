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

func tests(of name: String, arrows: [Target.Dependency] = [], fixtures: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name)] + arrows, exclude: fixtures,
    swiftSettings: strict)
}

let nio: [Target.Dependency] = ["NIOPosix", "NIOHTTP1", "NIOCore"].map { .product(name: $0, package: "swift-nio") }
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

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
    .target(name: "CAllocator", linkerSettings: [.linkedLibrary("jemalloc")]),
    .target(name: "CDefaults", exclude: ["list-files.sh"]),
    module("Source", arrows: []),
    module("CommonMark", arrows: ["Source", "CCommonMark"]),
    module("Knowledge", arrows: ["Source", "CommonMark", "CYAML", .product(name: "Crypto", package: "swift-crypto")]),
    module("SearchIndex", arrows: ["Source", "CStemmer"]),
    module("Templates", arrows: ["Source"]),
    module("Rendering", arrows: ["Source", "Knowledge", "SearchIndex", "Templates"]),
    module(
      "SiteBuilder",
      arrows: [
        "Source", "Knowledge", "SearchIndex", "Templates", "Rendering", "CDefaults",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    module("Preview", arrows: nio + [logging]),
    .executableTarget(
      name: "casebook",
      dependencies: [
        "Source", "Knowledge", "Templates", "Rendering", "SiteBuilder", "Preview", "CAllocator",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        logging,
      ],
      swiftSettings: strict),
    tests(of: "Source"),
    tests(of: "CommonMark", arrows: ["Source"]),
    tests(of: "Knowledge", arrows: ["Source", "CommonMark"], fixtures: ["Body/Fixtures"]),
    tests(of: "SearchIndex", arrows: ["Source"]),
    tests(of: "Templates", arrows: ["Source"]),
    tests(of: "Rendering", arrows: ["Source", "Knowledge", "SearchIndex", "Templates"]),
    tests(of: "SiteBuilder", arrows: ["Source", "Knowledge", "Rendering"], fixtures: ["Fixtures"]),
    tests(of: "Preview", arrows: nio + [logging]),
    tests(of: "casebook"),
  ],
  swiftLanguageModes: [.v6]
)
