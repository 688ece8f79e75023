public import Domain

/// The store's number of a word is its place; that order is never changed, only added to.
extension SLAMetric { var number: Int { Numbered.place(self, in: SLAMetric.allCases) } }
extension SLAState { var number: Int { Numbered.place(self, in: SLAState.allCases) } }

extension ReadTransaction {
  /// The clocks of a ticket as they were computed last.
  public func clocks(of ticket: Ticket.ID) throws -> [SLARecord] {
    try connection.rows(
      "SELECT \(SLARecord.columns) FROM ticket_clock WHERE ticket_id = \(ticket) ORDER BY metric, cycle",
      SLARecord.init)
  }
  /// Whether its clocks say what is due.
  func hasClocks(_ ticket: Ticket.ID) throws -> Bool {
    try connection.first("SELECT 1 FROM ticket_clock WHERE ticket_id = \(ticket) LIMIT 1") { _ in true }
      ?? false
  }
  /// Those of the tickets whose clocks all stand still, and one of them would run.
  public func pausedTickets(among tickets: [Ticket.ID]) throws -> Set<Ticket.ID> {
    guard !tickets.isEmpty else { return [] }
    return Set(
      try connection.rows(
        """
        SELECT ticket_id FROM ticket_clock WHERE ticket_id IN \(list: tickets) AND stopped_at IS NULL
        GROUP BY ticket_id HAVING min(state IN (1, 3)) = 1
        """
      ) { Ticket.ID($0.integer()) })
  }
  /// What is said in a ticket, without the words.
  public func said(in ticket: Ticket.ID) throws -> [SLASaid] {
    try connection.rows(
      "SELECT id, author_kind, author_id, kind, at FROM message WHERE ticket_id = \(ticket) ORDER BY id"
    ) { row in
      SLASaid(
        id: Message.ID(row.integer()), author: Message.Author(kind: row.int(), id: row.integer()),
        kind: row.flag() ? .note : .public, at: row.instant())
    }
  }
  /// A ticket's log in the words of the clocks.
  public func clockLog(of ticket: Ticket) throws -> SLALog {
    try SLALog(of: ticket, try events(of: ticket.id), said: try said(in: ticket.id), tier: tier)
  }
  private func tier(of customer: Customer.ID) throws -> String {
    try connection.first("SELECT tier FROM customer WHERE id = \(customer)") { $0.text() }
      ?? SLAEvent.usualTier
  }
  /// Tickets that a change of what is promised can move: the open ones, and those with a clock that has not stopped.
  public func ticketsWithOpenClocks(after id: Ticket.ID, limit: Int) throws -> [Ticket.ID] {
    try connection.rows(
      """
      SELECT id FROM ticket WHERE id > \(id) AND (status<4 OR EXISTS (
        SELECT 1 FROM ticket_clock WHERE ticket_id = ticket.id AND stopped_at IS NULL))
      ORDER BY id LIMIT \(limit)
      """
    ) { Ticket.ID($0.integer()) }
  }
}

extension WriteTransaction {
  /// Tickets whose log has grown since this was asked last, each once.
  public func takeLogged() -> [Ticket.ID] {
    var seen: Set<Ticket.ID> = []
    defer { logged.removeAll() }
    return logged.filter { seen.insert($0).inserted }
  }
  /// What was promised was changed in this very transaction.
  public var hasChangedLevels: Bool { hasTouched(.levels) }

