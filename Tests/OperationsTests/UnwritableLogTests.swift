import Acts
import Cryptography
import Domain
import Exchange
import Foundation
import Testing

@testable import Operations
@testable import Store

/// With the audit table unwritable nothing changes: every act of the catalogue is tried, and the ways beside it.
@Suite struct UnwritableLogTests {
  static let password = Secret("vier Wörter und ein Hund")
  let desk: Desk
  init() throws { desk = try Desk() }

  /// Who does what. Each can be done: that is rehearsed, so that the failure later is that of the log alone.
  private struct Deed {
    let act: any Act, handle: String, session: Session.ID?
    init(_ handle: String, _ act: any Act, in session: Session.ID? = nil) {
      (self.act, self.handle, self.session) = (act, handle, session)
    }
  }
  private func context(_ deed: Deed) throws -> Context {
    let made = try desk.by(deed.handle)
    return Context(actor: made.actor, door: .console, session: deed.session, now: made.now)
  }

  private func ticketDeeds() throws -> [Deed] {
    let open = try desk.ticket(), other = try desk.ticket(), solved = try desk.ticket { $0.status = .solved }
    let closed = try desk.ticket { $0.status = .closed }, merged = try desk.ticket()
    let over = desk.now - 1
    try desk.ticket { $0.snoozedUntil = over }
    func run<A: Act>(_ act: A) throws -> A.Output { try desk.pipeline.run(act, try desk.by("cleo")).output }
    _ = try run(MergeTickets(tickets: [merged], into: other))
    let second = try run(AddNote(ticket: open, text: "two")).message
    _ = try run(SaveMacro(name: "old", steps: [.init(act: "ticket.solve")]))
    _ = try run(SaveAutomation(name: "old", on: [.time], filter: "", steps: [.init(act: "ticket.wake")]))
    _ = try run(SaveAutomation(name: "older", on: [.note], filter: "", text: "Hm", note: true))
    _ = try run(SaveView(name: "old", filter: "tag:x"))
    _ = try run(SaveCannedReply(name: "old", text: "Hi"))
    let reply = try run(ReplyToTicket(ticket: open, text: "Hi"))
    // What bob took back last can be done again.
    _ = try desk.pipeline.run(TakeTickets(tickets: [other]), try desk.by("bob"))
    try desk.pipeline.undoLast(try desk.by("bob"))
    let acts: [any Act] = [
      AssignTickets(tickets: [open], to: .init("bob")), TakeTickets(tickets: [open]),
      SetStatus(tickets: [open], to: .pending), CloseTickets(tickets: [open]), SolveTickets(tickets: [open]),
      ReopenTickets(tickets: [solved]), SetPriority(tickets: [open], to: .urgent),
      TagTickets(tickets: [open], add: ["vip"]), WatchTickets(tickets: [open]),
      UnwatchTickets(tickets: [open]), SnoozeTickets(tickets: [open], until: "2h"),
      WakeTickets(tickets: [open]), WakeDueTickets(), RenameTicket(ticket: open, subject: "Other"),
      MergeTickets(tickets: [open], into: other), UnmergeTickets(tickets: [merged]),
      SplitTicket(ticket: open, message: Int(second)), LinkTickets(from: open, to: other),
      UnlinkTickets(from: open, to: other), FollowUp(ticket: closed),
      CreateTicket(subject: "New", from: "new@corp.example", text: "Hello"),
      ReplyToTicket(ticket: open, text: "Hello"), AddNote(ticket: open, text: "Hm"),
      CancelSend(outbox: Int(reply.outbox ?? 0)), UndoLast(), UndoAudit(row: 1),
      ApplyMacro(tickets: [open], macro: "old"), BulkTickets(filter: "is:active", act: "take"),
      SaveMacro(name: "new", steps: [.init(act: "ticket.solve")]), DeleteMacro(name: "old"),
      SaveView(name: "new", filter: ""), RenameView(name: "old", to: "older"), DeleteView(name: "old"),
      SaveCannedReply(name: "new", text: "Hello"), DeleteCannedReply(name: "old"),
      SaveAutomation(name: "new", on: [.created], filter: "", steps: [.init(act: "ticket.solve")]),
      OrderAutomations(names: ["older"]), DeleteAutomation(name: "old"),
      RunAutomation(name: "older", ticket: open),
    ]
    // The latest act is one that can be undone.
    let levels = try levelActs() + assignmentActs()
    _ = try run(TagTickets(tickets: [open], add: ["late"]))
    return (acts + levels).map { Deed("cleo", $0) } + [Deed("bob", RedoLast())]
  }
  private func levelActs() throws -> [any Act] {
    func run<A: Act>(_ act: A) throws { _ = try desk.pipeline.run(act, try desk.by("cleo")) }
    try run(SaveSchedule(name: "default", definition: LevelTests.hours))
    try run(SaveSchedule(name: "spare", definition: LevelTests.hours))
    for priority in ["low", "high"] {
      try run(
        SavePolicy(
          name: priority, definition: LevelTests.policy(priority, #""resolution":3600"#)))
    }
    // One clock is over.
    try run(SaveSchedule(name: "always", definition: #"{"always":true,"time_zone":"UTC"}"#))
    try run(
      SavePolicy(
        name: "strict",
        definition: #"{"targets":[{"priority":"normal","schedule":"always","resolution":60}]}"#))
    let made = try desk.pipeline.run(
      CreateTicket(subject: "Over", from: "new@corp.example", text: "Help"), try desk.by("cleo"))
    let over = try #require(Ticket.ID(made.output.ticket))
    try run(SaveEscalation(name: "old", definition: #"{"steps":[{"at":"breach","notify":["lead"]}]}"#))
    desk.now = desk.now + .hours(1)
    try run(SweepClocks())
    let inHand = try #require(
      Ticket.ID(
        try desk.pipeline.run(
          CreateTicket(subject: "Over", from: "new@corp.example", text: "Help"), try desk.by("cleo")
        ).output.ticket))
    desk.now = desk.now + .hours(1)
    try desk.database.write { store in
      let clock = try #require(try store.clocks(of: inHand).first)
      _ = try store.acknowledge(clock.key, of: inHand, by: .init(1), at: desk.now)
    }
    return [
      SweepClocks(), AcknowledgeTickets(tickets: [over]), UnacknowledgeTickets(tickets: [inHand]),
      SaveEscalation(name: "new", definition: #"{"steps":[{"at":"+1h","page":["lead"]}]}"#),
      RetireEscalation(name: "old"),
      SaveSchedule(name: "new", definition: LevelTests.hours), RetireSchedule(name: "spare"),
      SavePolicy(name: "new", definition: LevelTests.policy("urgent", #""resolution":60"#)),
      OrderPolicies(names: ["high", "low"]), RetirePolicy(name: "low"), RecomputeClocks(),
    ]
  }
  private func failedMail() throws -> Int {
    try desk.database.write { store in
      let id = try store.newOutboxID()
      try store.enqueue(
        OutboxMessage(
          id: id, to: ["kim@corp.example"], subject: "x", body: "y", state: .failed, created: desk.now))
      return Int(id.rawValue)
    }
  }
  private func assignmentActs() throws -> [any Act] {
    func run<A: Act>(_ act: A) throws { _ = try desk.pipeline.run(act, try desk.by("cleo")) }
    try run(SaveRule(name: "high", team: "billing", way: .roundRobin, tier: ["gold"]))
    try run(SaveRule(name: "low", team: "billing", way: .leastLoaded))
    try run(SendAway(agent: .init("ada"), deputy: .init("bob")))
    for _ in 0..<4 { try desk.ticket { ($0.team, $0.assignee) = (Team.ID(1), Agent.ID(12)) } }
    let waiting = try desk.ticket { $0.team = Team.ID(1) }
    return [
      SaveRule(name: "new", team: "product", way: .leastLoaded), OrderRules(names: ["high", "low"]),
      RetireRule(name: "low"), SetProfile(agent: .init("bob"), capacity: 9), SendAway(agent: .init("bob")),
      BringBack(agent: .init("ada")), ReleaseTickets(agent: .init("bob")), AutoAssign(tickets: [waiting]),
      AssignWaiting(), Rebalance(team: "billing"),
    ]
  }
  private func accessDeeds() throws -> [Deed] {
    let hash = try PasswordHash(of: Self.password.revealed).description
    try desk.database.write { store in
      let ada = try #require(try store.agent(handle: "ada"))
      try store.save(Credential(password: hash, changed: desk.now), of: ada.id)
      for (id, isLocked) in [(1, false), (2, true)] as [(Int64, Bool)] {
        try store.save(
          Session(
            id: .init(id), agent: ada.id, tokenHash: "h\(id)", door: "console", started: desk.now,
            isLocked: isLocked))
      }
    }
    _ = try desk.pipeline.run(DisableAgent(agent: .init("billing")), try desk.by("admin"))
    let bob = Agent.Handle("bob"), long = Secret("noch ein langer Satz hier")
    let ofAdmins: [any Act] = [
      CreateAgent(handle: .init("dora"), name: "Dora", email: "dora@desk.example"), DisableAgent(agent: bob),
      EnableAgent(agent: .init("billing")), SetRole(agent: bob, to: .lead), SetTeams(agent: bob, teams: []),
      SetPassword(agent: bob, new: long), CreateTeam(name: "vip"), EndSession(session: 1),
      SetSetting(name: "reply.hold", to: "20s"), AskForJob(job: .wake),
      SetMailMode(mode: .redirect, to: "me@desk.example"), RetryMail(outbox: [try failedMail()]),
    ]
    return ofAdmins.map { Deed("admin", $0) } + [
      Deed("ada", LogOut(), in: .init(1)), Deed("ada", LockSession(), in: .init(1)),
      Deed("ada", UnlockSession(password: Self.password), in: .init(2)),
      Deed("ada", ChangePassword(old: Self.password, new: long), in: .init(1)),
    ]
  }

  @Test func noActChangesAnythingThatCannotBeAudited() throws {
    let deeds = try ticketDeeds() + accessDeeds()
    func rehearse<A: Act>(_ act: A, _ deed: Deed) throws {
      _ = try desk.pipeline.preview(act, try context(deed))
    }
    for deed in deeds { try rehearse(deed.act, deed) }
    let audited = Catalogue.opsdeck.offered.filter { $0 is any Act.Type && $0.about.isAudited }
    let missing = Set(audited.map { "\($0)" }).subtracting(deeds.map { "\(type(of: $0.act))" })
    #expect(missing == [], "new acts belong into these lists")

    let before = try shut()
    func attempt<A: Act>(_ act: A, _ deed: Deed) throws {
      #expect(throws: StoreTrouble.self, "\(A.about.name)") {
        try desk.pipeline.run(act, try context(deed))
      }
    }
    for deed in deeds { try attempt(deed.act, deed) }
    #expect(throws: StoreTrouble.self, "session.login") {
      try Doorkeeper(database: desk.database).logIn("ada", Self.password, door: .console, at: desk.now)
    }
    let file = InputFile(name: "t.csv", bytes: Array("id,subject,email\n1,Hello,kim@corp.example\n".utf8))
    #expect(throws: StoreTrouble.self, "ticket.import") {
      var reader = try CSVTicketReader(file, mapping: ColumnMapping.guess(file))
      _ = try ImportRun(
        file, into: desk.database, by: ExchangeActor(agent: desk.by("admin").actor, door: "command"),
        options: .init(source: "csv")
      ).run(&reader, now: desk.now)
    }
    desk.database.close()
    #expect(try Data(contentsOf: URL(filePath: desk.path)) == before, "something was written")
    try desk.restart()
  }
  /// Makes the audit log unwritable, and gives the bytes of the store.
  private func shut() throws -> Data {
    try desk.database.write { store in
      _ = try store.connection.run(
        "CREATE TRIGGER shut BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'shut'); END")
    }
    desk.database.close()
    let bytes = try Data(contentsOf: URL(filePath: desk.path))
    try desk.restart()
    return bytes
  }
}
