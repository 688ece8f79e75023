import Domain
import Foundation
import Glibc
import Store
import Testing

@testable import opsdeck

/// The real program, killed without warning in the middle of an import, again and again.
@Suite(.serialized) struct KilledImportTests {
  static let program: String? = {
    let beside = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(
      path: "opsdeck"
    ).path
    return [beside, ImportCommandTests.checkout + "/.build/debug/opsdeck"].first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }()

  static func start(_ words: [String], _ store: String) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: program ?? "")
    process.arguments = words + ["--store", store, "--as", "noa", "--quiet"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }
  static func export(_ store: String, _ folder: String) throws -> String {
    try ImportCommandTests.run(["export", "tickets", "--output", folder + "/out.jsonl"], store)
    return try String(contentsOfFile: folder + "/out.jsonl", encoding: .utf8)
  }

  @Test(
    "an import killed at random moments and resumed is the import that was not killed",
    .enabled(if: program != nil, "the program was not built beside the tests"), arguments: [1, 2] as [UInt64])
  func killed(seed: UInt64) throws {
    let (folder, whole) = try ImportCommandTests.desk()
    let (other, store) = try ImportCommandTests.desk()
    defer {
      try? FileManager.default.removeItem(atPath: folder)
      try? FileManager.default.removeItem(atPath: other)
    }
    var state = seed
    func random(_ limit: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % limit
    }
    let rows = (1...6000).map { number -> String in
      let created = number % 97 == 0 ? "nonsense" : "2025-01-02 03:04"
      return
        "\(number),Subject \(number),p\(number % 500)@x.example,\(created),open,\"Text \(number)\nmore\"\n"
    }
    let file = folder + "/many.csv"
    try ("id,subject,email,created,status,description\n" + rows.joined()).write(
      toFile: file, atomically: true, encoding: .utf8)
    try ImportCommandTests.run(["import", "tickets", file], whole)
    var kills = 0
    while kills < 60 {
      let process = try Self.start(["import", "tickets", file, "--resume"], store)
      usleep(UInt32(random(kills < 8 ? 900_000 : 6_000_000)))
      if process.isRunning {
        kill(process.processIdentifier, SIGKILL)
        kills += 1
        process.waitUntilExit()
        continue
      }
      process.waitUntilExit()
      if process.terminationReason == .exit && process.terminationStatus == 0 { break }
    }
    #expect(kills > 0)
    #expect(try Self.export(store, other) == Self.export(whole, folder))
    let database = try Database.open(at: store, mode: .readOnly)
    defer { database.close() }
    try database.read { read throws in
      #expect(try read.ticketCount() == 6000 - 6000 / 97)
      let ends = try read.auditRows().filter { $0.inputs["stage"] == ["ends"] }
      // Killed after its last commit it is run once more, and finds all as it was.
      #expect(ends.allSatisfy { $0.inputs["read"] == ["6000"] })
      #expect(ends.last?.inputs["new"] == ["\(6000 - 6000 / 97)"])
    }
  }
}