  /// Computes a ticket's clocks from its log and keeps them, and what is due next with the ticket. A due that moves
  /// is noted for the audit row; it is no event of the ticket, for it follows from those.
  /// - Parameter isPast: the ticket was brought in: nothing is done about what its clocks reached before `now`.
  /// - Returns: what was due before, what is now, and how all stand; nil where the ticket has no clocks.
  @discardableResult public func settleClocks(
    of id: Ticket.ID, by desk: SLADesk, now: Instant, isPast: Bool = false
  ) throws -> ClockSettlement? {
    guard let ticket = try self.ticket(id) else { return nil }
    guard let standing = try desk.standing(of: ticket, try clockLog(of: ticket), now: now) else { return nil }
    let old = try clocks(of: id), new = standing.clocks.map(\.record)
    if old.isEmpty, new.isEmpty { return nil }
    for record in Set(old).subtracting(new)
    where !new.contains(where: { $0.metric == record.metric && $0.cycle == record.cycle }) {
      try connection.run(
        """
        DELETE FROM ticket_clock
        WHERE ticket_id = \(id) AND metric = \(record.metric.number) AND cycle = \(record.cycle)
        """)
    }
    for (place, record) in new.enumerated() where !old.contains(record) {
      let first = standing.clocks[place].marks.first?.at ?? .never
      try keep(record, of: id, watchedAt: first)
      if isPast, first <= now { try silence(id, until: now) }
    }
    let due = standing.nextDue ?? .never
    if due != ticket.due {
      try connection.run("UPDATE ticket SET due_at = \(due) WHERE id = \(id)")
      note("\(id)", "due", ticket.due.noted, due.noted)
    }
    if due != ticket.due || old != new { touch(.support) }
    return ClockSettlement(ticket: ticket, standing: standing, before: ticket.due, after: due)
  }
  /// What was done at a clock's levels stays done, so it is only looked at again where its dues have moved.
  private func keep(_ record: SLARecord, of id: Ticket.ID, watchedAt watch: Instant) throws {
    try connection.run(
      """
      INSERT INTO ticket_clock (ticket_id, \(SLARecord.columns), watch_at)
      VALUES (\(id), \(record.metric.number), \(record.cycle), \(record.edition), \(record.policy),
        \(record.row), \(record.schedule), \(record.state.number), \(record.target), \(record.elapsed.sql),
        \(record.start), \(record.due ?? .never), \(record.warnAt ?? .never), \(record.stoppedAt.sql), \(watch))
      ON CONFLICT (ticket_id, metric, cycle) DO UPDATE SET edition = excluded.edition,
        policy_id = excluded.policy_id, place = excluded.place, schedule_id = excluded.schedule_id,
        state = excluded.state, target = excluded.target, elapsed = excluded.elapsed,
        started_at = excluded.started_at, due_at = excluded.due_at, warn_at = excluded.warn_at,
        stopped_at = excluded.stopped_at,
        watch_at = CASE WHEN ticket_clock.due_at = excluded.due_at AND ticket_clock.warn_at = excluded.warn_at
            AND ticket_clock.policy_id = excluded.policy_id AND excluded.watch_at<253402300799000
            AND ticket_clock.watch_at<253402300799000
          THEN ticket_clock.watch_at ELSE excluded.watch_at END
      """)
  }
}

/// What became of a ticket's clocks when they were computed anew.
public struct ClockSettlement: Sendable {
  /// The ticket as it was read, and how its clocks stand.
  public let ticket: Ticket, standing: SLAStanding
  /// What was due before, and what is now.
  public let before: Instant, after: Instant
}

extension Instant {
  fileprivate var noted: String? { self == .never ? nil : RFC3339.text(self) }
}
extension SLARecord {
  static let columns: SQL = """
    metric, cycle, edition, policy_id, place, schedule_id, state, target, elapsed, started_at, due_at, warn_at,
    stopped_at
    """
  init(_ row: inout Row) {
    let metrics = SLAMetric.allCases, states = SLAState.allCases
    self.init(
      metric: metrics[min(max(0, row.int()), metrics.count - 1)], cycle: row.int(), edition: row.integer(),
      policy: row.integer(), row: row.int(), schedule: row.integer(),
      state: states[min(max(0, row.int()), states.count - 1)], target: row.integer(),
      elapsed: row.optionalInteger(), start: row.instant(), due: row.instantUnlessNever(),
      warnAt: row.instantUnlessNever(), stoppedAt: row.optionalInstant())
  }
}
