import Domain
import Testing

/// Which edition of what a desk promises holds for a ticket, and what is kept of its clocks.
@Suite struct SLADeskTests {
  private let start = Instant(seconds: 1_795_510_800)
  private func edition(
    _ number: Int64, from ticket: Int64, _ seconds: Int64, appliedAt: Instant? = nil,
    _ reopening: SLAPolicy.Reopening = .goesOn
  ) throws -> SLAEdition {
    let policy = SLAPolicy(
      targets: [SLATarget(priority: .normal, seconds: [.resolution: seconds])], reopening: reopening)
    return SLAEdition(
      number: number, firstTicket: Ticket.ID(ticket), appliedAt: appliedAt,
      entries: [
        SLAEdition.Entry(
          policy: number, schedules: ["default": 1],
          rules: try SLARules(policy, schedules: ["default": BusinessTime(.always())]))
      ])
  }
  private func ticket(_ number: Int64, _ status: Ticket.Status = .open) -> Ticket {
    Ticket(
      id: Ticket.ID(number), subject: "A", requester: Customer.ID(1), status: status, created: start)
  }
  /// A log of status changes, an hour apart, from `new` on.
  private func log(_ ticket: Ticket, _ states: [Ticket.Status], audit: Int64 = 1) -> SLALog {
    func event(_ place: Int, _ field: String, _ before: String?, _ after: String?) -> TicketEvent {
      TicketEvent(
        id: Int64(place), ticket: ticket.id, at: start + .hours(place), actor: .customer(Customer.ID(1)),
        field: field, before: before, after: after, audit: audit)
    }
    let all = [Ticket.Status.new] + states
    let changes = states.indices.map {
      event($0 + 1, "status", all[$0].rawValue, all[$0 + 1].rawValue)
    }
    return SLALog(of: ticket, [event(0, "created", nil, nil)] + changes, said: []) { _ in "standard" }
  }
  private func targets(_ desk: SLADesk, _ ticket: Ticket, _ log: SLALog) throws -> [Int64]? {
    try desk.standing(of: ticket, log, now: start + .days(1))?.clocks.map(\.clock.target)
  }

  @Test func aTicketIsUnderTheEditionItWasMadeUnder() throws {
    let desk = SLADesk(editions: [try edition(1, from: 10, 100), try edition(2, from: 20, 200)])
    for (number, wanted) in [(9, nil), (10, [100]), (19, [100]), (20, [200])] as [(Int64, [Int64]?)] {
      let one = ticket(number)
      #expect(try targets(desk, one, log(one, [.open])) == wanted, "ticket \(number)")
    }
  }
  @Test func anEditionThatIsBroughtToOpenTicketsHoldsForWhatHasNotStoppedBefore() throws {
    let desk = SLADesk(editions: [
      try edition(1, from: 1, 100), try edition(2, from: 50, 200, appliedAt: start + .hours(3)),
    ])
    let open = ticket(7), solved = ticket(8, .solved)
    #expect(try targets(desk, open, log(open, [.open])) == [200])
    #expect(try targets(desk, solved, log(solved, [.open, .solved])) == [100])
  }
  @Test func aTicketFromBeforeAnyPolicyIsUnderWhatIsBroughtToIt() throws {
    let desk = SLADesk(editions: [try edition(1, from: 50, 200, appliedAt: start + .hours(3))])
    let open = ticket(7), solved = ticket(8, .solved)
    #expect(try targets(desk, open, log(open, [.open])) == [200])
    #expect(try targets(desk, solved, log(solved, [.open, .solved])) == [])
  }
  @Test func eachResolutionThatBeganAnewIsKept() throws {
    let desk = SLADesk(editions: [try edition(1, from: 1, 4000, .restart)])
    let one = ticket(7, .solved)
    let standing = try desk.standing(
      of: one, log(one, [.solved, .open, .solved, .open]), now: start + .hours(6))
    #expect(standing?.clocks.map(\.state) == [.met, .met, .breached])
    #expect(standing?.clocks.map(\.clock.cycle) == [0, 1, 2])
  }
  @Test func aPastThatNobodyToldIsUnknownAndWhatComesAfterItIsKnown() throws {
    let desk = SLADesk(editions: [try edition(1, from: 1, 100_000, .restart)])
    let one = ticket(7, .solved)
    // It was solved when it came, and nobody knows since when.
    let came = SLALog(
      of: one,
      [
        TicketEvent(
          id: 1, ticket: one.id, at: start, actor: .customer(Customer.ID(1)), field: "created", before: nil,
          after: nil, audit: 0)
      ], said: []
    ) { _ in "standard" }
    #expect(try desk.standing(of: one, came, now: start + .hours(1))?.clocks.map(\.state) == [.unknown])
    #expect(
      try desk.standing(of: one, log(one, [.solved], audit: 0), now: start + .days(1))?.clocks.map(\.state)
        == [.met])
  }
  @Test func aMergedTicketHasNone() throws {
    let desk = SLADesk(editions: [try edition(1, from: 1, 100)])
    var one = ticket(7)
    one.mergedInto = Ticket.ID(8)
    let standing = try desk.standing(of: one, log(one, [.open]), now: start)
    #expect(standing?.clocks.isEmpty == true && standing?.nextDue == nil)
  }
  @Test func whatWasSaidBeforeTheTicketBeganBelongsToAnother() {
    let one = ticket(7, .new)
    func said(_ id: Int64, _ author: Message.Author, _ at: Instant) -> SLASaid {
      SLASaid(id: Message.ID(id), author: author, kind: .public, at: at)
    }
    let log = SLALog(
      of: one, [],
      said: [
        said(1, .agent(Agent.ID(1)), start - .hours(1)), said(2, .customer(Customer.ID(1)), start),
        said(3, .system, start + 1000), said(4, .agent(Agent.ID(1)), start + .hours(1)),
      ]
    ) { _ in "gold" }
    #expect(
      log.events.map(\.what) == [
        .created(.normal, tier: "gold", by: .customer, state: .new), .customerMessage, .note, .agentReply,
      ])
  }
}
