import Domain
import Testing

@testable import Store

@Suite struct BulkLoaderTests {
  private func bulk(_ number: Int64, _ now: Instant) -> BulkTicket {
    let id = Ticket.ID(number), requester = Customer.ID(1 + number % 3)
    var ticket = Ticket(id: id, subject: "Printer \(number)", requester: requester, created: now + number)
    (ticket.tags, ticket.watchers, ticket.custom) = (["fire"], [Agent.ID(1)], ["Product": "Alpha"])
    (ticket.status, ticket.team) = (.open, Team.ID(1))
    func event(_ field: String, _ step: Int64, _ before: String?, _ after: String?) -> TicketEvent {
      TicketEvent(
        id: 0, ticket: id, at: now + number + step, actor: .agent(Agent.ID(1)), field: field, before: before,
        after: after, audit: 0)
    }
    let message = Message(
      id: Message.ID(0), ticket: id, author: .customer(requester), kind: .public,
      body: "It burns, says \(number)",
      at: now + number + 1)
    return BulkTicket(
      ticket: ticket, messages: [message], files: [0: [NewAttachment(name: "a", type: "b", bytes: [1, 2])]],
      events: [
        event("created", 0, nil, nil), event("message", 1, nil, nil), event("status", 2, "new", "open"),
      ],
      origin: .init(source: "test", external: "x\(number)", digest: "d", messages: ["m\(number)"]))
  }

  @Test(arguments: [false, true])
  func `what is brought in at once is found as if it had been saved one by one`(inUse: Bool) throws {
    let test = try TestStore()
    try test.furnish()
    if inUse { _ = try test.ticket() }
    let loader = try BulkLoader(test.database)
    for number in 101...160 as ClosedRange<Int64> { try loader.add(bulk(number, test.now)) }
    try loader.finish()
    let id = Ticket.ID(130)
    try test.database.read { store in
      let ticket = try #require(try store.ticket(id)), messages = try store.messages(of: id)
      #expect(ticket.version == 3 && ticket.updated == test.now + 132 && ticket.tags == ["fire"])
      #expect(messages.map(\.body) == ["It burns, says 130"])
      #expect(try store.attachmentBytes(messages[0].attachments[0].id) == [1, 2])
      #expect(try store.events(of: id).map(\.field) == ["created", "message", "status"])
      #expect(try store.events(of: id)[1].after == "\(messages[0].id.rawValue)")
      #expect(try store.state(of: id, at: test.now + 131)?.status == .new)
      #expect(try store.imported("x130", kind: "ticket", from: "test")?.local == 130)
      #expect(try store.imported("m130", kind: "message", from: "test")?.local == messages[0].id.rawValue)
      for (text, count) in [
        ("tag:fire status:open", 60), ("team:billing", 60), ("burns", 60), ("\"says 130\"", 1),
        ("custom.Product:alpha", 60),
      ] {
        #expect(try store.count(try Filter(text), viewer: nil, now: test.now).number == count, "\(text)")
      }
    }
    let flaws = try test.database.check()
    #expect(flaws == [])
    #expect(try !BulkLoader.isUnfinished(test.database))
    // The numbers go on behind those that were brought.
    #expect(try test.ticket().id == Ticket.ID(161))
  }
  @Test func `a load that was killed is brought to an end by the next one`() throws {
    let test = try TestStore()
    try test.furnish()
    let killed = try BulkLoader(test.database)
    for number in 1...5 as ClosedRange<Int64> { try killed.add(bulk(number, test.now)) }
    try killed.flush()
    #expect(try BulkLoader.isUnfinished(test.database))
    try BulkLoader.mend(test.database)
    #expect(try !BulkLoader.isUnfinished(test.database))
    let flaws = try test.database.check()
    #expect(flaws == [])
    let found = try test.database.read { store in
      try store.count(try Filter("burns"), viewer: nil, now: test.now).number
    }
    #expect(found == 5)
  }
}
