public import Domain

/// Something that was done at a level of a clock.
public struct ClockEffect: Equatable, Sendable {
  /// Of which clock, at which level, when that was reached, and when it was done.
  public let clock: ClockKey, level: ClockLevel, at: Instant, done: Instant
  /// Notes it.
  public init(clock: ClockKey, level: ClockLevel, at: Instant, done: Instant) {
    (self.clock, self.level, self.at, self.done) = (clock, level, at, done)
  }
}
/// Somebody said that a clock is in hand: no further step of its chain is done.
public struct ClockAcknowledgement: Equatable, Sendable {
  /// Of which clock, by whom and when.
  public let clock: ClockKey, agent: Agent.ID, at: Instant
}

extension ReadTransaction {
  /// When the first clock wants to be looked at; the epoch where all of them do, nil where none does.
  public func firstClockWatch() throws -> Instant? {
    if try rescan() != nil { return .epoch }
    return try connection.first(
      "SELECT watch_at FROM ticket_clock WHERE watch_at<253402300799000 ORDER BY watch_at LIMIT 1"
    ) { $0.instant() }
  }
  /// Tickets with a clock that wants to be looked at, each once, the earliest first.
  public func ticketsToWatch(at now: Instant, limit: Int) throws -> [Ticket.ID] {
    var seen: Set<Ticket.ID> = []
    return try connection.rows(
      """
      SELECT ticket_id FROM ticket_clock WHERE watch_at <= \(now) AND watch_at<253402300799000
      ORDER BY watch_at, ticket_id LIMIT \(limit)
      """
    ) { Ticket.ID($0.integer()) }.filter { seen.insert($0).inserted }
  }
  /// Whether more clocks than this should have been looked at before an instant.
  public func isBehind(before instant: Instant, moreThan limit: Int) throws -> Bool {
    try connection.first(
      """
      SELECT count(*) FROM (SELECT 1 FROM ticket_clock
        WHERE watch_at <= \(instant) AND watch_at<253402300799000 LIMIT \(limit + 1))
      """
    ) { $0.int() > limit } ?? false
  }
  /// What was done at the levels of a ticket's clocks, in the order of time.
  public func clockEffects(of ticket: Ticket.ID) throws -> [ClockEffect] {
    try connection.rows(
      """
      SELECT metric, cycle, level, at, done_at FROM clock_effect WHERE ticket_id = \(ticket) ORDER BY at, done_at
      """
    ) { row in
      let key = ClockKey(&row)
      return (try? ClockLevel(text: row.text())).map {
        ClockEffect(clock: key, level: $0, at: row.instant(), done: row.instant())
      }
    }.compactMap { $0 }
  }
  /// Which of a ticket's clocks somebody has in hand.
  public func clockAcknowledgements(of ticket: Ticket.ID) throws -> [ClockAcknowledgement] {
    try connection.rows(
      "SELECT metric, cycle, agent_id, at FROM clock_acknowledgement WHERE ticket_id = \(ticket)"
    ) { ClockAcknowledgement(clock: ClockKey(&$0), agent: Agent.ID($0.integer()), at: $0.instant()) }
  }
  /// Until when nothing is done about a ticket's clocks, because it was brought in with its past; nil: it was not.
  public func clockSilence(of ticket: Ticket.ID) throws -> Instant? {
    try connection.first("SELECT until FROM clock_silence WHERE ticket_id = \(ticket)") { $0.instant() }
  }
  /// After which ticket clocks still are to be looked at, because chains were changed; nil: none.
  public func rescan() throws -> Ticket.ID? {
    try connection.first("SELECT after_ticket FROM clock_rescan") { Ticket.ID($0.integer()) }
  }
  /// Tickets with a clock that runs.
  public func ticketsWithRunningClocks(after id: Ticket.ID, limit: Int) throws -> [Ticket.ID] {
    try connection.rows(
      """
      SELECT DISTINCT ticket_id FROM ticket_clock
      WHERE ticket_id > \(id) AND stopped_at IS NULL AND state IN (0, 2) ORDER BY ticket_id LIMIT \(limit)
      """
    ) { Ticket.ID($0.integer()) }
  }
}

