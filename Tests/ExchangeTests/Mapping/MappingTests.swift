import Domain
import Foundation
import Testing

@testable import Exchange

@Suite struct InstantTextTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String, zone: String, order: DayOrder?, seconds: Int64?
    init(_ text: String, _ seconds: Int64?, zone: String = "UTC", order: DayOrder? = nil) {
      (testDescription, self.seconds, self.zone, self.order) = (text, seconds, zone, order)
    }
  }
  @Test(
    "instants are read in the forms that exports have",
    arguments: [
      Case("2023-06-01 12:15:36", 1_685_621_736),
      Case("2023-06-01T12:15:36Z", 1_685_621_736),
      Case("2023-06-01T14:15:36+02:00", 1_685_621_736),
      Case("2023-06-01T14:15:36.250+0200", 1_685_621_736),
      Case("2023-06-01 12:15:36", 1_685_614_536, zone: "Europe/Berlin"),
      Case("2023-01-01 12:00", 1_672_570_800, zone: "Europe/Berlin"),
      Case("2023-06-01 12:15:36", 1_685_614_536, zone: "+02:00"),
      Case("01.06.2023 12:15", 1_685_621_700),
      Case("6/1/2023 12:15 PM", 1_685_621_700, order: .monthFirst),
      Case("6/1/2023 12:15 AM", 1_685_578_500, order: .monthFirst),
      Case("1/6/2023 12:15", 1_685_621_700, order: .dayFirst),
      Case("13/06/2023", 1_686_614_400),
      Case("06/13/2023", 1_686_614_400),
      Case("03/04/2023", nil),
      Case("2023-06-01", 1_685_577_600),
      Case("1685621736", 1_685_621_736),
      Case("1685621736000", 1_685_621_736),
      Case("Thu, 1 Jun 2023 12:15:36 +0000", 1_685_621_736),
      Case("2023-02-30 10:00", nil),
      Case("2023-06-01 25:00", nil),
      Case("2023-06-01 10:00 somewhere", nil),
      Case("yesterday", nil),
      Case("", nil),
    ])
  func reads(_ row: Case) throws {
    let reader = try InstantText(zone: row.zone, dayOrder: row.order)
    #expect(reader.instant(row.testDescription)?.seconds == row.seconds)
  }
  @Test func `a zone that is none is refused with examples`() {
    #expect(refusal { try InstantText(zone: "Berlin") }?.remedy?.contains("Europe/Berlin") == true)
  }
}

@Suite struct ColumnMappingTests {
  static func mapping(_ header: String, _ rows: String = "", unknown: UnknownColumns = .custom) throws
    -> ColumnMapping
  {
    try ColumnMapping.guess(Fixtures.file(header + "\n" + rows), unknown: unknown)
  }
  @Test(
    "known exports are recognised in any order and case",
    arguments: [
      ("Status,ID,subject,REQUESTER,Requested,Updated,Group,Assignee,Priority", "Zendesk view"),
      (
        "Ticket Number,Date Created,Subject,From,From Email,Priority,Department,Source,Current Status",
        "osTicket"
      ),
      (
        "name,subject,raised_by,agent_group,ticket_type,priority,status,description,creation,modified",
        "frappe helpdesk"
      ),
      (
        "id,subject,requester,email,company,assignee,team,status,priority,channel,kind,tags,created,updated",
        "opsdeck"
      ),
      (
        "Ticket ID,Customer Name,Customer Email,Ticket Type,Ticket Subject,Ticket Description,Ticket Status,Ticket Priority",
        "Customer Support Ticket Dataset"
      ),
    ])
  func recognised(header: String, name: String) throws {
    let mapping = try Self.mapping(header)
    #expect(mapping.origin == name)
    #expect(mapping.columns.allSatisfy { $0.confidence == 1 })
    #expect(mapping.place(of: .subject) != nil)
  }
  @Test func `unknown exports are read by usual names, what nobody knows becomes a field`() throws {
    let mapping = try Self.mapping("Case Number;Title;E-Mail;Shoe size", "1;Broken;a@example.com;42\n")
    #expect(mapping.origin == nil)
    #expect(
      mapping.columns.map(\.meaning) == [
        .part(.id), .part(.subject), .part(.requesterEmail), .custom("Shoe size"),
      ])
    #expect(mapping.columns[3].confidence == 0 && mapping.columns[3].sample == "42")
    #expect(mapping.table[1] == ["Title", "subject", "80 % (usual name)", "Broken"])
  }
  @Test func `unknown columns can be refused by name, and a table without a subject always is`() {
    let refused = refusal { try Self.mapping("Subject,Shoe size", unknown: .refuse) }
    #expect(refused?.problem.contains("\"Shoe size\"") == true)
    #expect(refusal { try Self.mapping("A,B,C") }?.problem.contains("\"A\", \"B\", \"C\"") == true)
  }
  @Test func `a profile is written, read again and wins over the guess`() throws {
    let file = Fixtures.file("Nr;Worum;Alter\n7;Kaputt;3\n")
    var profile = ImportProfile(
      columns: ["nr": .part(.id), "WORUM": .part(.subject), "Alter": .ignored], zone: "Europe/Berlin")
    profile.statuses = ["offen": .open]
    let path = NSTemporaryDirectory() + "opsdeck-profile-\(UInt64.random(in: 0..<UInt64.max)).json"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try profile.text.write(toFile: path, atomically: true, encoding: .utf8)
    let read = try ImportProfile(readingFrom: path)
    #expect(read == profile)
    let mapping = try ColumnMapping.guess(file, profile: read)
    #expect(mapping.columns.map(\.meaning) == [.part(.id), .part(.subject), .ignored])
    #expect(mapping.zone == "Europe/Berlin")
    try "{\"columns\": {\"a\": \"nonsense\"}}".write(toFile: path, atomically: true, encoding: .utf8)
    let refused = refusal { try ImportProfile(readingFrom: path) }
    #expect(refused?.problem.contains(path) == true && refused?.problem.contains("nonsense") == true)
  }
}

