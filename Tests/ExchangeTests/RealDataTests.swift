import Domain
import Foundation
import TestSupport
import Testing

@testable import Exchange

/// The three files of real data, held against Python's own csv, email and json modules.
@Suite(.enabled(if: Fixtures.isSharedHere, "the shared real data is not on this machine"))
struct RealDataTests {
  /// Runs the judge on a file; nil where there is no Python.
  static func judge(_ kind: String, _ file: String) throws -> [String: Any]? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", Fixtures.checkout.appending(path: "Tests/ExchangeTests/judge.py").path, kind, file,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return try JSONSerialization.jsonObject(with: output) as? [String: Any]
  }

  @Test func `the CSV imports whole and says what Python's csv says`() throws {
    let path = try #require(Fixtures.shared("support-tickets.csv"))
    let file = try InputFile(path: path)
    let mapping = try ColumnMapping.guess(file)
    #expect(mapping.columns.filter { $0.confidence == 0 }.map(\.header) == ["Priority_Encoded"])
    var reader = try CSVTicketReader(file, mapping: mapping)
    let items = try reader.all()
    let tickets = items.compactMap { if case .ticket(let record) = $0 { record.ticket } else { nil } }
    #expect(items.count == 8469 && tickets.count == 8469)
    #expect(reader.bytesDone == file.size)
    let judged = try #require(try Self.judge("csv", path))
    #expect(judged["rows"] as? Int == tickets.count)
    #expect(judged["ids"] as? Int == Set(tickets.map(\.externalID)).count)
    #expect(judged["customers"] as? Int == Set(tickets.compactMap(\.requester?.email)).count)
    let bodyBytes: Int = tickets.reduce(0) { $0 + $1.messages[0].body.utf8.count }
    #expect(judged["body_bytes"] as? Int == bodyBytes)
    #expect(judged["braces"] as? Int == tickets.count { $0.messages[0].body.contains("{product_purchased}") })
    #expect(judged["solved"] as? Int == tickets.count { $0.solved != nil })
    let solvedSum: Int = tickets.reduce(0) { $0 + Int($1.solved?.seconds ?? 0) }
    #expect(judged["solved_sum"] as? Int == solvedSum)
    #expect(judged["ratings"] as? Int == tickets.count { $0.custom["Customer Satisfaction Rating"] != nil })
    func count<Key: Hashable>(_ keys: [Key?]) -> [Key: Int] {
      keys.compactMap { $0 }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
    #expect(count(tickets.map(\.status)) == [.pending: 2881, .open: 2819, .closed: 2769])
    #expect(count(tickets.map(\.priority)) == [.normal: 2192, .urgent: 2129, .high: 2085, .low: 2063])
    #expect(count(tickets.map(\.channel)) == [.mail: 2143, .phone: 2132, .chat: 2073])
    #expect(tickets.count { $0.custom["Ticket Channel"] == "Social media" } == 2121)
  }

  @Test func `the mbox imports whole and says what Python's mailbox says`() throws {
    let path = try #require(Fixtures.shared("support-mail.mbox"))
    var reader = MailTicketReader(try InputFile(path: path))
    let records = try reader.tickets()
    let messages = records.flatMap(\.ticket.messages)
    let (mails, copies) = records.reduce((0, 0)) { ($0.0 + $1.count, $0.1 + $1.copies) }
    #expect(mails == 109)
    #expect(copies + messages.count == 109)
    let judged = try #require(try Self.judge("mbox", path))
    #expect(judged["mails"] as? Int == 109)
    #expect(judged["distinct"] as? Int == messages.count)
    #expect(judged["threads"] as? Int == records.count)
    let subjects = Set(records.map(\.ticket.subject))
    let missing = (judged["subjects"] as? [String] ?? []).filter { !subjects.contains($0) }
    #expect((judged["subjects"] as? [String])?.count ?? 0 > 30)
    #expect(missing.isEmpty)
    let bodies = messages.map(\.body)
    for text in ["한국", "すみません", "テスト", "あいうえお", "스티해", "Nicolas Fouché"] {
      #expect(bodies.contains { $0.contains(text) } || subjects.contains { $0.contains(text) }, "\(text)")
    }
    #expect(!bodies.contains { $0.contains("\u{1B}") })
    #expect(records.count { $0.ticket.tags.contains("bounce") } == 5)
    #expect(messages.flatMap(\.attachments).contains { $0.name == "てすと.txt" })
  }

  @Test func `the Zendesk recording imports whole, dangling references are told`() throws {
    let path = try #require(Fixtures.shared("zendesk-recorded.json"))
    var reader = ZendeskTicketReader(try InputFile(path: path))
    let items = try reader.all()
    let records = items.compactMap { if case .ticket(let record) = $0 { record } else { nil } }
    let rejected = items.compactMap { if case .rejected(let rejection) = $0 { rejection } else { nil } }
    let judged = try #require(try Self.judge("zendesk", path))
    #expect(judged["tickets"] as? [String] == records.map(\.ticket.externalID).sorted())
    let read = records.reduce(0) { $0 + $1.count } + rejected.reduce(0) { $0 + $1.count }
    #expect(judged["records"] as? Int == read)
    #expect(judged["loose"] as? Int == rejected.count)
    let four = try #require(records.first { $0.ticket.externalID == "4" }?.ticket)
    #expect(four.subject == "nyanyanyanya" && four.priority == .urgent && four.status == .new)
    #expect(four.custom["Zendesk group"] == "360004077472")
    #expect(four.messages.map(\.body) == ["(●ↀ ω ↀ )"])
    #expect(records.allSatisfy { $0.ticket.requester?.email == "nukosuke@lavabit.com" })
    #expect(reader.remarks.contains { $0.contains("references lead to people or groups") })
  }

  @Test("mutated real mail never traps", arguments: 0..<8)
  func fuzz(seed: UInt64) throws {
    let path = try #require(Fixtures.shared("support-mail.mbox"))
    var random = Seeded(seed)
    let file = try InputFile(path: path)
    var bytes = try file.read(at: 0, count: file.size)
    for _ in 0..<4000 {
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
    }
    var reader = MailTicketReader(InputFile(name: "mutated", bytes: bytes))
    let items = try reader.all()
    let read = items.reduce(0) { sum, item in
      switch item {
      case .ticket(let record): sum + record.count
      case .rejected(let rejection): sum + rejection.count
      }
    }
    #expect(read > 50)
  }
}
