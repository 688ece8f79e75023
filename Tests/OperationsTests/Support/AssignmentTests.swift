import Acts
import Domain
import Store
import Testing

@testable import Operations

@Suite struct AssignmentTests {
  let desk: Desk
  private let ada: Agent.ID? = Agent.ID(11), bob: Agent.ID? = Agent.ID(12), cleo: Agent.ID? = Agent.ID(13)
  init() throws { desk = try Desk() }

  @discardableResult private func run<A: Act>(_ act: A, by handle: String = "cleo") throws -> A.Output {
    try desk.pipeline.run(act, try desk.by(handle)).output
  }
  private func read<Q: Query>(_ query: Q) throws -> Q.Output {
    try desk.pipeline.read(query, try desk.by("cleo"))
  }
  private func owner(_ id: Ticket.ID) throws -> String? { try desk.handle(try desk.read(id).assignee) }
  @discardableResult private func waiting(_ change: @escaping (inout Ticket) -> Void = { _ in }) throws
    -> Ticket.ID
  {
    try desk.ticket {
      $0.team = Team.ID(1)
      change(&$0)
    }
  }
  private func refused(_ body: () throws -> Void) -> Refusal? {
    do {
      try body()
      return nil
    } catch { return error as? Refusal }
  }
  /// Only ada and bob take anything.
  private func onlyTwo() throws {
    for role in Role.allCases where role.permissions.contains(.replyToTickets) {
      _ = try run(SetProfile(agent: .init(role.rawValue), capacity: 0))
    }
    _ = try run(SetProfile(agent: .init("cleo"), capacity: 0))
  }

