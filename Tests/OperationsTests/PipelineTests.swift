import Acts
import Domain
import Store
import Testing

@testable import Operations

@Suite struct PipelineTests {
  let desk: Desk
  init() throws { desk = try Desk() }

  @Test func anActLeavesItsAuditRowWithWhoWhatAndWhatChanged() throws {
    let id = try desk.ticket()
    let receipt = try desk.pipeline.run(AssignTickets(tickets: [id], to: .init("bob")), try desk.by("ada"))
    let row = try #require(try desk.audit().first)
    #expect(row.id == receipt.audit && row.act == "ticket.assign" && row.handle == "ada")
    #expect(row.door == "console" && row.result == .ok && row.subjects.contains("\(id)"))
    #expect(row.inputs == ["tickets": ["\(id)"], "to": ["bob"]])
    #expect(row.changes == [Change(thing: "\(id)", field: "assignee", before: nil, after: "bob")])
    #expect(receipt.changes == row.changes && receipt.canUndo)
    #expect(AssignTickets.sentence(receipt.output) == "\(id) assigned to bob.")
    let events = try desk.database.read { try $0.events(of: id) }
    #expect(events.last?.audit == row.id)
  }
  @Test func whoMayNotIsRefusedAndTheAttemptIsKept() throws {
    let id = try desk.ticket()
    let refused = try refusal {
      try desk.pipeline.run(AssignTickets(tickets: [id], to: .init("bob")), try desk.by("auditor"))
    }
    #expect(refused?.kind == .forbidden)
    #expect(refused?.problem == "You may not assign tickets.")
    let row = try #require(try desk.audit().first)
    #expect(row.result == .refused && row.act == "ticket.assign" && row.changes.isEmpty)
    #expect(row.subjects == ["\(id)", "agent bob"])
    #expect(try desk.read(id).assignee == nil)
  }
  @Test func theStoreDecidesOnRightsNotTheDoor() throws {
    let id = try desk.ticket(), context = try desk.by("bob")
    try desk.database.write { store in
      var bob = try #require(try store.agent(handle: "bob"))
      bob.isDisabled = true
      try store.save(bob)
    }
    let refused = try refusal { try desk.pipeline.run(TakeTickets(tickets: [id]), context) }
    #expect(refused?.problem == "The account “bob” is disabled.")
  }
  @Test func aSessionThatIsOverOrLockedActsNoMore() throws {
    let id = try desk.ticket(), bob = try desk.by("bob").actor
    var session = Session(id: .init(1), agent: bob.id, tokenHash: "x", door: "console", started: desk.now)
    func attempt() throws -> Refusal? {
      try desk.database.write { try $0.save(session) }
      let context = Context(actor: bob, door: .console, session: session.id, now: desk.now)
      return try refusal { try desk.pipeline.run(TakeTickets(tickets: [id]), context) }
    }
    session.isLocked = true
    #expect(try attempt()?.problem == "Your session is locked.")
    (session.isLocked, session.end, session.ended) = (false, .revoked, desk.now)
    #expect(try attempt()?.problem == "Your session is over.")
    #expect(try desk.audit().map(\.result) == [.refused, .refused])
  }
  @Test func aSwitchedOffActIsRefused() throws {
    var pipeline = desk.pipeline
    pipeline.suspended = ["ticket.take": "incident 12"]
    let id = try desk.ticket()
    let refused = try refusal { try pipeline.run(TakeTickets(tickets: [id]), try desk.by("bob")) }
    #expect(refused?.kind == .suspended)
    #expect(Gate(role: .agent, suspended: pipeline.suspended).refusal(of: TakeTickets.self) == refused)
  }
  @Test func previewIsTheActAndChangesNothing() throws {
    let id = try desk.ticket()
    let before = try desk.read(id)
    let preview = try desk.pipeline.preview(
      ReplyToTicket(ticket: id, text: "Hello", status: .solved), try desk.by("bob"))
    #expect(preview.output.status == "solved" && preview.messages.map(\.to) == [["kim@corp.example"]])
    #expect(
      preview.changes.contains(Change(thing: "\(id)", field: "status", before: "open", after: "solved")))
    #expect(try desk.read(id) == before && (try desk.audit()).isEmpty && (try desk.bodies(id)).count == 1)
  }
  @Test func sameKeyActsOnceAndIsBoundToItsInputs() throws {
    let id = try desk.ticket()
    let first = try desk.pipeline.run(AddNote(ticket: id, text: "once"), try desk.by("bob", key: "k"))
    let again = try desk.pipeline.run(AddNote(ticket: id, text: "once"), try desk.by("bob", key: "k"))
    #expect(!first.isReplay && again.isReplay && again.output == first.output && again.audit == first.audit)
    #expect(try desk.bodies(id) == ["Please help.", "once"])
    let other = try refusal {
      try desk.pipeline.run(AddNote(ticket: id, text: "twice"), try desk.by("bob", key: "k"))
    }
    #expect(other?.kind == .conflict)
    // Another person's key of the same name is another key.
    #expect(try !desk.pipeline.run(AddNote(ticket: id, text: "twice"), desk.by("ada", key: "k")).isReplay)
  }
  @Test func refusalOfTheStoreKnowsItsField() throws {
    let id = try desk.ticket()
    let refused = try refusal {
      try desk.pipeline.run(AssignTickets(tickets: [id], to: .init("bov")), try desk.by("ada"))
    }
    #expect(
      refused == Refusal(.unknown, "No agent is called bov.", remedy: "Did you mean bob?", field: "to"))
    #expect(try desk.audit().isEmpty)
  }
  @Test func whatOnlyUndoesCannotBeAskedFor() throws {
    let id = try desk.ticket()
    let act = RestoreTickets(tickets: [id], fields: ["assignee"], expected: ["-"], values: ["=1"])
    #expect(try refusal { try desk.pipeline.run(act, try desk.by("admin")) }?.kind == .forbidden)
  }
}
