import Acts
import Domain
import Store
import TestSupport
import Testing

@testable import Operations

/// The clocks of tickets in the store: computed with every act, and always what the log says.
@Suite struct ClockTests {
  let desk: Desk
  /// A Tuesday, 09:00 in UTC, when the desk of these tests opens.
  private let opening = Instant(seconds: 1_795_510_800)
  private static let policy = """
    {"targets":[{"priority":"urgent","next_response":600,"resolution":1800},
    {"priority":"normal","first_response":3600,"next_response":7200,"resolution":14400}],
    "pause":{"resolution":["pending","on_hold"]}}
    """
  init() throws {
    desk = try Desk()
    try save(Self.policy)
  }
  private func save(_ policy: String) throws {
    try run(SaveSchedule(name: "default", definition: LevelTests.hours))
    try run(SavePolicy(name: "usual", definition: policy))
  }
  @discardableResult private func run<A: Act>(_ act: A, _ who: String = "cleo") throws -> A.Output {
    try desk.pipeline.run(act, try desk.by(who)).output
  }
  /// A ticket that a customer wrote, with its clocks.
  private func written(_ change: (inout Ticket) -> Void = { _ in }) throws -> Ticket.ID {
    let id = try desk.ticket { ticket in
      ticket.status = .new
      change(&ticket)
    }
    try settle(id)
    return id
  }
  private func settle(_ id: Ticket.ID) throws {
    let shelf = LevelShelf()
    try desk.database.write { store in
      if let levels = try shelf.desk(in: store) { try store.settleClocks(of: id, by: levels, now: desk.now) }
    }
  }
  private func customerSays(in id: Ticket.ID) throws {
    desk.now = desk.now + .seconds(1)
    try desk.database.write { store in
      try store.add(
        Message(
          id: try store.newMessageID(), ticket: id, author: .customer(.init(1)), kind: .public,
          body: "And?", at: desk.now))
      try LevelShelf().settle(in: store, now: desk.now)
    }
  }
  private func clocks(_ id: Ticket.ID) throws -> [SLARecord] {
    try desk.database.read { try $0.clocks(of: id) }
  }
  private func clock(_ metric: SLAMetric, _ id: Ticket.ID) throws -> SLARecord? {
    try clocks(id).last { $0.metric == metric }
  }

