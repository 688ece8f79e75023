import Acts
import Domain
import Operations
import Store
import Testing

@testable import Jobs

@Suite struct AssignJobs {
  let house: House
  init() throws {
    house = try House()
    try house.database.write { store in
      try store.save(Team(id: .init(1), name: "desk", title: "Desk"))
      for (id, handle) in [(2, "bob"), (3, "cleo")] as [(Int64, String)] {
        try store.save(
          Agent(
            id: .init(id), handle: .init(handle), name: handle, email: handle + "@desk.example", role: .agent,
            teams: [.init(1)]))
      }
    }
  }
  private func run<A: Act>(_ act: A) throws -> A.Output {
    let context = Context(actor: try house.ada, door: .command, now: house.clocks.wall)
    return try Pipeline(database: house.database).run(act, context).output
  }
  private func waiting(_ count: Int) throws -> [Ticket.ID] {
    try (0..<count).map { _ in
      let made = try run(
        CreateTicket(subject: "Help", from: "kim@corp.example", text: "Please.", team: "desk"))
      guard let id = Ticket.ID(made.ticket) else { throw House.StrangeTicket() }
      return id
    }
  }
  private func owners(_ ids: [Ticket.ID]) throws -> [Int64] {
    try house.database.read { try $0.tickets(ids).map { $0.assignee?.rawValue ?? 0 } }
  }
  private func rows() throws -> [AuditRow] {
    try house.database.read { try $0.auditRows(AuditQuery(act: "assign.run", limit: 10)) }
  }

  @Test("what waits goes to whom the rules choose, through the job's door, and once")
  func assigns() throws {
    let ids = try waiting(4), loop = house.loop([Job(.assign)])
    _ = try loop.pass()
    #expect(try owners(ids) == [0, 0, 0, 0] && rows().isEmpty, "there is no rule yet")
    _ = try run(SaveRule(name: "all", team: "desk", way: .roundRobin))
    _ = try run(AssignTickets(tickets: [ids[0]], to: .init("cleo")))
    house.clocks.pass(1000)
    _ = try loop.pass()
    #expect(try owners(ids) == [3, 2, 3, 2])
    #expect(try rows().map(\.door) == ["job"] && rows()[0].actor == nil)
    house.clocks.pass(60_000)
    _ = try loop.pass()
    #expect(try rows().count == 1, "nothing waits, nothing is written")
  }
  @Test("while nobody can take anything it looks again after a while and leaves no rows")
  func patience() throws {
    for handle in ["bob", "cleo"] { _ = try run(SetProfile(agent: .init(handle), capacity: 0)) }
    _ = try run(SaveRule(name: "all", team: "desk", way: .leastLoaded))
    let ids = try waiting(1), loop = house.loop([Job(.assign)])
    _ = try loop.pass()
    #expect(try house.state("assign").handled == 0 && rows().isEmpty)
    #expect(try loop.pass() == 30_000)
    _ = try run(SetProfile(agent: .init("bob"), capacity: 1))
    house.clocks.pass(30_000)
    _ = try loop.pass()
    #expect(try owners(ids) == [2])
  }
  @Test("hundreds are given in batches, and nobody gets more than she takes")
  func batches() throws {
    _ = try run(SetProfile(agent: .init("bob"), capacity: 30))
    _ = try run(SaveRule(name: "all", team: "desk", way: .roundRobin))
    let ids = try waiting(250), loop = house.loop([Job(.assign)])
    _ = try loop.pass()
    let all = try owners(ids)
    #expect(all.filter { $0 == 2 }.count == 30 && all.filter { $0 == 3 }.count == 220)
    #expect(try rows().count == 3)
  }
  @Test("an absence whose time has come is begun by the job, and ended")
  func absences() throws {
    let ids = try waiting(1), loop = house.loop([Job(.assign)])
    _ = try run(AssignTickets(tickets: ids, to: .init("bob")))
    _ = try run(SendAway(agent: .init("bob"), from: "10s", to: "20s", deputy: .init("cleo")))
    #expect(try loop.pass() == 10_000)
    house.clocks.pass(10_000)
    _ = try loop.pass()
    #expect(try owners(ids) == [3])
    house.clocks.pass(10_000)
    _ = try loop.pass()
    #expect(try owners(ids) == [2])
  }
}
