import Domain
import Exchange
import Foundation
import Testing

@testable import Operations
@testable import Store

@Suite struct ImportTests {
  static let table = """
    id,subject,requester,email,company,assignee,team,status,priority,tags,created,updated,solved,description,Product
    7,Broken,Bo Lund,bo@x.example,Lund,ada,support,open,Critical,a b,2023-06-01 10:00,2023-06-02 10:00,,It {broke},Pump
    8,Lost,Cy Dahl,cy@x.example,,nobody we know,other team,closed,low,,2023-06-01 11:00,2023-06-03 11:00,2023-06-03 11:00,Where?,
    9,,,,,,,,,,sometime,,,,

    """

  @Test func `a table becomes tickets with their customers, messages and instants`() throws {
    let store = try ExchangeStore()
    var rejected: [Rejection] = []
    let report = try store.load(csv(Self.table), rejection: { rejected.append($0) })
    #expect(
      [report.read, report.new, report.updated, report.unchanged, report.rejected] as [Int] == [
        3, 2, 0, 0, 1,
      ])
    #expect(report.addsUp && report.ticketsNew == 2 && report.messages == 2 && report.customers == 2)
    #expect(rejected.map(\.place.line) == [4])
    try store.database.read { read throws in
      let ticket = try #require(try read.ticket(Ticket.ID(1)))
      #expect(ticket.subject == "Broken" && ticket.status == .open && ticket.priority == .urgent)
      #expect(ticket.assignee == ExchangeStore.ada.id && ticket.team == ExchangeStore.support.id)
      #expect(ticket.tags == ["a", "b"] && ticket.custom["Product"] == "Pump")
      #expect(ticket.created.seconds == 1_685_613_600 && ticket.updated.seconds == 1_685_700_000)
      #expect(try read.messages(of: ticket.id).map(\.body) == ["It {broke}"])
      let customer = try #require(try read.customer(ticket.requester))
      #expect(customer.email == "bo@x.example" && customer.company == "Lund")
      let other = try #require(try read.ticket(Ticket.ID(2)))
      #expect(
        other.assignee == nil && other.custom["Assignee"] == "nobody we know"
          && other.custom["Team"] == "other team")
      #expect(other.solved?.seconds == 1_685_790_000)
    }
  }
  @Test func `importing again changes nothing, a changed row changes its ticket, a desk's own message stays`()
    throws
  {
    let store = try ExchangeStore()
    try store.load(csv(Self.table))
    let again = try store.load(csv(Self.table))
    #expect(
      [again.read, again.new, again.updated, again.unchanged, again.rejected] as [Int] == [3, 0, 0, 2, 1])
    let changed = try store.load(csv(Self.table.replacing("Lost,Cy", with: "Found,Cy")))
    #expect([changed.new, changed.updated, changed.unchanged] as [Int] == [0, 1, 1])
    try store.database.read { read throws in
      #expect(try read.ticket(Ticket.ID(2))?.subject == "Found")
      #expect(try read.messages(of: Ticket.ID(2)).count == 1)
      #expect(try read.ticketCount() == 2)
      #expect(try read.customerCount() == 2)
    }
  }
  @Test func `a dry run tells what a real one would, and leaves nothing`() throws {
    let store = try ExchangeStore()
    let dry = try store.load(csv(Self.table), dry: true)
    try store.database.read { read throws in
      #expect(try read.ticketCount() == 0)
      #expect(try read.customerCount() == 0)
      #expect(try read.auditRows().isEmpty)
    }
    #expect(try store.load(csv(Self.table)) == dry)
  }
  /// What a batch made is taken back before the next begins, and must be remembered all the same.
  @Test(arguments: [1, 2, 3, 1000]) func `a dry run in batches of any size tells what a real one would`(
    _ size: Int
  ) throws {
    let store = try ExchangeStore()
    let rows = [
      "1,One,Bo Lund,bo@x.example,a", "2,Two,Cy Dahl,cy@x.example,b", "3,Three,Bo Lund,bo@x.example,c",
      "2,Two,Cy Dahl,cy@x.example,b", "4,Four,Nameless,,d", "5,Five,Nameless,,e",
      "3,Three again,Bo Lund,bo@x.example,c",
      ",No number,Bo Lund,bo@x.example,f", "6,Six,Bo Lund,bo@x.example,g",
    ]
    let file = csv((["id,subject,requester,email,description"] + rows).joined(separator: "\n") + "\n")
    let dry = try store.load(file, dry: true, batch: size), real = try store.load(file, batch: size)
    #expect(dry == real)
    #expect(real.read == real.new + real.updated + real.unchanged + real.rejected && real.read == rows.count)
    #expect(try store.load(file, dry: true, batch: size) == store.load(file, batch: size))
  }
  /// A table whose rows, but for those named, have neither a subject nor a text.
  private static func hopeless(_ rows: Int, good: Set<Int> = []) -> InputFile {
    let lines = (1...rows).map { good.contains($0) ? "\($0),Subject,a@x.example" : "\($0),,a@x.example" }
    return csv((["id,subject,email"] + lines).joined(separator: "\n") + "\n")
  }
  @Test func `a file of which nothing can be taken is read no further than a thousand rows`() throws {
    let store = try ExchangeStore(), file = Self.hopeless(2500)
    var rejected: [Int] = []
    for dry in [true, false] {
      rejected = []
      let refusal = try refusal {
        try store.load(file, dry: dry, rejection: { rejected.append($0.place.line) })
      }
      let words = try #require(refusal?.description)
      #expect(words.contains("first 1,000 rows") && words.contains("every time, first on line 2"))
      #expect(words.contains("neither a subject nor a text") && words.contains("--keep-going"))
      #expect(rejected == Array(2...1001))
    }
    let rows = try store.database.read { try $0.auditRows() }.reversed().map { $0 }
    #expect(rows.map { $0.inputs["stage"] } == [["begins"], ["stops"]])
    #expect(rows[1].result == .refused && rows[1].inputs["rejected"] == ["1000"])
    // Nothing is left to go on from: with the mapping mended the same file is read from its first row.
    rejected = []
    let whole = try store.load(
      file, resumes: true, keepsGoing: true, rejection: { rejected.append($0.place.line) })
    #expect(whole.read == 2500 && whole.rejected == 2500 && rejected.first == 2 && rejected.count == 2500)
  }
  @Test func `a file of which something can be taken, or that ends there, is read to its end`() throws {
    let store = try ExchangeStore()
    for (rows, good) in [(2500, [1]), (2500, [1000]), (1000, []), (999, [])] as [(Int, Set<Int>)] {
      for batch in [1000, 300] {
        let report = try store.load(Self.hopeless(rows, good: good), dry: true, batch: batch)
        #expect(report.read == rows && report.new == good.count && report.addsUp)
      }
    }
  }
  @Test func `the most frequent reason is told whatever the values in it`() throws {
    var tally = RejectionTally(), report = ImportReport()
    report.unit = "rows"
    (report.read, report.rejected) = (1000, 1000)
    for line in 1...1000 {
      tally.add(
        Rejection(
          place: FilePlace(line: line, offset: 0),
          reason: line % 3 == 0 ? "The row has \(line) fields." : "“\(line)x” is not a time.",
          remedy: "Mend it.", excerpt: ""))
    }
    let words = try #require(tally.refusal(of: report)?.description)
    #expect(words.contains("(667 times, first on line 1): “1x” is not a time. Mend it."))
    report.rejected = 999
    #expect(tally.refusal(of: report) == nil)
  }
  @Test func `nobody is told of the past, and the audit log tells the run`() throws {
    let store = try ExchangeStore()
    try store.load(csv(Self.table))
    try store.database.read { read throws in
      #expect(try read.outbox().isEmpty)
      let rows = try read.auditRows().reversed().map { $0 }
      #expect(rows.map(\.act) == ["ticket.import", "ticket.import"])
      #expect(rows.map { $0.inputs["stage"] } == [["begins"], ["ends"]])
      #expect(rows[1].inputs["new"] == ["2"] && rows[1].inputs["rejected"] == ["1"])
      #expect(rows[0].inputs["sha256"]?.first?.count == 64 && rows[0].correlation == rows[1].correlation)
    }
  }
  @Test func `who may not import is refused`() throws {
    let store = try ExchangeStore()
    let file = csv(Self.table)
    func run(_ session: Session.ID?, _ agent: Agent) throws -> Refusal? {
      try refusal {
        var reader = try CSVTicketReader(file, mapping: ColumnMapping.guess(file))
        _ = try ImportRun(
          file, into: store.database, by: ExchangeActor(agent: agent, door: "cli", session: session),
          options: .init(source: "csv")
        ).run(&reader, now: ExchangeStore.now)
      }
    }
    #expect(try run(nil, ExchangeStore.ada)?.problem == "You may not import tickets.")
    let row = try #require(try store.database.read { try $0.auditRows().first })
    #expect(row.act == "ticket.import" && row.result == .refused && row.handle == "ada")
    // The rights are those of the store, and a locked session opens this door no more than another.
    var locked = Session(
      id: .init(1), agent: ExchangeStore.noa.id, tokenHash: "x", door: "command", started: ExchangeStore.now)
    locked.isLocked = true
    try store.database.write { [locked] in try $0.save(locked) }
    #expect(try run(locked.id, ExchangeStore.noa)?.problem == "Your session is locked.")
    #expect(try store.database.read { try $0.ticketCount() } == 0)
  }
  @Test func `counters, state in the past and history fit what was imported`() throws {
    let store = try ExchangeStore()
    let zendesk = """
      {"id": 5, "subject": "S", "description": "D", "status": "solved", "priority": "high", "requester_id": 1, "created_at": "2020-01-01T00:00:00Z", "updated_at": "2020-01-03T00:00:00Z"}
      {"id": 1, "role": "end-user", "name": "Bo", "email": "bo@x.example"}
      {"id": 70, "ticket_id": 5, "author_id": 1, "created_at": "2020-01-02T00:00:00Z", "events": [{"type": "Change", "field_name": "status", "previous_value": "open", "value": "solved"}]}
      {"id": 71, "ticket_id": 5, "author_id": 1, "created_at": "2020-01-01T12:00:00Z", "body": "again", "public": false}
      {"id": 72, "ticket_id": 99, "author_id": 1, "created_at": "2020-01-01T12:00:00Z", "body": "lost"}

      """
    let report = try store.load(InputFile(name: "z.json", bytes: Array(zendesk.utf8)))
    #expect([report.read, report.new, report.rejected] as [Int] == [4, 3, 1])
    try store.database.read { read throws in
      let id = Ticket.ID(1)
      #expect(try read.state(of: id, at: Instant(seconds: 1_577_900_000))?.status == .open)
      #expect(try read.state(of: id, at: Instant(seconds: 1_577_970_000))?.status == .solved)
      #expect(try read.events(of: id).map(\.field) == ["created", "message", "status", "imported"])
      #expect(try read.messages(of: id).map(\.kind) == [.note])
      #expect(try read.countFlaws().isEmpty)
    }
  }
  @Test func `a reply that comes in a later mailbox joins its ticket`() throws {
    let store = try ExchangeStore()
    func mail(_ id: String, _ answers: String?, _ from: String) -> String {
      "From x@y Thu Jan  1 00:00:00 2015\nFrom: \(from)\nMessage-ID: <\(id)>\n"
        + (answers.map { "In-Reply-To: <\($0)>\n" } ?? "")
        + "Date: 1 Mar 2020 10:00 +0000\nSubject: s\n\nhello \(id)\n\n"
    }
    let first = try store.load(InputFile(name: "a.mbox", bytes: Array(mail("a@x", nil, "bo@x.example").utf8)))
    #expect([first.new, first.ticketsNew] as [Int] == [1, 1])
    let second = try store.load(
      InputFile(
        name: "b.mbox",
        bytes: Array((mail("b@x", "a@x", "ada@desk.example") + mail("c@x", "zzz@x", "cy@x.example")).utf8)))
    #expect(
      [second.new, second.ticketsNew, second.ticketsUpdated, second.unchanged] as [Int] == [2, 1, 1, 0])
    try store.database.read { read throws in
      #expect(
        try read.messages(of: Ticket.ID(1)).map(\.author) == [
          .customer(.init(1)), .agent(ExchangeStore.ada.id),
        ])
    }
  }

  /// A run that is stopped at a random batch and gone on with is the run that was not stopped.
  @Test("a run cut off anywhere and resumed equals an undisturbed one", arguments: 0..<6)
  func resumed(seed: Int) throws {
    let rows = (1...120).map {
      "\($0),Subject \($0),Person \($0 % 17),p\($0 % 17)@x.example,\($0 % 13 == 0 ? "nonsense" : "2023-06-01 10:00"),Text \($0)\n"
    }.joined()
    let file = csv("id,subject,requester,email,created,description\n" + rows)
    struct Cut: Error {}
    let whole = try ExchangeStore()
    let expected = try whole.load(file, batch: 7)
    let store = try ExchangeStore()
    var (runs, last) = (0, ImportReport())
    while runs < 40 {
      runs += 1
      var batches = 0
      do {
        last = try store.load(file, resumes: true, batch: 7) { _ in
          batches += 1
          if batches > (seed + runs) % 5 + 1 { throw Cut() }
        }
        break
      } catch is Cut {}
    }
    #expect(runs > 2)
    #expect(last == expected)
    #expect(try store.export(.jsonl).text == whole.export(.jsonl).text)
  }
}

