import Acts
import Domain
import Store
import Testing

@testable import Operations

@Suite struct BulkTests {
  let desk: Desk
  init() throws { desk = try Desk() }
  private func made(_ count: Int) throws -> [Ticket.ID] {
    try desk.database.write { store in
      try (0..<count).map { _ in
        let id = try store.newTicketID()
        try store.save(
          Ticket(id: id, subject: "s", requester: .init(1), status: .open, tags: ["x"], created: desk.now),
          by: .system, at: desk.now)
        return id
      }
    }
  }

  @Test(
    "a reference that the reason begins with is said once",
    arguments: [
      ("T-1", "T-1 is closed.", "such as T-1 is closed."),
      ("T-1", "bo is writing in it.", "such as T-1: bo is"),
      ("T-1", "T-12 is its parent.", "such as T-1: T-12 is"),
    ])
  func once(_ ticket: String, _ reason: String, _ says: String) {
    let outcome = BulkTickets.Outcome(
      act: "ticket.assign", matched: 2, tried: 2, done: 1,
      exceptions: [.init(ticket: ticket, reason: reason)], left: 1)
    #expect(BulkTickets.sentence(outcome).contains("1 were left alone, \(says)"))
  }
  @Test func aBulkActGoesInBatchesWithOneUndoAndOneRedo() throws {
    let ids = try made(450), other = try desk.ticket()
    let act = BulkTickets(filter: "tag:x", like: SetPriority(tickets: [], to: .urgent))
    let preview = try desk.pipeline.preview(act, try desk.by("bob"))
    #expect(preview.output.matched == 450 && preview.output.done == 450)
    #expect(try desk.audit().isEmpty)
    let receipt = try desk.pipeline.run(act, try desk.by("bob"))
    #expect(receipt.output.done == 450 && receipt.output.left == 0 && receipt.canUndo)
    #expect(
      BulkTickets.sentence(receipt.output) == "Set the priority of tickets: done to 450 of 450 tickets.")
    #expect(try desk.audit().count == 3 && Set(desk.audit().map(\.correlation)).count == 1)
    #expect(try desk.audit().allSatisfy { $0.inputs["filter"] == ["tag:x"] })
    #expect(
      try ids.allSatisfy { try desk.read($0).priority == .urgent } && desk.read(other).priority == .normal)
    try desk.restart()
    let undone = try desk.pipeline.undoLast(try desk.by("bob"))
    #expect(undone.output.rows == [3, 2, 1])
    #expect(try ids.allSatisfy { try desk.read($0).priority == .normal })
    try desk.pipeline.redoLast(try desk.by("bob"))
    #expect(try ids.allSatisfy { try desk.read($0).priority == .urgent })
  }
  @Test func exceptionsAreNamedAndLeftAlone() throws {
    let ids = try made(3)
    _ = try desk.pipeline.run(CloseTickets(tickets: [ids[0]]), try desk.by("bob"))
    _ = try desk.pipeline.run(
      SaveDraft(ticket: ids[1], kind: .public, text: "Half", version: 1), try desk.by("ada"))
    let act = BulkTickets(filter: "tag:x", act: "assign", with: ["to=bob"])
    let outcome = try desk.pipeline.run(act, try desk.by("bob")).output
    #expect(outcome.done == 1 && outcome.left == 2)
    #expect(outcome.exceptions.map(\.reason) == ["\(ids[0]) is closed.", "ada is writing in it."])
    #expect(try ids.map { try desk.read($0).assignee == .init(12) } == [false, false, true])
    let forced = BulkTickets(filter: "tag:x", act: "assign", with: ["to=bob"], force: true)
    #expect(try desk.pipeline.run(forced, try desk.by("bob")).output.done == 2)
  }
  @Test func whatATicketRefusesHalfwayLeavesNothingOfItBehind() throws {
    let id = try made(1)[0]
    _ = try desk.database.write { store in
      #expect(throws: Refusal.self) {
        try store.attempt {
          var ticket = try #require(try store.ticket(id))
          ticket.subject = "half"
          try store.save(ticket, by: .system, at: desk.now)
          throw Refusal(.conflict, "No.")
        }
      }
      #expect(store.changes.isEmpty)
      var ticket = try #require(try store.ticket(id))
      #expect(ticket.subject == "s")
      ticket.status = .solved
      return try store.save(ticket, by: .system, at: desk.now)
    }
    #expect(try desk.read(id).version == 2 && desk.read(id).status == .solved)
    let flaws = try desk.database.read { try $0.count(.everything, viewer: nil, now: desk.now) }
    #expect(flaws.number == 1)
  }
  @Test func mistakesAreToldBeforeTheFirstTicketIsTouched() throws {
    _ = try made(2)
    #expect(BulkTickets(filter: "tag:x", act: "assign", with: ["too=bob"]).flaws.first?.field == "act")
    #expect(BulkTickets(filter: "tag:x", act: "assign", with: ["bob"]).flaws.first?.field == "act")
    #expect(BulkTickets(filter: "tag:", act: "solve").flaws.first?.field == "filter")
    let none = try refusal {
      try desk.pipeline.run(BulkTickets(filter: "tag:y", act: "solve"), try desk.by("bob"))
    }
    #expect(none?.problem == "No ticket matches.")
    let may = try refusal {
      try desk.pipeline.run(BulkTickets(filter: "tag:x", act: "solve"), try desk.by("billing"))
    }
    #expect(may?.kind == .forbidden)
  }
  @Test func theSameKeyRunsABulkActOnce() throws {
    _ = try made(250)
    let act = BulkTickets(filter: "status:open", act: "solve")
    let first = try desk.pipeline.run(act, try desk.by("bob", key: "b"))
    let again = try desk.pipeline.run(act, try desk.by("bob", key: "b"))
    #expect(!first.isReplay && again.isReplay && again.output == first.output && first.output.done == 250)
  }
}