  @Test func aNewTicketIsDueWhenItsFirstResponseIs() throws {
    let id = try written()
    #expect(try desk.read(id).due == desk.now.wholeSecond + .hours(1))
    #expect(try clocks(id).map(\.metric) == [.firstResponse, .resolution])
  }
  @Test func aReplyStopsTheFirstResponseAndTheResolutionIsNext() throws {
    let id = try written()
    let made = desk.now
    try run(ReplyToTicket(ticket: id, text: "At once.", status: .open), "ada")
    #expect(try clock(.firstResponse, id)?.state == .met)
    #expect(try desk.read(id).due == made.wholeSecond + .hours(4))
  }
  @Test func nothingIsDueWhileAllClocksStandStill() throws {
    let id = try written()
    try run(ReplyToTicket(ticket: id, text: "Which one?", status: .pending), "ada")
    #expect(try desk.read(id).due == .never)
    #expect(try clock(.resolution, id)?.state == .paused)
    #expect(try desk.database.read { try $0.pausedTickets(among: [id]) } == [id])
  }
  @Test func theDueThatMovesStandsInTheAuditRowAndIsNoEventOfTheTicket() throws {
    let id = try written()
    try run(SetPriority(tickets: [id], to: .urgent), "ada")
    let row = try #require(try desk.audit().first { $0.act == "ticket.priority" })
    #expect(row.changes.contains { $0.thing == "\(id)" && $0.field == "due" })
    #expect(try desk.database.read { try $0.events(of: id) }.contains { $0.field == "due" } == false)
    try desk.pipeline.undoLast(try desk.by("ada"))
    #expect(try desk.read(id).due == desk.read(id).created.wholeSecond + .hours(1))
  }
  @Test func aPreviewShowsWhereTheDueGoes() throws {
    let id = try written()
    let preview = try desk.pipeline.preview(SetPriority(tickets: [id], to: .urgent), try desk.by("ada"))
    #expect(preview.changes.contains { $0.field == "due" })
    #expect(try clock(.resolution, id)?.target == 14400)
  }
  @Test func aNewVersionHoldsForNewTicketsAndForOpenOnesWhenItIsBroughtToThem() throws {
    let old = try written(), answered = try written()
    try run(ReplyToTicket(ticket: answered, text: "Yes.", status: .open), "ada")
    try run(
      SavePolicy(
        name: "usual", definition: LevelTests.policy("normal", #""first_response":60,"resolution":120"#)))
    try run(AddNote(ticket: old, text: "Still the old one."), "ada")
    #expect(try clock(.resolution, old)?.target == 14400)
    let new = try written()
    #expect(try clock(.resolution, new)?.target == 120)

    let outcome = try run(RecomputeClocks())
    #expect(outcome.tickets == 3 && outcome.moved == 2)
    #expect(try clock(.resolution, old)?.target == 120)
    // What has stopped keeps the version it was under, and says so.
    #expect(try clock(.firstResponse, answered)?.target == 3600)
    #expect(
      try clock(.firstResponse, answered)?.policy != clock(.resolution, answered)?.policy)
    #expect(try desk.audit().filter { $0.act == "sla.recompute" }.count == 1)
  }
  @Test func ticketsFromBeforeAnyPolicyHaveNoClocksUntilItIsBroughtToThem() throws {
    let other = try Desk()
    let id = try other.ticket { $0.status = .new }
    _ = try other.pipeline.run(
      SaveSchedule(name: "default", definition: LevelTests.hours), try other.by("cleo"))
    _ = try other.pipeline.run(SavePolicy(name: "usual", definition: Self.policy), try other.by("cleo"))
    _ = try other.pipeline.run(AddNote(ticket: id, text: "Hm."), try other.by("ada"))
    #expect(try other.database.read { try $0.clocks(of: id) }.isEmpty)
    _ = try other.pipeline.run(RecomputeClocks(), try other.by("cleo"))
    #expect(try other.database.read { try $0.clocks(of: id) }.count == 2)
  }
  @Test func aTicketThatWasMergedHasNoClocksAndUnmergedHasThemAgain() throws {
    let gone = try written(), kept = try written()
    let before = try clocks(gone).map(\.metric)
    try run(MergeTickets(tickets: [gone], into: kept), "ada")
    #expect(try clocks(gone).isEmpty && desk.read(gone).due == .never)
    try run(UnmergeTickets(tickets: [gone]), "ada")
    #expect(try clocks(gone).map(\.metric) == before)
  }
  @Test func whatComesWithoutItsHistoryIsUnknownAndNeverMet() throws {
    let shelf = LevelShelf(), loader: BulkLoader
    loader = try BulkLoader(
      desk.database, desk: try desk.database.read { try shelf.desk(in: $0) }, now: desk.now)
    let made = desk.now - .days(7)
    func ticket(_ status: Ticket.Status) -> Ticket {
      Ticket(
        id: .init(0), subject: "Old", requester: .init(1), status: status, created: made, updated: made)
    }
    let said = Message(
      id: .init(0), ticket: .init(0), author: .agent(.init(11)), kind: .public, body: "Done.",
      at: made + .minutes(5))
    try loader.add(BulkTicket(ticket: ticket(.solved), messages: [said]))
    let changed = TicketEvent(
      id: 0, ticket: .init(0), at: made + .minutes(9), actor: .agent(.init(11)), field: "status",
      before: "new", after: "solved", audit: 0)
    var first = changed
    (first.field, first.at, first.before, first.after) = ("created", made, nil, nil)
    first.actor = .customer(.init(1))
    var spoke = first
    (spoke.field, spoke.at) = ("message", said.at)
    try loader.add(BulkTicket(ticket: ticket(.solved), messages: [said], events: [first, spoke, changed]))
    try loader.finish()
    #expect(try clocks(.init(1)).map(\.state) == [.unknown, .unknown])
    #expect(try clocks(.init(2)).map(\.state) == [.met, .met])
  }
  @Test func everyClockExplainsItself() throws {
    let id = try written()
    try run(SetStatus(tickets: [id], to: .pending), "ada")
    let told = try desk.pipeline.read(ExplainClocks(ticket: id), try desk.by("ada"))
    let resolution = try #require(told.clocks.first { $0.metric == "resolution" })
    #expect(resolution.policy == "usual" && resolution.policyVersion == 1 && resolution.row == 2)
    #expect(resolution.schedule == "default" && resolution.pauses.map(\.state) == ["pending"])
    #expect(resolution.steps.last?.total == resolution.elapsedSeconds)
    #expect(told.told.contains("stood still") && told.told.contains("row 2 (normal)"))
  }

  /// Whatever happens by real acts, what is stored is what the log says.
  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64]) func storedClocksAreTheRecomputedOnes(_ seed: UInt64)
    throws
  {
    var random = Seeded(seed), tickets = [try written(), try written()]
    for _ in 0..<60 {
      desk.now = desk.now + .minutes(random.below(200))
      let id = tickets[random.below(tickets.count)]
      // What is refused is as good as anything.
      do { try act(random.below(14), on: id, &random, &tickets) } catch is Refusal {}
      for id in tickets { try expectWhatTheLogSays(id, "seed \(seed)") }
    }
  }
  private func act(
    _ kind: Int, on id: Ticket.ID, _ random: inout Seeded, _ tickets: inout [Ticket.ID]
  ) throws {
    let states = Ticket.Status.allCases
    switch kind {
    case 0: tickets.append(try written())
    case 1, 2: try run(ReplyToTicket(ticket: id, text: "So.", status: states[1 + random.below(4)]), "ada")
    case 3: try run(AddNote(ticket: id, text: "Hm."), "bob")
    case 4, 5: try run(SetStatus(tickets: [id], to: states[1 + random.below(4)]), "ada")
    case 6: try run(SetPriority(tickets: [id], to: Ticket.Priority.allCases[random.below(4)]), "ada")
    case 7, 8: try customerSays(in: id)
    case 9: try run(MergeTickets(tickets: [id], into: tickets[random.below(tickets.count)]), "ada")
    case 10: try desk.pipeline.undoLast(try desk.by("ada"))
    case 11:
      let said = try desk.database.read { try $0.messages(of: id) }
      let made = try run(SplitTicket(ticket: id, message: Int(said.last?.id.rawValue ?? 0)), "ada")
      if let new = Ticket.ID(made.ticket) { tickets.append(new) }
    case 12:
      let reopen = random.below(2) == 0 ? "continue" : "restart"
      try run(
        SavePolicy(
          name: "usual",
          definition: """
            {"targets":[{"priority":"normal","next_response":\(60 + random.below(9000)),
            "resolution":\(60 + random.below(90000))}],"reopen":"\(reopen)"}
            """))
    default: try run(RecomputeClocks())
    }
  }
  private func expectWhatTheLogSays(_ id: Ticket.ID, _ comment: Comment) throws {
    try desk.database.read { store in
      let ticket = try #require(try store.ticket(id))
      let levels = try #require(try LevelShelf().desk(in: store))
      let standing = try levels.standing(of: ticket, try store.clockLog(of: ticket), now: desk.now)
      #expect(ticket.due == standing?.nextDue ?? .never, comment)
      // A clock that ran when it was stored may be over by now; all else does not depend on the time of day.
      func timeless(_ records: [SLARecord]) -> [SLARecord] {
        records.map { record in
          SLARecord(
            metric: record.metric, cycle: record.cycle, edition: record.edition, policy: record.policy,
            row: record.row, schedule: record.schedule,
            state: record.state.isRunning ? .running : record.state,
            target: record.target, elapsed: record.elapsed, start: record.start, due: record.due,
            warnAt: record.warnAt, stoppedAt: record.stoppedAt)
        }.sorted { ($0.metric.rawValue, $0.cycle) < ($1.metric.rawValue, $1.cycle) }
      }
      #expect(
        timeless(try store.clocks(of: id)) == timeless(standing?.clocks.map(\.record) ?? []), comment)
    }
  }
}
