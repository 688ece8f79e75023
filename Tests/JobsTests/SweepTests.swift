import Acts
import Domain
import Operations
import Store
import TestSupport
import Testing

@testable import Jobs

extension House {
  func run<A: Act>(_ act: A, as handle: String = "ada") throws -> Receipt<A> {
    let actor = try database.read { try $0.agent(handle: handle) }
    return try Pipeline(database: database).run(
      act, Context(actor: try #require(actor), door: .command, now: clocks.wall))
  }
  /// Two more who work here, and what is promised: a first response within an hour, a resolution within a day, at
  /// any hour.
  func promise() throws {
    try database.write { store in
      try store.save(Team(id: .init(1), name: "support", title: "Support"))
      try store.save(
        Agent(
          id: .init(2), handle: .init("bob"), name: "Bob", email: "bob@desk.example", role: .agent,
          teams: [.init(1)]))
      try store.save(
        Agent(
          id: .init(3), handle: .init("lea"), name: "Lea", email: "lea@desk.example", role: .lead,
          teams: [.init(1)]))
    }
    _ = try run(
      SaveSchedule(name: "default", definition: #"{"always":true,"time_zone":"UTC"}"#))
    let rows = ["low", "normal", "high", "urgent"].map {
      "{\"priority\":\"\($0)\",\"first_response\":3600,\"resolution\":86400}"
    }
    _ = try run(
      SavePolicy(
        name: "usual",
        definition: "{\"targets\":[\(rows.joined(separator: ","))],\"pause\":{\"resolution\":[\"pending\"]}}")
    )
  }
  /// A ticket that the customer made, given to bob.
  @discardableResult func ticket(team: String? = nil) throws -> Ticket.ID {
    let id = try database.write { store in
      let id = try store.newTicketID()
      try store.save(
        Ticket(id: id, subject: "Broken", requester: .init(1), created: clocks.wall), by: .customer(.init(1)),
        at: clocks.wall)
      try store.add(
        Message(
          id: try store.newMessageID(), ticket: id, author: .customer(.init(1)), kind: .public, body: "Help!",
          at: clocks.wall))
      return id
    }
    _ = try run(AssignTickets(tickets: [id], to: Agent.Handle("bob"), team: team))
    return id
  }
  func effects(_ id: Ticket.ID) throws -> [String] {
    try database.read { try $0.clockEffects(of: id).map { "\($0.clock.metric.rawValue) \($0.level.text)" } }
  }
  func notices(of handle: String, _ kinds: Notice.Kind...) throws -> [Notice] {
    try database.read { store in
      let agent = try #require(try store.agent(handle: handle))
      return try store.notices(of: agent.id, at: clocks.wall + .days(1000), limit: 10_000).reversed().filter {
        kinds.isEmpty || kinds.contains($0.kind)
      }
    }
  }
  func states(_ id: Ticket.ID) throws -> [SLAState] {
    try database.read { try $0.clocks(of: id).map(\.state) }
  }
  /// Lets the jobs do all that is due now.
  func sweep() throws {
    let loop = loop([Job(.clocks)])
    while try loop.pass() == 0 {}
  }
}

@Suite struct Sweeps {
  @Test("a clock is warned of and found broken at its instants, once, and the loop sleeps until then")
  func breaches() throws {
    let house = try House()
    try house.promise()
    let id = try house.ticket()
    let loop = house.loop([Job(.clocks)])
    #expect(try loop.pass() == 30_000 && house.effects(id).isEmpty)
    house.clocks.pass(.minutes(45) - 2000)
    #expect(try loop.pass() == 2000, "to the warning, not to the next look")
    house.clocks.pass(2000)
    #expect(try loop.pass() == 0)
    #expect(try house.effects(id) == ["first_response warning"])
    #expect(try house.states(id) == [.running, .running])
    house.clocks.pass(.minutes(15))
    #expect(try loop.pass() == 1000, "exactly the target is in time")
    house.clocks.pass(1000)
    #expect(try loop.pass() == 0)
    #expect(try house.states(id) == [.breached, .running], "at once, and not at the next act")
    for _ in 0..<5 {
      house.clocks.pass(.minutes(5))
      _ = try loop.pass()
    }
    #expect(try house.effects(id) == ["first_response warning", "first_response breach"])
    #expect(try house.notices(of: "bob", .warning, .breached).map(\.kind) == [.warning, .breached])
    #expect(try house.notices(of: "bob", .warning, .breached).allSatisfy { $0.late == 0 })
    let rows = try house.database.read { try $0.auditRows(AuditQuery(act: "sla.sweep", limit: 10)) }
    #expect(rows.count == 2 && rows.allSatisfy { $0.door == "job" && $0.subjects == ["\(id)"] })
  }

  @Test("a chain takes its steps one after the other, and whoever acknowledges stops it")
  func chain() throws {
    let house = try House()
    try house.promise()
    _ = try house.run(
      SaveEscalation(
        name: "late",
        definition: #"""
          {"policy":"usual","metric":"first_response","steps":[
            {"at":"50%","notify":["@ada"]}, {"at":"-10m","notify":["team"]},
            {"at":"breach","notify":["lead"],"priority":"up"},
            {"at":"+1h","page":["@ada"],"assign":"@lea"}, {"at":"+2h","notify":["@ada"]}]}
          """#))
    let id = try house.ticket(team: "support")
    for _ in 0..<(60 + 61) {
      house.clocks.pass(.minutes(1))
      try house.sweep()
    }
    #expect(
      try house.effects(id) == [
        "first_response 50%", "first_response warning", "first_response -10m", "first_response breach",
        "first_response +1h",
      ])
    let ticket = try #require(try house.database.read { try $0.ticket(id) })
    #expect(ticket.priority == .high && ticket.assignee == .init(3))
    #expect(try house.notices(of: "ada", .escalated, .page).map(\.kind) == [.escalated, .page])
    #expect(
      try house.notices(of: "lea", .escalated, .assigned).map(\.kind) == [.escalated, .escalated, .assigned])
    // In hand: the last step is not taken, on another clock it would be.
    #expect(try house.run(AcknowledgeTickets(tickets: [id]), as: "lea").canUndo)
    house.clocks.pass(.hours(3))
    try house.sweep()
    #expect(try house.effects(id).count == 5)
    _ = try Pipeline(database: house.database).undoLast(
      Context(
        actor: try #require(try house.database.read { try $0.agent(handle: "lea") }), door: .command,
        now: house.clocks.wall))
    try house.sweep()
    #expect(try house.effects(id).last == "first_response +2h", "taken back, it goes on")
  }

  @Test("nothing is to be acknowledged before a clock has warned")
  func tooEarly() throws {
    let house = try House()
    try house.promise()
    let id = try house.ticket()
    #expect(throws: Refusal.self) { try house.run(AcknowledgeTickets(tickets: [id])) }
  }

  @Test("what was reached while nobody looked is made up for in order, marked late, and told in one")
  func downtime() throws {
    let house = try House()
    try house.promise()
    for _ in 0..<60 { try house.ticket() }
    let before = try house.notices(of: "bob").count
    house.clocks.pass(.hours(9))
    try house.sweep()
    let all = try (1...60).map { try house.effects(Ticket.ID(Int64($0))) }
    #expect(all.allSatisfy { $0 == ["first_response warning", "first_response breach"] })
    let told = try house.notices(of: "bob").dropFirst(before)
    #expect(told.count == 1)
    #expect(told.first?.kind == .digest && told.first?.count == 120)
    #expect((told.first?.late ?? 0) >= .hours(8))
    // One clock that is late is told as it is.
    let id = try house.ticket()
    house.clocks.pass(.hours(3))
    try house.sweep()
    let late = try house.notices(of: "bob", .breached)
    #expect(late.map(\.ticket) == [id] && late.allSatisfy { $0.late > .hours(1) })
  }

  @Test("a chain that raises the priority ends, whatever the priorities' targets are")
  func bounded() throws {
    let house = try House()
    try house.promise()
    _ = try house.run(
      SavePolicy(
        name: "usual",
        definition: #"""
          {"targets":[{"priority":"normal","resolution":60},{"priority":"high","resolution":40},
            {"priority":"urgent","resolution":20},{"priority":"low","resolution":80}]}
          """#))
    _ = try house.run(
      SaveEscalation(
        name: "up",
        definition:
          #"{"steps":[{"at":"10%","priority":"up"},{"at":"breach","priority":"up"},{"at":"+1s","priority":"up"}]}"#
      ))
    let id = try house.ticket()
    house.clocks.pass(.hours(1))
    try house.sweep()
    house.clocks.pass(.hours(1))
    try house.sweep()
    #expect(try house.database.read { try $0.ticket(id)?.priority } == .urgent)
    #expect(try house.effects(id).count == 4)
  }

  @Test("a merged or closed ticket, and one that waits, is told nothing of")
  func silent() throws {
    let house = try House()
    try house.promise()
    let merged = try house.ticket(), closed = try house.ticket(), other = try house.ticket()
    _ = try house.run(MergeTickets(tickets: [merged], into: other))
    _ = try house.run(CloseTickets(tickets: [closed]))
    house.clocks.pass(.days(3))
    try house.sweep()
    #expect(try house.effects(merged).isEmpty && house.effects(closed).isEmpty)
    #expect(try !house.effects(other).isEmpty)
  }

  @Test("a chain that is saved later holds for clocks that run already")
  func later() throws {
    let house = try House()
    try house.promise()
    let ids = try (0..<250).map { _ in try house.ticket() }
    house.clocks.pass(.minutes(50))
    try house.sweep()
    _ = try house.run(
      SaveEscalation(name: "soon", definition: #"{"steps":[{"at":"-5m","notify":["lead"]}]}"#))
    let loop = house.loop([Job(.clocks)])
    while try loop.pass() == 0 {}
    house.clocks.pass(.minutes(5))
    while try loop.pass() == 0 {}
    #expect(try ids.allSatisfy { try house.effects($0).contains("first_response -5m") })
  }

  @Test(
    "over kills, restarts and clocks that are set, each level of each clock has its effect once, and none is left out",
    arguments: 1...8)
  func once(_ seed: UInt64) throws {
    var random = Seeded(seed)
    let house = try House()
    try house.promise()
    _ = try house.run(
      SaveEscalation(
        name: "late",
        definition: #"""
          {"steps":[{"at":"80%","notify":["team"]},{"at":"breach","page":["@ada"],"priority":"up"},
            {"at":"+30m","page":["@lea"]},{"at":"+2h","page":["@ada"]}]}
          """#))
    var ids: [Ticket.ID] = []
    for _ in 0..<120 {
      switch Int.random(in: 0..<10, using: &random) {
      case 0...2: ids.append(try house.ticket(team: "support"))
      case 3:
        if let id = ids.randomElement(using: &random) {
          _ = try? house.run(ReplyToTicket(ticket: id, text: "We look into it."), as: "bob")
        }
      case 4:
        if let id = ids.randomElement(using: &random) {
          _ = try? house.run(
            SetStatus(tickets: [id], to: Bool.random(using: &random) ? .pending : .open), as: "bob")
        }
      case 5:
        if let id = ids.randomElement(using: &random) {
          _ = try? house.run(AcknowledgeTickets(tickets: [id]), as: "lea")
        }
      default: break
      }
      house.clocks.pass(
        .minutes(Int.random(in: 0...40, using: &random)),
        jump: Int.random(in: 0..<15, using: &random) == 0
          ? .minutes(Int.random(in: -90...90, using: &random)) : 0)
      // A leader that dies at any place between two of its transactions.
      let left = Shots(Int.random(in: 0...6, using: &random))
      let loop = house.loop([Job(.clocks, killedAfter: left)], process: Int.random(in: 1...9, using: &random))
      for _ in 0..<Int.random(in: 0...4, using: &random) { _ = try? loop.pass() }
    }
    // Time goes on for long enough for every clock to be believed and every step to be reached.
    for _ in 0..<3 {
      house.clocks.pass(.days(2))
      let loop = house.loop([Job(.clocks)])
      _ = try loop.pass()
      house.clocks.pass(.minutes(1))
      while try loop.pass() == 0 {}
    }
    try check(ids, house)
  }
  private func check(_ ids: [Ticket.ID], _ house: House) throws {
    for id in ids {
      let (clocks, inHand, effects) = try house.database.read { store in
        (
          try store.clocks(of: id), Set(try store.clockAcknowledgements(of: id).map(\.clock)),
          try store.clockEffects(of: id)
        )
      }
      #expect(Set(effects.map { "\($0.clock) \($0.level.text)" }).count == effects.count)
      for clock in clocks where clock.stoppedAt == nil && clock.state == .breached {
        let levels = Set(effects.filter { $0.clock == clock.key }.map(\.level.text))
        #expect(levels.contains("breach"), "\(id) \(clock.metric) is over")
        guard !inHand.contains(clock.key) else { continue }
        #expect(levels.isSuperset(of: ["80%", "breach", "+30m", "+2h"]), "\(id) \(clock.metric): \(levels)")
      }
      // A page for each step that pages, and no other.
      let pages = try house.notices(of: "ada", .page).filter { $0.ticket == id }
      #expect(pages.count == effects.filter { ["breach", "+2h"].contains($0.level.text) }.count, "\(id)")
      #expect(
        try house.notices(of: "lea", .page).filter { $0.ticket == id }.count
          == effects.filter { $0.level.text == "+30m" }.count)
    }
  }
}

/// Transactions a process has left before it is killed.
final class Shots: @unchecked Sendable {  // one test, one thread
  var left: Int
  init(_ left: Int) { self.left = left }
}
struct Killed: Error {}
extension Job {
  /// The sweep of a process that is killed after some of its parts; small ones, so that there are some.
  init(_ job: HouseJob, killedAfter shots: Shots) {
    self.init(
      job.rawValue,
      due: { state, hand in
        try hand.database.read { try job.due(state, in: $0, at: hand.now, hand.zone) }
      },
      work: { hand in
        var done = 0
        while try hand.database.read({ try $0.firstClockWatch() }).map({ $0 <= hand.now }) == true {
          guard shots.left > 0 else { throw Killed() }
          shots.left -= 1
          done += try hand.pipeline.run(SweepClocks(limit: 3), hand.context).output.effects
        }
        return done
      })
  }
}