  @Test("a rule gives what waits to each in turn, keeps why, and one undo takes it back")
  func runs() throws {
    try onlyTwo()
    _ = try run(SaveRule(name: "everyday", team: "billing", way: .roundRobin))
    let ids = try (0..<3).map { _ in try waiting() }
    let receipt = try desk.pipeline.run(AssignWaiting(), try desk.by("cleo"))
    #expect(receipt.output == .init(assigned: 3, handed: 0))
    #expect(try ids.map { try owner($0) } == ["ada", "bob", "ada"])
    let told = try read(ExplainAssignment(ticket: ids[1]))
    #expect(told.agent == "bob" && told.act == "assign.run" && told.audit == receipt.audit)
    #expect(told.why.hasPrefix("Rule everyday (round robin): bob is next after ada."))
    try desk.pipeline.undoLast(try desk.by("cleo"))
    #expect(try ids.map { try owner($0) } == [nil, nil, nil])
  }
  @Test("the turn is kept over restarts")
  func turns() throws {
    try onlyTwo()
    _ = try run(SaveRule(name: "everyday", team: "billing", way: .roundRobin))
    let first = try waiting()
    _ = try run(AutoAssign(tickets: [first]))
    try desk.restart()
    let second = try waiting()
    _ = try run(AutoAssign(tickets: [second]))
    #expect(try [first, second].map { try owner($0) } == ["ada", "bob"])
    #expect(try read(ShowRule(name: "everyday")).last == "bob")
  }
  @Test("what somebody has, what sleeps, waits for others or is closed, and imported tickets are left alone")
  func untouched() throws {
    _ = try run(SaveRule(name: "everyday", team: "billing", way: .leastLoaded))
    let now = desk.now, later = now + .hours(1)
    let kept = try [
      waiting { $0.assignee = cleo }, waiting { $0.snoozedUntil = later },
      waiting { $0.status = .pending },
      waiting { $0.status = .solved }, waiting { $0.status = .closed }, waiting { $0.team = Team.ID(2) },
    ]
    let imported = try waiting()
    try desk.database.write {
      try $0.note(
        Imported(local: imported.rawValue, digest: "d"), of: "17", kind: "ticket", from: "zendesk:acme")
    }
    let before = try kept.map { try owner($0) }
    let outcome = try run(AssignWaiting())
    #expect(outcome.assigned == 0)
    #expect(try kept.map { try owner($0) } == before)
    #expect(try owner(imported) == nil)
    #expect(try !desk.database.read { try AssignWaiting.hasWork(in: $0, at: desk.now) })
  }
  @Test("a slot that is freed takes the next breach first")
  func freed() throws {
    try onlyTwo()
    _ = try run(SetProfile(agent: .init("ada"), capacity: 1))
    _ = try run(SetProfile(agent: .init("bob"), capacity: 0))
    _ = try run(SaveRule(name: "everyday", team: "billing", way: .leastLoaded))
    let now = desk.now
    let held = try waiting { $0.assignee = ada }
    let late = try waiting { $0.due = now + .hours(9) }, soon = try waiting { $0.due = now + .hours(1) }
    #expect(try run(AssignWaiting()).assigned == 0)
    #expect(try read(ExplainAssignment(ticket: soon)).why.contains("ada (full with 1 of 1 open)"))
    _ = try run(SolveTickets(tickets: [held]), by: "ada")
    #expect(try run(AssignWaiting()).assigned == 1)
    #expect(try [late, soon].map { try owner($0) } == [nil, "ada"])
  }
  @Test("a ticket that has an owner or no queue is not assigned by the rules, and it says why")
  func refusals() throws {
    _ = try run(SaveRule(name: "everyday", team: "billing", way: .leastLoaded))
    let held = try waiting { $0.assignee = ada }, loose = try desk.ticket()
    #expect(refused { _ = try run(AutoAssign(tickets: [held])) }?.problem == "\(held) is with ada.")
    #expect(
      refused { _ = try run(AutoAssign(tickets: [loose])) }?.problem == "\(loose) is in no team's queue.")
  }
  @Test("a rule that no ticket comes to, and what names nothing there is, are refused with the place")
  func badRules() throws {
    _ = try run(SaveRule(name: "everyday", team: "billing", way: .roundRobin))
    let behind = refused {
      _ = try run(SaveRule(name: "gold", team: "billing", way: .roundRobin, tier: ["gold"]))
    }
    #expect(
      behind?.field == "name" && behind?.remedy == "Put “gold” before “everyday”, or retire one of them.")
    _ = try run(
      SaveRule(name: "gold", team: "billing", way: .roundRobin, tier: ["gold"], before: "everyday"))
    #expect(try read(ListRules()).map(\.name) == ["gold", "everyday"])
    #expect(refused { _ = try run(OrderRules(names: ["everyday"])) }?.field == "names")
    #expect(refused { _ = try run(SaveRule(name: "x", team: "biling", way: .roundRobin)) }?.field == "team")
    #expect(refused { _ = try run(RetireRule(name: "glod")) }?.remedy == "Did you mean “gold”?")
    let flaws = SaveRule(name: "x", team: "billing", way: .roundRobin, widen: "2h", weights: [1, 2]).flaws
    #expect(flaws.map(\.field) == ["weights", "widen"])
    #expect(
      SaveRule(name: "x", team: "billing", way: .roundRobin, widen: "soon").flaws.first?.field == "widen")
    _ = try run(RetireRule(name: "gold"))
    try desk.pipeline.undoLast(try desk.by("cleo"))
    #expect(try read(ListRules()).map(\.name) == ["gold", "everyday"])
  }
  @Test("whoever goes away hands over what is not solved, and gets back what was not touched")
  func awayAndBack() throws {
    let open = try waiting { $0.assignee = ada }
    let asleep = try waiting { ($0.assignee, $0.snoozedUntil) = (ada, Instant.never - 1) }
    let taken = try waiting { $0.assignee = ada },
      solved = try waiting { ($0.assignee, $0.status) = (ada, .solved) }
    _ = try run(SendAway(agent: .init("me"), to: "2h", deputy: .init("bob")), by: "ada")
    #expect(try [open, asleep, taken, solved].map { try owner($0) } == ["bob", "bob", "bob", "ada"])
    _ = try run(AssignTickets(tickets: [taken], to: .init("cleo")))
    _ = try run(BringBack(agent: .init("ada")))
    #expect(try [open, asleep, taken, solved].map { try owner($0) } == ["ada", "ada", "cleo", "ada"])
    #expect(refused { _ = try run(BringBack(agent: .init("ada"))) }?.problem == "ada is not away.")
  }
  @Test("an absence begins and ends by itself when its time comes")
  func edges() throws {
    let ticket = try waiting { $0.assignee = ada }
    _ = try run(SendAway(agent: .init("ada"), from: "1h", to: "3h", deputy: .init("bob")))
    #expect(try owner(ticket) == "ada")
    let due = try desk.database.read { try AssignmentDesk($0).due(after: nil, now: desk.now) }
    #expect(due == desk.now + .hours(1))
    desk.now = desk.now + .hours(1)
    #expect(try run(AssignWaiting()).handed == 1)
    #expect(try owner(ticket) == "bob")
    #expect(try read(ShowProfile(agent: .init("ada"))).away != nil)
    desk.now = desk.now + .hours(2)
    #expect(try run(AssignWaiting()).handed == 1)
    #expect(try owner(ticket) == "ada")
    #expect(try read(ShowProfile(agent: .init("ada"))).away == nil)
  }
  @Test("deputies in a circle, others' absences and times that are over are refused")
  func badAbsences() throws {
    _ = try run(SendAway(agent: .init("ada"), deputy: .init("bob")))
    let circle = refused { _ = try run(SendAway(agent: .init("bob"), deputy: .init("ada"))) }
    #expect(circle?.problem == "Nobody would be there: bob → ada → bob." && circle?.field == "deputy")
    #expect(
      refused { _ = try run(SendAway(agent: .init("me"), deputy: .init("me")), by: "bob") }?.field == "deputy"
    )
    let other = refused { _ = try run(SendAway(agent: .init("ada")), by: "bob") }
    #expect(other?.kind == .forbidden)
    #expect(refused { _ = try run(SendAway(agent: .init("bob"), from: "2h", to: "1h")) }?.field == "to")
    #expect(
      refused { _ = try run(SendAway(agent: .init("bob"), deputy: .init("auditor"))) }?.field == "deputy")
  }
  @Test("what a leaver holds goes back to the queue, what is asleep or pending too")
  func releases() throws {
    let all = try [
      waiting { $0.assignee = bob }, waiting { ($0.assignee, $0.status) = (bob, .pending) },
      waiting { ($0.assignee, $0.status) = (bob, .solved) },
    ]
    #expect(try run(ReleaseTickets(agent: .init("bob"))).changed == 2)
    #expect(try all.map { try owner($0) } == [nil, nil, "bob"])
    try desk.pipeline.undoLast(try desk.by("cleo"))
    #expect(try all.map { try owner($0) } == ["bob", "bob", "bob"])
  }
  @Test("rebalancing carries out what the load shows, and one undo takes all of it back")
  func rebalances() throws {
    try onlyTwo()
    let ids = try (0..<4).map { _ in try waiting { $0.assignee = ada } }
    let load = try read(ShowLoad(team: "billing"))
    #expect(load.moves.map(\.to) == ["bob", "bob"])
    #expect(try run(Rebalance(team: "billing")).moves == load.moves)
    #expect(try ids.map { try owner($0) } == ["ada", "ada", "bob", "bob"])
    #expect(try read(ExplainAssignment(ticket: ids[3])).why.hasPrefix("Rebalanced: ada had more"))
    try desk.pipeline.undoLast(try desk.by("cleo"))
    #expect(try ids.map { try owner($0) } == ["ada", "ada", "ada", "ada"])
  }
  @Test(
    "a draft gives nothing to anybody, can be tried on the past, and comes into force when it is saved again")
  func drafts() throws {
    try onlyTwo()
    _ = try run(SetProfile(agent: .init("bob"), capacity: 1))
    _ = try run(SaveRule(name: "new", team: "billing", way: .leastLoaded, draft: true))
    let ids = try (0..<3).map { _ in try waiting() }
    _ = try run(AssignTickets(tickets: [ids[0]], to: .init("cleo")))
    #expect(try run(AssignWaiting()).assigned == 0)
    #expect(try read(ListRules()).map(\.place) == [0])
    #expect(refused { _ = try run(OrderRules(names: ["new"])) }?.problem == "The rule “new” is a draft.")
    let answer = try read(SimulateRule(rule: "new", last: "1d"))
    #expect(answer.tickets == 3 && answer.left == 0 && answer.leftThen == 2)
    let rows = answer.agents.filter { ["ada", "bob", "cleo"].contains($0.agent) }
    #expect(rows.map(\.agent) == ["ada", "bob", "cleo"])
    #expect(rows.map(\.simulated.tickets) == [2, 1, 0] && rows.map(\.happened.tickets) == [0, 0, 1])
    #expect(try ids.map { try owner($0) } == ["cleo", nil, nil], "only read")
    _ = try run(SaveRule(name: "new", team: "billing", way: .leastLoaded))
    #expect(try run(AssignWaiting()).assigned == 2)
  }
}
