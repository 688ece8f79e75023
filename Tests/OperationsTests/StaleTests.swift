import Acts
import Domain
import Store
import Testing

@testable import Operations

@Suite struct StaleTests {
  let desk: Desk
  init() throws { desk = try Desk() }

  @Test func aStaleEditIsRefusedWithWhatWasSeenAndWhatIsNow() throws {
    let id = try desk.ticket()
    let seen = Int(try desk.read(id).version)
    _ = try desk.pipeline.run(SetStatus(tickets: [id], to: .pending), try desk.by("cleo"))
    _ = try desk.pipeline.run(SetStatus(tickets: [id], to: .solved), try desk.by("cleo"))
    _ = try desk.pipeline.run(AssignTickets(tickets: [id], to: .init("cleo")), try desk.by("cleo"))
    let refused = try refusal {
      try desk.pipeline.run(SetPriority(tickets: [id], to: .high, version: seen), try desk.by("bob"))
    }
    #expect(refused?.kind == .conflict)
    #expect(
      refused?.problem == """
        \(id) changed since you looked at it (version \(seen), now \(seen + 3)): \
        status open → solved by cleo at 09:00; assignee none → cleo by cleo at 09:00.
        """)
    #expect(try desk.read(id).priority == .normal)
  }
  @Test func whatOneDidOneselfMakesNothingStale() throws {
    let id = try desk.ticket()
    let seen = Int(try desk.read(id).version)
    _ = try desk.pipeline.run(TakeTickets(tickets: [id]), try desk.by("bob"))
    _ = try desk.pipeline.run(SetStatus(tickets: [id], to: .pending, version: seen), try desk.by("bob"))
    #expect(try desk.read(id).status == .pending)
  }
  @Test func aMessageOfTheCustomerStopsAReplyThatDoesNotKnowIt() throws {
    let id = try desk.ticket()
    let seen = Int(try desk.read(id).version)
    try desk.database.write { store in
      _ = try store.add(
        Message(
          id: try store.newMessageID(), ticket: id, author: .customer(.init(1)), kind: .public,
          body: "Never mind", at: desk.now))
    }
    let refused = try refusal {
      try desk.pipeline.run(ReplyToTicket(ticket: id, text: "Hm", version: seen), try desk.by("bob"))
    }
    #expect(refused?.problem.contains("a message by Kim Lee") == true)
    #expect(try desk.bodies(id) == ["Please help.", "Never mind"])
  }
}
