import Domain
import TestSupport
import Testing

@testable import Store

@Suite struct TicketStoreTests {
  @Test func `what is saved is read again, field by field`() throws {
    let test = try TestStore()
    try test.furnish()
    let saved = try test.ticket { ticket in
      ticket.assignee = Agent.ID(2)
      ticket.team = Team.ID(1)
      (ticket.status, ticket.priority, ticket.channel, ticket.kind) = (.onHold, .urgent, .phone, .incident)
      (ticket.tags, ticket.watchers) = (["fire", "printer"], [Agent.ID(1), Agent.ID(3)])
      ticket.snoozedUntil = test.now + .hours(2)
      ticket.due = test.now + .days(1)
      ticket.custom = ["Product": "LaserJet \"9\"\n", "größe": "XL"]
      ticket.solved = test.now
    }
    let read = try test.database.read { try $0.ticket(saved.id) }
    #expect(read == saved)
    #expect(read?.version == 1)
  }
  @Test func `a save that changes nothing leaves no event and no version`() throws {
    let test = try TestStore()
    try test.furnish()
    let ticket = try test.ticket()
    let again = try test.database.write { try $0.save(ticket, by: .system, at: test.now + 5) }
    #expect(again == ticket)
    #expect(try test.database.read { try $0.events(of: ticket.id).map(\.field) } == ["created"])
  }
  @Test func `each difference becomes an event and a change that people can read`() throws {
    let test = try TestStore()
    try test.furnish()
    var ticket = try test.ticket()
    (ticket.assignee, ticket.status, ticket.tags) = (Agent.ID(2), .open, ["fire"])
    let changes = try test.database.write { store in
      try store.save(ticket, by: .agent(Agent.ID(3)), at: test.now + 10)
      return store.changes
    }
    #expect(
      changes == [
        Change(thing: "T-0001", field: "assignee", before: nil, after: "bob"),
        Change(thing: "T-0001", field: "status", before: "new", after: "open"),
        Change(thing: "T-0001", field: "tags", before: nil, after: "fire"),
      ])
    let events = try test.database.read { try $0.events(of: ticket.id) }
    #expect(events.map(\.field) == ["created", "assignee", "status", "tags"])
    #expect(events[1].after == "2")
    #expect(events[1].actor == .agent(Agent.ID(3)))
  }
  @Test func `a save from an older version is refused and changes nothing`() throws {
    let test = try TestStore()
    try test.furnish()
    let old = try test.ticket()
    var first = old, second = old
    first.priority = .high
    second.priority = .low
    try test.database.write { _ = try $0.save(first, by: .system, at: test.now + 1) }
    #expect(throws: Refusal.self) {
      try test.database.write { _ = try $0.save(second, by: .system, at: test.now + 2) }
    }
    #expect(try test.database.read { try $0.ticket(old.id)?.priority } == .high)
  }
  @Test func `a rehearsal does everything and leaves nothing`() throws {
    let test = try TestStore()
    try test.furnish()
    var ticket = try test.ticket()
    ticket.subject = "Another"
    let changes = try test.database.write(.rollBack) { store in
      try store.save(ticket, by: .system, at: test.now + 1)
      return store.changes.count
    }
    #expect(changes == 1)
    #expect(try test.database.read { try $0.ticket(ticket.id)?.subject } == "The printer is on fire")
  }
  @Test func `a body that throws leaves nothing, and the store goes on`() throws {
    struct Stop: Error {}
    let test = try TestStore()
    try test.furnish()
    var ticket = try test.ticket()
    ticket.subject = "Another"
    #expect(throws: Stop.self) {
      try test.database.write { store in
        _ = try store.save(ticket, by: .system, at: test.now + 1)
        throw Stop()
      }
    }
    #expect(try test.database.read { try $0.ticket(ticket.id)?.subject } == "The printer is on fire")
    #expect(try test.ticket().id == Ticket.ID(2))
  }
  @Test func `messages come back in order with their files, each content lies once`() throws {
    let test = try TestStore()
    try test.furnish()
    let ticket = try test.ticket()
    let file = NewAttachment(name: "log.txt", type: "text/plain", bytes: Array("boom\0".utf8))
    let ids = try test.database.write { store in
      try (0..<2).map { n in
        try store.add(
          Message(
            id: try store.newMessageID(), ticket: ticket.id, author: .customer(Customer.ID(1)), kind: .public,
            body: "message \(n)\0with a zero", at: test.now + Int64(n), mailID: "<\(n)@x>"), files: [file]
        ).id
      }
    }
    let (messages, bytes) = try test.database.read { store in
      let messages = try store.messages(of: ticket.id)
      return (messages, try store.attachmentBytes(messages[1].attachments[0].id))
    }
    #expect(messages.map(\.id) == ids)
    #expect(messages[0].body == "message 0\0with a zero")
    #expect(bytes == file.bytes)
    let blobs = try test.database.read { store in
      try store.connection.first("SELECT count(*) FROM blob") { $0.int() }
    }
    #expect(blobs == 1)
    #expect(try test.database.read { try $0.message(mailID: "<1@x>")?.id } == ids[1])
    #expect(try test.database.read { try $0.ticket(ticket.id)?.version } == 3)
  }
  @Test func `any past state of a ticket is told from its log and equals what was stored`() throws {
    let test = try TestStore()
    try test.furnish()
    for seed in 1...12 as ClosedRange<UInt64> {
      var dice = Seeded(seed), states: [(at: Instant, ticket: Ticket)] = []
      var ticket = try test.ticket()
      states.append((ticket.updated, ticket))
      for step in 1...40 {
        let at = test.now + Int64(step) * 1000
        ticket = try test.database.write { store in
          var next = ticket
          for _ in 0...Int.random(in: 0...3, using: &dice) { change(&next, at, &dice) }
          if Int.random(in: 0..<5, using: &dice) == 0 {
            try store.add(
              Message(
                id: try store.newMessageID(), ticket: ticket.id, author: .agent(Agent.ID(1)), kind: .note,
                body: "note", at: at))
          }
          return try store.save(next, by: .agent(Agent.ID(2)), at: at)
        }
        ticket = try test.database.read { try #require(try $0.ticket(ticket.id)) }
        states.append((ticket.updated, ticket))
      }
      func told(_ at: Instant) throws -> Ticket? {
        try test.database.read { try $0.state(of: ticket.id, at: at) }
      }
      for state in states {
        let stored = states.last { $0.at <= state.at }?.ticket
        #expect(try told(state.at) == stored)
      }
      #expect(try told(test.now - 1) == nil)
      #expect(try told(test.now + .days(9)) == ticket)
    }
  }
  private func change(_ ticket: inout Ticket, _ at: Instant, _ dice: inout Seeded) {
    switch Int.random(in: 0..<12, using: &dice) {
    case 0: ticket.subject = "Subject \(Int.random(in: 0..<4, using: &dice))"
    case 1: ticket.requester = Customer.ID(Int64.random(in: 1...3, using: &dice))
    case 2: ticket.assignee = [nil, Agent.ID(1), Agent.ID(2)].randomElement(using: &dice) ?? nil
    case 3: ticket.team = [nil, Team.ID(1), Team.ID(2)].randomElement(using: &dice) ?? nil
    case 4: ticket.status = Ticket.Status.allCases.randomElement(using: &dice) ?? .open
    case 5: ticket.priority = Ticket.Priority.allCases.randomElement(using: &dice) ?? .low
    case 6: ticket.tags = ["a", "b", "c"].filter { _ in Bool.random(using: &dice) }
    case 7: ticket.watchers = [1, 2, 3].filter { _ in Bool.random(using: &dice) }.map { Agent.ID($0) }
    case 8: ticket.snoozedUntil = Bool.random(using: &dice) ? at + 50 : nil
    case 9: ticket.due = Bool.random(using: &dice) ? at + 70 : .never
    case 10: ticket.custom["k\(Int.random(in: 0..<3, using: &dice))"] = Bool.random(using: &dice) ? "v" : nil
    default: ticket.solved = Bool.random(using: &dice) ? at : nil
    }
  }
}
