public import Domain

/// Whose work is measured, and when.
public struct FigureQuery: Sendable {
  /// Which tickets, for whom `me` stands, and what time it is where.
  public let filter: Filter, viewer: Agent.ID?, now: Instant, zone: any ZoneRules
  /// The period: from when on, before when.
  public let from: Instant, to: Instant
  /// Asks about a period.
  public init(
    _ filter: Filter = .everything, from: Instant, to: Instant, viewer: Agent.ID? = nil, now: Instant,
    zone: any ZoneRules
  ) {
    (self.filter, self.from, self.to) = (filter, from, to)
    (self.viewer, self.now, self.zone) = (viewer, now, zone)
  }
}

extension ReadTransaction {
  /// Tickets are read so many at a time: memory does not grow with them.
  private static let batch = 500

  /// Hands over all that is known of each ticket to which something may have happened in the period, in no order.
  ///
  /// Whatever happens to a ticket makes it changed, so those that were changed last before the period are passed by
  /// along the indexes over changes: a week of a large store is read from the tickets of that week.
  public func eachCourse(_ query: FigureQuery, _ body: (TicketCourse) throws -> Void) throws {
    let condition = try condition(query.filter, query.viewer, query.now, query.zone)
    let fitting = try FilterSQL(store: self).sql(condition)
    func half(_ part: SQL) -> SQL {
      """
      SELECT id, created_at, status, solved_at, assignee_id FROM ticket
      WHERE \(part) AND updated_at >= \(query.from) AND +created_at < \(query.to) AND merged_into IS NULL
        AND (\(fitting))
      """
    }
    var waiting: [TicketCourse] = []
    waiting.reserveCapacity(Self.batch)
    for part: SQL in ["status<4", "status>=4"] {
      try connection.each(half(part)) { row in
        waiting.append(
          TicketCourse(
            Ticket.ID(row.integer()), created: row.instant(), status: row.status(),
            solved: row.optionalInstant(), assignee: row.agentID()))
        guard waiting.count == Self.batch else { return }
        try hand(over: &waiting, to: body)
      }
    }
    try hand(over: &waiting, to: body)
  }

  /// Open tickets with when they were made and whose they are; a merged one is closed. Read from an index alone where
  /// the filter asks for nothing else.
  public func eachOpenTicket(
    _ query: FigureQuery, _ body: (Ticket.ID, _ created: Instant, _ assignee: Agent.ID?) throws -> Void
  ) throws {
    let condition = try condition(query.filter, query.viewer, query.now, query.zone)
    let fitting = try FilterSQL(store: self).sql(condition)
    try connection.each(
      """
      SELECT id, created_at, assignee_id FROM ticket
      WHERE status<4 AND created_at <= \(query.now) AND (\(fitting))
      """
    ) { row in try body(Ticket.ID(row.integer()), row.instant(), row.agentID()) }
  }

  /// Clocks that have not stopped and were due in the period, and are over.
  public func eachBrokenPromise(
    _ query: FigureQuery, _ body: (Ticket.ID, SLAMetric, _ due: Instant) throws -> Void
  ) throws {
    let condition = try condition(query.filter, query.viewer, query.now, query.zone)
    let fitting = try FilterSQL(store: self).sql(condition)
    let metrics = SLAMetric.allCases
    try connection.each(
      """
      SELECT c.ticket_id, c.metric, c.due_at FROM ticket_clock AS c CROSS JOIN ticket ON ticket.id = c.ticket_id
      WHERE c.stopped_at IS NULL AND c.due_at<253402300799000 AND c.due_at >= \(query.from)
        AND c.due_at < \(min(query.to, query.now)) AND ticket.merged_into IS NULL AND (\(fitting))
      """
    ) { row in
      let id = Ticket.ID(row.integer()), metric = row.int()
      try body(id, metrics[min(max(0, metric), metrics.count - 1)], row.instant())
    }
  }

  private func hand(over waiting: inout [TicketCourse], to body: (TicketCourse) throws -> Void) throws {
    guard !waiting.isEmpty else { return }
    var places: [Int64: Int] = [:]
    for (place, course) in waiting.enumerated() { places[course.id.rawValue] = place }
    let ids = waiting.map(\.id)
    let splitOff = try readTurns(ids, places, &waiting)
    try connection.each(
      """
      SELECT ticket_id, id, author_kind, author_id, kind, at FROM message WHERE ticket_id IN \(list: ids)
      ORDER BY ticket_id, id
      """
    ) { row in
      guard let place = places[row.integer()] else { return }
      waiting[place].said.append(
        SLASaid(
          id: Message.ID(row.integer()), author: Message.Author(kind: row.int(), id: row.integer()),
          kind: row.flag() ? .note : .public, at: row.instant()))
    }
    let metrics = SLAMetric.allCases, states = SLAState.allCases
    try connection.each(
      """
      SELECT ticket_id, metric, state, due_at, stopped_at FROM ticket_clock
      WHERE ticket_id IN \(list: ids) AND stopped_at IS NOT NULL
      """
    ) { row in
      guard let place = places[row.integer()] else { return }
      let metric = row.int(), state = row.int()
      waiting[place].clocks.append(
        TicketCourse.Stopped(
          metrics[min(max(0, metric), metrics.count - 1)], states[min(max(0, state), states.count - 1)],
          due: row.instant(), at: row.instant()))
    }
    // Of one that an agent split off, whoever wrote what it begins with.
    for place in splitOff {
      if case .customer? = waiting[place].said.first?.author { waiting[place].isByAgent = false }
    }
    for course in waiting { try body(course) }
    waiting.removeAll(keepingCapacity: true)
  }

  /// How tickets were made, and how their states turned.
  /// - Returns: the places of those that begin before an agent made them.
  private func readTurns(
    _ ids: [Ticket.ID], _ places: [Int64: Int], _ waiting: inout [TicketCourse]
  ) throws -> [Int] {
    var isMadeByAct = Set<Int>(), splitOff: [Int] = []
    try connection.each(
      """
      SELECT ticket_id, at, actor_kind, field, before, after, audit FROM ticket_event
      WHERE ticket_id IN \(list: ids) AND field IN ('created', 'status') ORDER BY ticket_id, id
      """
    ) { row in
      guard let place = places[row.integer()] else { return }
      let at = row.instant(), kind = row.int(), isCreation = row.text() == "created"
      let before = row.optionalText(), after = row.optionalText(), audit = row.integer()
      if isCreation {
        if kind == 2 {
          waiting[place].isByAgent = true
          if at.wholeSecond > waiting[place].created { splitOff.append(place) }
        }
        if audit > 0 { isMadeByAct.insert(place) }
        return
      }
      if waiting[place].turns.isEmpty, let first = before.flatMap(Ticket.Status.init(rawValue:)) {
        waiting[place].first = first
      }
      if let state = after.flatMap(Ticket.Status.init(rawValue:)) {
        waiting[place].turns.append(TicketCourse.Turn(at, state))
      }
    }
    // A log that no act has written, and that does not begin where tickets begin, is only the end of one.
    for place in waiting.indices {
      waiting[place].isTold = waiting[place].first == .new || isMadeByAct.contains(place)
    }
    return splitOff
  }
}
