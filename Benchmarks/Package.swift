// swift-tools-version: 6.2
import PackageDescription

// The store and the pipeline measured from inside; Benchmarks/run builds and runs it.
let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "opsdeck", path: "..")],
  targets: [
    .target(name: "BareSQLite", linkerSettings: [.linkedLibrary("sqlite3")]),
    .executableTarget(
      name: "StoreBenchmarks",
      dependencies: [
        "BareSQLite", .product(name: "Domain", package: "opsdeck"),
        .product(name: "Store", package: "opsdeck"),
        .product(name: "Acts", package: "opsdeck"), .product(name: "Operations", package: "opsdeck"),
        .product(name: "Demo", package: "opsdeck"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
