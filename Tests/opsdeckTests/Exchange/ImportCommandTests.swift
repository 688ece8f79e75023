import Domain
import Foundation
import Operations
import Store
import Testing

@testable import opsdeck

@Suite(.serialized) struct ImportCommandTests {
  static let checkout = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
    .standardized.path
  /// A demo store with one admin in a folder of its own.
  static func desk() throws -> (folder: String, store: String) {
    let folder = NSTemporaryDirectory() + "opsdeck-commands-\(UInt64.random(in: 0...UInt64.max))"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let database = try Database.open(at: folder + "/store", mode: .create, durability: .normal)
    try database.write { store in
      try store.markDemo()
      try store.save(
        Agent(id: .init(1), handle: .init("noa"), name: "Noa", email: "noa@desk.example", role: .admin))
      try store.save(
        Agent(id: .init(2), handle: .init("ada"), name: "Ada", email: "ada@desk.example", role: .agent))
    }
    database.close()
    return (folder, folder + "/store")
  }
  static func run(_ words: [String], _ store: String, as name: String = "noa") throws {
    try Door.run(
      words + (words.contains("--show-map") ? [] : []) + ["--store", store, "--as", name, "--quiet"])
  }

  @Test("every command of the guide works in its order")
  func guide() throws {
    let (folder, store) = try Self.desk()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let text = try String(
      contentsOfFile: Self.checkout + "/Sources/Exchange/Exchange.docc/Importers.md", encoding: .utf8)
    var commands: [String] = [], isShell = false
    for line in text.split(separator: "\n").map(String.init) {
      if line.hasPrefix("```") { isShell = line == "```shell" } else if isShell { commands.append(line) }
    }
    #expect(commands.count == 11)
    for command in commands {
      var words = command.replacing("'", with: "").split(separator: " ").dropFirst().map(String.init)
      for place in words.indices {
        if words[place].hasPrefix("data/") || words[place].hasPrefix("Tests/") {
          let copy = folder + "/" + (words[place].split(separator: "/").last ?? "")
          if !FileManager.default.fileExists(atPath: copy) {
            try FileManager.default.copyItem(atPath: Self.checkout + "/" + words[place], toPath: copy)
          }
          words[place] = copy
        }
        if words[place].hasPrefix("desk.") { words[place] = folder + "/" + words[place] }
      }
      if words.contains("export") && !words.contains("--output") { words += ["--output", folder + "/out"] }
      try Self.run(words, store)
    }
    let database = try Database.open(at: store, mode: .readOnly)
    defer { database.close() }
    try database.read { read throws in
      #expect(try read.ticketCount() == 5 + 4 + 2)
      #expect(try read.auditRows().filter { $0.act == "ticket.export" }.count == 3)
    }
    #expect(FileManager.default.fileExists(atPath: folder + "/desk.jsonl"))
    let rejected = try String(contentsOfFile: folder + "/zendesk.json.rejected.csv", encoding: .utf8)
    #expect(rejected.contains("deleted in Zendesk"))
  }
  @Test func `a wrong file stops, names the rows it read, and with the right map is read anew`() throws {
    let (folder, store) = try Self.desk()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = folder + "/wrong.csv", rejected = file + ".rejected.csv"
    let rows = (1...1500).map { "\($0),,Words of \($0),a@x.example\n" }.joined()
    try ("id,subject,headline,email\n" + rows).write(toFile: file, atomically: true, encoding: .utf8)
    func lines() throws -> Int {
      try String(contentsOfFile: rejected, encoding: .utf8).split(whereSeparator: \.isNewline).count
    }
    do {
      try Self.run(["import", "tickets", file], store)
      Issue.record("nothing was refused")
    } catch {
      let complaint = Door.complaint(about: error)
      #expect(complaint.status == .failed && complaint.lines.last?.contains(rejected) == true)
      #expect(complaint.lines.first?.contains("first on line 2") == true)
    }
    #expect(try lines() == 1 + 1000)
    try Self.run(["import", "tickets", file, "--keep-going", "--resume"], store)
    #expect(try lines() == 1 + 1500, "a run that begins anew writes its file anew")
    let map = folder + "/map.json"
    try #"{"columns": {"subject": "ignored", "headline": "subject"}}"#.write(
      toFile: map, atomically: true, encoding: .utf8)
    try Self.run(["import", "tickets", file, "--map", map, "--resume"], store)
    let database = try Database.open(at: store, mode: .readOnly)
    defer { database.close() }
    #expect(try database.read { try $0.ticketCount() } == 1500)
  }
  @Test func `who may not is refused with status 1, and wrong words with status 2`() throws {
    let (folder, store) = try Self.desk()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let sample = Self.checkout + "/data/samples/tickets.csv"
    func status(_ words: [String], as name: String = "noa") -> Complaint.Status? {
      do { try Self.run(words, store, as: name) } catch { return Door.complaint(about: error).status }
      return nil
    }
    #expect(status(["import", "tickets", sample], as: "ada") == .failed)
    #expect(status(["import", "tickets", folder + "/nothing.csv"]) == .failed)
    #expect(status(["import", "tickets", sample, "--format", "xml"]) == .usage)
    #expect(
      status(["export", "tickets", "--filter", "status:nonsense", "--output", folder + "/x.csv"]) == .usage)
    #expect(status(["export", "tickets", "--output", folder + "/no/such/folder/x.csv"]) == .failed)
    #expect(!FileManager.default.fileExists(atPath: folder + "/x.csv.part"))
  }
}