@Suite struct CSVTicketTests {
  static func reader(_ text: String, profile: ImportProfile = .init()) throws -> CSVTicketReader {
    let file = Fixtures.file(text)
    return try CSVTicketReader(file, mapping: ColumnMapping.guess(file, profile: profile), profile: profile)
  }
  @Test(
    "words of other desks become ours, what is lost by that is kept",
    arguments: [
      ("Pending Customer Response", Ticket.Status.pending, nil), ("On-hold", .onHold, nil),
      ("Resolved", .solved, nil),
      ("Under the sofa", nil, "Under the sofa"),
    ] as [(String, Ticket.Status?, String?)])
  func words(word: String, status: Ticket.Status?, kept: String?) throws {
    var reader = try Self.reader("id,subject,status,priority\n1,S,\(word),Critical\n")
    let ticket = try #require(try reader.tickets().first).ticket
    #expect(ticket.status == status)
    #expect(ticket.custom["status"] == kept)
    #expect(ticket.priority == .urgent)
  }
  @Test func `no instant is made up: the earliest one stands for a missing creation, and says so`() throws {
    var reader = try Self.reader(
      "id,subject,first response time,resolved\n1,S,2023-06-01 12:00:00,2023-06-01 10:00:00\n2,T,,\n")
    let tickets = try reader.tickets().map(\.ticket)
    #expect(tickets[0].created?.seconds == 1_685_613_600)
    #expect(tickets[0].solved?.seconds == 1_685_613_600)
    #expect(tickets[0].custom["Created"]?.contains("unknown") == true)
    #expect(tickets[0].custom["first response time"] == "2023-06-01 12:00:00")
    #expect(tickets[1].created == nil && tickets[1].custom["Created"]?.contains("import") == true)
    #expect(reader.remarks.first?.contains("2 tickets tell no instant of creation") == true)
  }
  @Test func `braces and tags in a text are text`() throws {
    var reader = try Self.reader("id,subject,description\n1,S,\"{product} {{x}} <b>hi</b> {\"\n")
    #expect(try reader.tickets().first?.ticket.messages.first?.body == "{product} {{x}} <b>hi</b> {")
  }
  @Test func `rows that cannot be taken are told with line, reason and remedy`() throws {
    var reader = try Self.reader(
      "id,subject,created\n1,S,2023-06-01\n2,T\n1,U,2023-06-02\n3,,2023-06-03\n4,V,sometime\n")
    let rejected = try reader.rejections()
    #expect(rejected.map(\.place.line) == [3, 4, 5, 6])
    #expect(rejected[0].reason.contains("2 fields where the header has 3"))
    #expect(rejected[1].reason.contains("on line 2 already"))
    #expect(rejected[2].reason.contains("neither a subject nor a text"))
    #expect(rejected[3].reason.contains("\"sometime\" in \"created\""))
    #expect(rejected.allSatisfy { !$0.remedy.isEmpty && !$0.excerpt.isEmpty })
  }
  @Test func `rows without an id are known again by what they say`() throws {
    var first = try Self.reader("subject,text\nA,b\nC,d\nA,b\n")
    let items = try first.all()
    var second = try Self.reader("subject,text\nA,b\n")
    guard case .ticket(let one) = items[0], case .rejected(let copy) = items[2] else {
      Issue.record("unexpected \(items)"); return
    }
    #expect(try second.tickets().first?.ticket.externalID == one.ticket.externalID)
    #expect(copy.reason.contains("same as the one on line 2"))
  }
  @Test func `names with addresses in one column are taken apart`() throws {
    var reader = try Self.reader("id,subject,requester\n1,S,Ada Lane <Ada@Example.com>\n2,T,Bo\n")
    let people = try reader.tickets().compactMap(\.ticket.requester)
    #expect(people[0] == ImportedPerson(name: "Ada Lane", email: "ada@example.com"))
    #expect(people[1] == ImportedPerson(name: "Bo"))
  }
}
