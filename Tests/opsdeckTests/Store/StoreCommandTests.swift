import Domain
import Foundation
import Store
import TestSupport
import Testing

@testable import opsdeck

/// Commands that look after the file, run as the words of a command line.
@Suite struct StoreCommandTests {
  private let room = TemporaryFolder("store-commands")
  var folder: String { room.path }
  var store: String { folder + "/desk.opsdeck" }

  /// A small demo, made by the command that makes it.
  private func make(_ more: String...) throws {
    try run(["demo", "--no-console", "--tickets", "100"] + more)
  }
  private func run(_ words: [String], in path: String? = nil) throws {
    try Door.run(words + ["--store", path ?? store, "--quiet"])
  }
  private func complaint(_ words: [String], in path: String? = nil) -> Complaint? {
    do { try run(words, in: path) } catch { return Door.complaint(about: error) }
    return nil
  }
  private func count(_ path: String? = nil) throws -> Int {
    let database = try Database.open(at: path ?? store, mode: .readOnly)
    defer { database.close() }
    return try database.read { try $0.ticketCount() }
  }

  @Test("a demo is kept as it is unless it is asked for anew, and nothing else is ever thrown away")
  func demo() throws {
    try make("--seed", "5")
    #expect(try count() == 100)
    try run(["demo", "--no-console"])
    #expect(complaint(["demo", "--no-console", "--tickets", "101"])?.lines.last?.contains("--fresh") == true)
    #expect(complaint(["demo", "--no-console", "--seed", "6"])?.status == .failed)
    try run(["demo", "--no-console", "--tickets", "101", "--fresh"])
    #expect(try count() == 101)
    let database = try Database.open(at: store)
    try database.write { try $0.set("store.kind", to: "live") }
    database.close()
    for words in [["demo", "--no-console"], ["demo", "--no-console", "--fresh"]] {
      #expect(complaint(words)?.lines.first?.contains("is not a demo store") == true)
    }
    #expect(
      complaint(["demo", "--no-console", "--tickets", "5", "--messages", "2"], in: folder + "/x")?.status
        == .usage)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).allSatisfy { !$0.contains(".part") })
  }
  @Test(
    "a backup is one moment's state, overwrites nothing, and comes back with the old store kept beside it")
  func backup() throws {
    try make()
    let copy = folder + "/copy.opsdeck"
    try run(["store", "backup", copy])
    #expect(complaint(["store", "backup", copy])?.status == .failed)
    try run(["ticket", "create", "--subject", "New", "--from", "kim@corp.example", "--text", "Hello"])
    #expect(try count() == 101 && count(copy) == 100)
    try run(["store", "restore", copy])
    #expect(try count() == 100)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder).contains { $0.contains(".replaced-") })
    for words in [["store", "check"], ["store", "info"], ["audit", "verify", "--as", "noa"]] {
      try run(words)
    }
  }
  @Test("a store that is damaged or none is status 3, with what to do, and stays as it is")
  func broken() throws {
    try make()
    let torn = folder + "/torn.opsdeck", letter = folder + "/letter.txt"
    let bytes = try Data(contentsOf: URL(filePath: store))
    try bytes.prefix(20_000).write(to: URL(filePath: torn))
    try Data("Dear Marta".utf8).write(to: URL(filePath: letter))
    for path in [torn, letter, folder + "/nothing", folder] {
      for words in [["store", "info"], ["ticket", "list"], ["audit", "verify"]] {
        let complaint = try #require(self.complaint(words, in: path))
        #expect(complaint.status == .store, "\(path) \(words)")
        #expect(complaint.lines.joined(separator: " ").contains(". "), "says what to do")
      }
    }
    #expect(try Data(contentsOf: URL(filePath: torn)).count == 20_000)
    #expect(try String(contentsOfFile: letter, encoding: .utf8) == "Dear Marta")
  }
  @Test("the schema goes down and up again with a backup each time, and is never gone beyond what is asked")
  func migrations() throws {
    try make()
    let last = Migration.all.count
    try run(["migrate", "status"])
    try run(["migrate", "plan"])
    #expect(
      complaint(["migrate", "up", "--to", "1"])?.lines.last == "To go down: opsdeck migrate down --to 1.")
    #expect(complaint(["migrate", "down", "--to", "\(last)"])?.status == .usage)
    try run(["migrate", "plan", "--to", "\(last - 1)"])
    try run(["migrate", "down", "--to", "\(last - 1)"])
    #expect(complaint(["ticket", "list"])?.status == .store, "an older schema is not used")
    try run(["migrate", "up"])
    try run(["ticket", "list"])
    #expect(try count() == 100)
  }
  @Test("a changed row of the audit log is named")
  func tampered() throws {
    try make()
    try run(["ticket", "take", "T-1057"])
    try run(["audit", "verify", "--as", "noa"])
    let shell = Process()
    shell.executableURL = URL(filePath: "/usr/bin/env")
    shell.arguments = [
      "python3", "-c",
      "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); db.execute(\"UPDATE audit SET content = replace(content, 'ada', 'eve')\"); db.commit()",
      store,
    ]
    try shell.run()
    shell.waitUntilExit()
    guard shell.terminationStatus == 0 else { return }
    #expect(
      complaint(["audit", "verify", "--as", "noa"])?.lines.first?.hasPrefix("Entry 1 of the audit log")
        == true)
  }
}