extension WriteTransaction {
  /// Keeps that something is done at a level, in the transaction that does it.
  /// - Returns: whether it was not done before; else nothing may be done.
  public func begin(_ effect: ClockEffect, of ticket: Ticket.ID) throws -> Bool {
    try connection.run(
      """
      INSERT INTO clock_effect (ticket_id, metric, cycle, level, at, done_at)
      VALUES (\(ticket), \(effect.clock.metric.number), \(effect.clock.cycle), \(effect.level.text), \(effect.at),
        \(effect.done))
      ON CONFLICT DO NOTHING
      """) > 0
  }
  /// Notes for the audit row what happened to a clock at a level.
  public func note(_ effect: ClockEffect, of ticket: Ticket.ID, _ words: String) {
    note("\(ticket)", "\(effect.clock.metric.rawValue).\(effect.level.text)", nil, words)
    touch(.support)
  }
  /// Says when a clock wants to be looked at next.
  public func watch(_ clock: SLARecord, of ticket: Ticket.ID, at instant: Instant) throws {
    try connection.run(
      """
      UPDATE ticket_clock SET watch_at = \(instant) WHERE ticket_id = \(ticket)
        AND metric = \(clock.metric.number) AND cycle = \(clock.cycle) AND watch_at <> \(instant)
      """)
  }
  /// No clock of the ticket wants to be looked at.
  public func stopWatching(_ ticket: Ticket.ID) throws {
    try connection.run("UPDATE ticket_clock SET watch_at = \(Instant.never) WHERE ticket_id = \(ticket)")
  }
  /// All clocks are to be looked at anew, part by part.
  public func beginRescan() throws {
    try connection.run(
      """
      INSERT INTO clock_rescan (one, after_ticket) VALUES (1, 0)
      ON CONFLICT (one) DO UPDATE SET after_ticket = 0
      """)
  }
  /// How far that is; nil: done.
  public func setRescan(_ after: Ticket.ID?) throws {
    if let after {
      try connection.run("UPDATE clock_rescan SET after_ticket = \(after)")
    } else {
      try connection.run("DELETE FROM clock_rescan")
    }
  }
  /// Keeps that somebody has a clock in hand; false where somebody had already.
  public func acknowledge(
    _ clock: ClockKey, of ticket: Ticket.ID, by agent: Agent.ID, at now: Instant
  ) throws -> Bool {
    let added = try connection.run(
      """
      INSERT INTO clock_acknowledgement (ticket_id, metric, cycle, agent_id, at)
      VALUES (\(ticket), \(clock.metric.number), \(clock.cycle), \(agent), \(now)) ON CONFLICT DO NOTHING
      """)
    if added > 0 {
      note("\(ticket)", "\(clock.metric.rawValue).acknowledged", nil, RFC3339.text(now))
      touch(.support)
    }
    return added > 0
  }
  /// Takes that back, and lets the clock be looked at again.
  public func unacknowledge(_ clock: SLARecord, of ticket: Ticket.ID, at now: Instant) throws -> Bool {
    let removed = try connection.run(
      """
      DELETE FROM clock_acknowledgement WHERE ticket_id = \(ticket) AND metric = \(clock.metric.number)
        AND cycle = \(clock.key.cycle)
      """)
    guard removed > 0 else { return false }
    note("\(ticket)", "\(clock.metric.rawValue).acknowledged", "yes", nil)
    try watch(clock, of: ticket, at: now)
    touch(.support)
    return true
  }
  /// Nothing is done about what a ticket's clocks reached before an instant.
  func silence(_ ticket: Ticket.ID, until instant: Instant) throws {
    try connection.run(
      """
      INSERT INTO clock_silence (ticket_id, until) VALUES (\(ticket), \(instant))
      ON CONFLICT (ticket_id) DO UPDATE SET until = max(until, excluded.until)
      """)
  }
}

extension ClockKey {
  init(_ row: inout Row) {
    let metrics = SLAMetric.allCases
    self.init(metric: metrics[min(max(0, row.int()), metrics.count - 1)], cycle: row.integer())
  }
}
