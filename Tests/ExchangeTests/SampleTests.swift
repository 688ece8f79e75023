import Domain
import Foundation
import Testing

@testable import Exchange

/// The project's own samples, small enough to be read beside these expectations.
@Suite struct SampleTests {
  @Test func `odd mail is read in its letters, threads and files`() throws {
    var reader = MailTicketReader(try InputFile(path: Fixtures.sample("odd.mbox")))
    let records = try reader.tickets()
    #expect(records.map(\.count) == [2, 1, 1, 1])
    #expect(records.map(\.ticket.subject) == ["Résumé upload", "비밀번호", "請求書", "upload"])
    #expect(
      records.flatMap(\.ticket.messages).map(\.body) == [
        "My résumé cannot be uploaded.\nFrom here it looks broken.", "Which browser do you use?",
        "비밀번호를 잊었습니다.",
        "請求書をください。", "same id, another matter: café",
      ])
    #expect(records[0].ticket.requester?.name == "Lena Jørgensen" && records[1].ticket.requester?.name == "김")
    #expect(records[1].ticket.created?.seconds == 1_772_449_200)
    #expect(records[1].ticket.notes == ["\"sometime soon\" is no date."])
    #expect(records[3].ticket.messages[0].attachments.map(\.name) == ["✓.txt"])
    #expect(records[3].ticket.messages[0].attachments[0].content == Array("ok\n".utf8))
  }
  @Test func `a Zendesk answer is put together from its parts`() throws {
    var reader = ZendeskTicketReader(try InputFile(path: Fixtures.sample("zendesk.json")))
    let items = try reader.all()
    let tickets = items.compactMap { if case .ticket(let record) = $0 { record } else { nil } }
    let rejected = items.compactMap { if case .rejected(let flaw) = $0 { flaw } else { nil } }
    #expect(tickets.map(\.ticket.externalID) == ["9007199254740993", "12"])
    #expect(tickets.map(\.count) == [3, 2])
    #expect(rejected.map(\.reason) == ["Ticket 13 was deleted in Zendesk."])
    let first = tickets[0].ticket
    #expect(
      first.status == .onHold && first.priority == nil && first.kind == .incident && first.tags == ["login"])
    #expect(
      first.requester == ImportedPerson(name: "Rosa Blum", email: "rosa@example.com", company: "Blum AG"))
    #expect(first.assignee?.email == "ada@desk.example" && first.team == "Support")
    #expect(first.custom == ["Colour": "Blue", "Satisfaction": "good", "Satisfaction comment": "nice"])
    #expect(first.messages.map(\.kind) == [.public, .note])
    #expect(first.messages[1].attachments.map(\.origin) == ["https://x.example/log.txt"])
    let second = tickets[1].ticket
    #expect(
      second.requester?.name == "Zendesk user 404"
        && second.subject == "No subject, and a requester nobody knows")
    #expect(second.events.map(\.after) == ["urgent"])
    #expect(second.notes.count == 1)
  }
  @Test func `the sample that ships is understood`() throws {
    let path = Fixtures.checkout.appending(path: "data/samples/tickets.csv").path
    let file = try InputFile(path: path)
    let mapping = try ColumnMapping.guess(file)
    #expect(mapping.columns.filter { $0.confidence == 0 }.map(\.header) == ["Shoe Size"])
    var reader = try CSVTicketReader(file, mapping: mapping)
    let tickets = try reader.tickets().map(\.ticket)
    #expect(tickets.map(\.status) == [.open, .pending, .solved, .onHold, .closed])
    #expect(tickets.map(\.priority) == [.high, .urgent, .low, .normal, .normal])
    #expect(tickets[0].messages[0].body.split(separator: "\n").count == 3)
    #expect(try ImportFormat.guess(file) == .csv)
    #expect(try ImportFormat.guess(InputFile(path: Fixtures.sample("odd.mbox"))) == .mbox)
    #expect(try ImportFormat.guess(InputFile(path: Fixtures.sample("zendesk.json"))) == .zendesk)
  }
  @Test func `a line without an end and a renamed archive are refused in words`() throws {
    let endless = InputFile(
      name: "x.csv", bytes: Array("id,subject,".utf8) + [UInt8](repeating: 120, count: 20 << 20))
    #expect(refusal { try ColumnMapping.guess(endless) }?.problem.contains("no header row") == true)
    #expect(
      refusal { try ImportFormat.guess(InputFile(name: "x.csv", bytes: [0x50, 0x4B, 3, 4])) }?.problem
        .contains("ZIP") == true)
  }
}
