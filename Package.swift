// swift-tools-version: 6.2
import PackageDescription

// The rooms of the house, one line each. A room may use only those named in its line; ARCHITECTURE.md
// says what lives where. OPSDECK_STRICT=1 (as CI sets it) makes every warning in our targets an error.
let strict = Context.environment["OPSDECK_STRICT"] != nil
let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ] + (strict ? [.treatAllWarnings(as: .error)] : [])

let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

func named(_ names: [String]) -> [Target.Dependency] { names.map { .byName(name: $0) } }
func library(_ name: String, linking libraries: String...) -> Target {
  .target(
    name: name, publicHeadersPath: "include", linkerSettings: libraries.map { .linkedLibrary($0) })
}
func layer(_ name: String, on rooms: [String], _ products: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: named(rooms) + products, swiftSettings: settings)
}
func program(_ name: String, on rooms: [String], _ products: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: named(rooms) + products, swiftSettings: settings)
}
func checks(
  _ name: String, with rooms: [String], _ products: [Target.Dependency] = [], beside files: [String] = []
) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: named([name, "TestSupport"] + rooms) + products, exclude: files,
    swiftSettings: settings)
}

let package = Package(
  name: "opsdeck",
  products: [
    .executable(name: "opsdeck", targets: ["opsdeck"]),
    .library(name: "Terminal", targets: ["Terminal"]),
    // For Benchmarks/Package.swift.
    .library(name: "Domain", targets: ["Domain"]),
    .library(name: "Store", targets: ["Store"]),
    .library(name: "Acts", targets: ["Acts"]),
    .library(name: "Operations", targets: ["Operations"]),
    .library(name: "Demo", targets: ["Demo"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    library("CNcurses", linking: "ncursesw", "tinfo"),
    library("CTerminal"),
    library("CSQLite", linking: "sqlite3"),
    library("COpenSSL", linking: "crypto"),
    library("CIconv"),
    library("CYAML", linking: "yaml"),
    layer("Domain", on: []),
    layer("Cryptography", on: ["COpenSSL"]),
    layer("Exchange", on: ["Domain", "CIconv"]),
    layer("Store", on: ["Domain", "Cryptography", "CSQLite"]),
    layer("Acts", on: ["Domain", "Store"]),
    layer("Operations", on: ["Domain", "Cryptography", "Exchange", "Store", "Acts"]),
    layer("Jobs", on: ["Domain", "Store", "Acts", "Operations"]),
    layer("Demo", on: ["Domain", "Exchange", "Store"]),
    layer("Terminal", on: ["CNcurses", "CTerminal", "CYAML"]),
    layer("Console", on: ["Domain", "Store", "Acts", "Operations", "Terminal"]),
    program(
      "opsdeck",
      on: [
        "CSQLite", "Domain", "Cryptography", "Exchange", "Store", "Acts", "Operations", "Jobs", "Demo",
        "Terminal", "Console",
      ],
      [arguments]),
    checks(
      "Console", with: ["Domain", "Store", "Acts", "Operations", "Terminal", "Demo"], beside: ["Screens"]),
    checks("Domain", with: []),
    checks("Demo", with: ["Domain", "Store"]),
    checks("Jobs", with: ["Domain", "Store", "Acts", "Operations"]),
    checks(
      "opsdeck", with: ["Domain", "Exchange", "Store", "Acts", "Operations", "Demo", "Terminal"], [arguments]),
    checks("Terminal", with: [], beside: ["Expected"]),
    checks("Cryptography", with: []),
    checks("Acts", with: ["Domain", "Store"]),
    checks("Operations", with: ["Domain", "Exchange", "Store", "Acts"]),
    .target(name: "TestSupport", path: "Tests/Support", swiftSettings: settings),
    .executableTarget(
      name: "store-torment", dependencies: named(["Domain", "Store", "CSQLite"]), path: "Tests/StoreTorment",
      swiftSettings: settings),
    checks("Store", with: ["Domain", "Cryptography", "CSQLite", "store-torment"]),
    checks("Exchange", with: ["Domain"], beside: ["Samples", "judge.py"]),
  ],
  swiftLanguageModes: [.v6]
)