@Suite struct ExportTests {
  @Test func `export, import and export are the same bytes`() throws {
    let store = try ExchangeStore()
    try store.load(csv(ImportTests.table))
    try store.database.write { write throws in
      var ticket = try #require(try write.ticket(Ticket.ID(1)))
      ticket.assignee = ExchangeStore.noa.id
      ticket.watchers = [ExchangeStore.ada.id]
      ticket.custom["Größe"] = "\"x\"\n\u{1}"
      ticket = try write.save(ticket, by: .agent(ExchangeStore.ada.id), at: ExchangeStore.now)
      let message = Message(
        id: try write.newMessageID(), ticket: ticket.id, author: .agent(ExchangeStore.ada.id), kind: .note,
        body: "note\nfür dich",
        at: ExchangeStore.now + 5)
      try write.add(
        message, files: [NewAttachment(name: "a b.bin", type: "application/x", bytes: [0, 1, 255])])
      var other = try #require(try write.ticket(Ticket.ID(2)))
      other.mergedInto = ticket.id
      try write.save(other, by: .system, at: ExchangeStore.now + 9)
      try write.add(TicketLink(from: ticket.id, to: other.id, kind: .blocks))
    }
    let first = try store.export(.jsonl)
    #expect(first.report.tickets == 2 && first.report.bytes == first.text.utf8.count)
    let copy = try ExchangeStore()
    let file = InputFile(name: "t.jsonl", bytes: Array(first.text.utf8))
    let report = try copy.load(file)
    #expect(report.new == 2 && report.addsUp && report.attachments == 1)
    let second = try copy.export(.jsonl)
    #expect(second.text == first.text)
    #expect(second.report.sha256 == first.report.sha256)
    #expect(try copy.load(file).unchanged == 2)
    try copy.database.read { read throws in
      #expect(try read.ticket(Ticket.ID(2))?.mergedInto == Ticket.ID(1))
      #expect(try read.attachmentBytes(Attachment.ID(1)) == [0, 1, 255])
      for id in [Ticket.ID(1), Ticket.ID(2)] {
        #expect(try read.state(of: id, at: .never)?.custom == read.ticket(id)?.custom)
      }
    }
  }
  @Test func `into a store with other tickets all references move on by one number`() throws {
    let store = try ExchangeStore()
    try store.load(csv(ImportTests.table))
    let text = try store.export(.jsonl).text
    let other = try ExchangeStore()
    try other.load(csv("id,subject\n1,There before\n"))
    try other.load(InputFile(name: "t.jsonl", bytes: Array(text.utf8)))
    let all = try other.export(.jsonl).text.split(separator: "\n")
    #expect(all.count == 3)
    let moved = all.dropFirst().joined(separator: "\n").replacing("T-0002", with: "T-0001").replacing(
      "T-0003", with: "T-0002")
    #expect(moved + "\n" == text)
  }
  @Test func `a spreadsheet cannot be made to run what a customer wrote`() throws {
    let store = try ExchangeStore()
    try store.load(csv("id,subject,description\n1,\"=HYPERLINK(\"\"http://x\"\")\",a\n"))
    let safe = try store.export(.csv, columns: ["id", "subject", "body"])
    #expect(safe.text == "id,subject,body\r\nT-0001,\"'=HYPERLINK(\"\"http://x\"\")\",a\r\n")
    #expect(
      try store.export(.csv, columns: ["subject"], raw: true).text
        == "subject\r\n\"=HYPERLINK(\"\"http://x\"\")\"\r\n")
  }
  @Test func `a column that is none is refused with those that are`() throws {
    let store = try ExchangeStore()
    let refused = #expect(throws: Refusal.self) { try store.export(.csv, columns: ["id", "colour"]) }
    #expect(refused?.problem.contains("colour") == true && refused?.remedy?.contains("subject") == true)
  }
  @Test func `mails that were exported are read again with threads, files and letters`() throws {
    let store = try ExchangeStore()
    try store.load(
      csv(
        "id,subject,requester,email,description\n1,Grüße <b>,Bø Lund,bo@x.example,\"From here\nfür\"\n2,Other,,,x\n"
      ))
    try store.database.write { write throws in
      let message = Message(
        id: try write.newMessageID(), ticket: Ticket.ID(1), author: .agent(ExchangeStore.ada.id),
        kind: .public, body: "reply",
        at: ExchangeStore.now)
      try write.add(message, files: [NewAttachment(name: "ä.bin", type: "a/b", bytes: Array(0...255))])
    }
    let text = try store.export(.mbox).text
    var reader = MailTicketReader(InputFile(name: "x.mbox", bytes: Array(text.utf8)))
    var records: [ImportRecord] = []
    while case .ticket(let record)? = try reader.next() { records.append(record) }
    #expect(records.map(\.count) == [2, 1])
    #expect(records[0].ticket.subject == "Grüße <b>")
    #expect(records[0].ticket.requester == ImportedPerson(name: "Bø Lund", email: "bo@x.example"))
    #expect(records[0].ticket.messages.map(\.body).sorted() == ["From here\nfür", "reply"])
    #expect(records[0].ticket.messages.flatMap(\.attachments).map(\.content) == [Array(0...255)])
  }
  @Test func `nothing that came with a mail begins another field in the mail that is exported`() throws {
    let wicked = "1@x.example>\r\nBcc: all@desk.example\n\nFrom evil@x.example Thu Jan  1 00:00:00 2026\n"
    let store = try ExchangeStore()
    try store.load(csv("id,subject,requester,email,description\n1,Hello,Bo,bo@x.example,Hi\n"))
    try store.database.write { write throws in
      let customer = Customer(
        id: try write.newCustomerID(), name: wicked, email: wicked, since: ExchangeStore.now)
      try write.save(customer)
      let message = Message(
        id: try write.newMessageID(), ticket: Ticket.ID(1), author: .customer(customer.id), kind: .public,
        body: "Hi", at: ExchangeStore.now, mailID: wicked)
      try write.add(message, files: [NewAttachment(name: wicked, type: "a/\u{1}\r\nBcc:b", bytes: [1])])
      var ticket = try #require(try write.ticket(Ticket.ID(1)))
      ticket.subject = wicked
      try write.save(ticket, by: .system, at: ExchangeStore.now)
    }
    let lines = try store.export(.mbox).text.split(separator: "\n")
    #expect(!lines.contains { $0.hasPrefix("Bcc") } && !lines.contains { $0.contains("\r") })
    #expect(lines.count { $0.hasPrefix("From ") } == 2, "as many mails as there are messages")
  }
  @Test func `a filter chooses, and the audit row tells count and hash`() throws {
    let store = try ExchangeStore()
    try store.load(csv(ImportTests.table))
    let some = try store.export(.csv, filter: try Filter("status:closed"), columns: ["subject"])
    #expect(some.text == "subject\r\nLost\r\n" && some.report.tickets == 1)
    let row = try #require(
      try store.database.read { try $0.auditRows(AuditQuery(act: "ticket.export")).first })
    #expect(row.inputs["tickets"] == ["1"] && row.inputs["sha256"] == [some.report.sha256])
    #expect(row.handle == "noa")
  }
}
