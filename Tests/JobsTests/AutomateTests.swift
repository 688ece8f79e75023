import Acts
import Domain
import Operations
import Store
import Testing

@testable import Jobs

@Suite struct Automate {
  let house: House
  let loop: JobLoop
  init() throws {
    house = try House()
    loop = house.loop([Job(.automate)])
  }
  private func ada() throws -> Context {
    house.clocks.pass(1000)
    return Context(actor: try house.ada, door: .command, now: house.clocks.wall)
  }
  @discardableResult private func run<A: Act>(_ act: A) throws -> A.Output {
    try Pipeline(database: house.database).run(act, try ada()).output
  }
  private func ticket(_ subject: String = "Help") throws -> Ticket.ID {
    let made = try run(CreateTicket(subject: subject, from: "kim@corp.example", text: "Please."))
    return try #require(Ticket.ID(made.ticket))
  }
  private func look(_ id: Ticket.ID) throws -> Ticket {
    try #require(try house.database.read { try $0.ticket(id) })
  }
  private func runs() throws -> [AutomationRun] {
    try house.database.read { try $0.automationRuns(limit: 1000) }.reversed()
  }
  private func work() throws { while try loop.pass() == 0 {} }
  private func step(_ text: String) throws -> MacroStep { try MacroStep(text: text) }

  @Test("a rule acts on what happens after it was saved, on the tickets it means, once")
  func acts() throws {
    let before = try ticket("Refund")
    try run(
      SaveAutomation(
        name: "refunds", on: [.created], filter: "refund",
        steps: [step("priority to=high"), step("tag add=money")]))
    let meant = try ticket("A refund, please"), other = try ticket("Login")
    for _ in 1...3 { try work() }
    #expect(try look(meant).priority == .high && look(meant).tags == ["money"])
    #expect(try look(other).priority == .normal && look(before).priority == .normal)
    #expect(try runs().map(\.ticket) == [meant])
    let row = try #require(
      try house.database.read { try $0.auditRows(AuditQuery(act: "automation.run", limit: 5)) }.first)
    #expect(row.actor == nil && row.door == "job" && row.subjects.contains("\(meant)"))
    // One undo takes all of it back.
    try Pipeline(database: house.database).undo(row.id, try ada())
    #expect(try look(meant).priority == .normal && look(meant).tags.isEmpty)
  }

  @Test("what was done before the process was killed is not done again")
  func killed() throws {
    try run(SaveAutomation(name: "greet", on: [.created], filter: "", text: "We are on it.", note: true))
    let ids = try (1...5).map { try ticket("Number \($0)") }
    let found = try #require(
      try house.database.read { try AutomationWatch(in: $0).next(at: house.clocks.wall, FixedZone.utc) })
    #expect(found.runs.map(\.ticket) == ids)
    for act in found.runs.prefix(3) { try run(act) }
    for process in 2...4 {
      let loop = house.loop([Job(.automate)], process: process)
      while try loop.pass() == 0 {}
    }
    #expect(try runs().count == 5)
    for id in ids {
      #expect(try house.database.read { try $0.messages(of: id) }.filter { $0.kind == .note }.count == 1)
    }
  }

  @Test("two rules do not chase each other, for what the house does is no event")
  func chase() throws {
    try run(
      SaveAutomation(name: "there", on: [.status], filter: "status:open", steps: [step("status to=pending")]))
    try run(
      SaveAutomation(name: "back", on: [.status], filter: "status:pending", steps: [step("status to=open")]))
    let id = try ticket()
    try run(SetStatus(tickets: [id], to: .open))
    for _ in 1...5 { try work() }
    #expect(try look(id).status == .pending && runs().count == 1)
  }

  @Test("where a step is refused nothing is done, and the run says why")
  func refused() throws {
    try run(
      SaveAutomation(
        name: "wrong", on: [.created], filter: "",
        steps: [step("tag add=half"), step("assign to=nobody-here")]))
    let id = try ticket()
    try work()
    #expect(try look(id).tags.isEmpty)
    let kept = try #require(try runs().first)
    #expect(kept.outcome == .refused && kept.reason?.contains("nobody-here") == true)
    try work()
    #expect(try runs().count == 1)
  }

  @Test("as time passes a rule acts on a ticket once, until something happens to the ticket again")
  func time() throws {
    try run(
      SaveAutomation(
        name: "nag", on: [.time], filter: "status:pending updated<-2h", text: "Still waiting.", note: true))
    let id = try ticket()
    try run(SetStatus(tickets: [id], to: .pending))
    try work()
    #expect(try runs().isEmpty)
    for _ in 1...3 {
      house.clocks.pass(.hours(3))
      try work()
    }
    #expect(try runs().count == 1)
    try run(SetPriority(tickets: [id], to: .high))
    house.clocks.pass(.hours(3))
    try work()
    #expect(try runs().count == 2)
  }

  @Test("what answers itself from outside comes to an end")
  func bounded() throws {
    try run(SaveAutomation(name: "echo", on: [.note], filter: "", text: "Echo.", note: true))
    let id = try ticket()
    for turn in 1...25 {
      try run(AddNote(ticket: id, text: "Call \(turn)"))
      try work()
    }
    #expect(try runs().filter { $0.outcome == .done }.count == 20)
    #expect(try runs().filter { $0.outcome == .bounded }.count == 5)
  }

  @Test("without a rule the job sleeps")
  func sleeps() throws {
    _ = try ticket()
    #expect(try house.database.read { try AutomationWatch(in: $0).due(at: house.clocks.wall) } == .never)
  }
}
