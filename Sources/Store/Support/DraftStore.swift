public import Domain

extension ReadTransaction {
  /// What an agent has begun to write in a ticket, the last kept first.
  public func drafts(of ticket: Ticket.ID, by agent: Agent.ID) throws -> [Draft] {
    try drafts("ticket_id = \(ticket) AND agent_id = \(agent)")
  }
  /// What an agent has begun to write in a ticket as a reply or as a note, or nil.
  public func draft(of ticket: Ticket.ID, by agent: Agent.ID, kind: Message.Kind) throws -> Draft? {
    try drafts("ticket_id = \(ticket) AND agent_id = \(agent) AND kind = \(kind.number)").first
  }
  /// All drafts in a ticket, of anybody: to show that somebody writes.
  public func drafts(in ticket: Ticket.ID) throws -> [Draft] { try drafts("ticket_id = \(ticket)") }
  /// All drafts of an agent, the last kept first.
  public func drafts(by agent: Agent.ID) throws -> [Draft] { try drafts("agent_id = \(agent)") }
  private func drafts(_ which: SQL) throws -> [Draft] {
    try connection.rows(
      """
      SELECT agent_id, ticket_id, kind, text, base_version, base_message, saved_at FROM draft WHERE \(which)
      ORDER BY saved_at DESC, ticket_id, agent_id, kind
      """
    ) { row in
      Draft(
        agent: Agent.ID(row.integer()), ticket: Ticket.ID(row.integer()), kind: row.flag() ? .note : .public,
        text: row.text(), baseVersion: row.integer(), baseMessage: row.optionalInteger().map(Message.ID.init),
        saved: row.instant())
    }
  }

  /// Who was last heard of on a ticket since `instant`, the longest there first.
  public func presence(on ticket: Ticket.ID, since instant: Instant) throws -> [Presence] {
    try connection.rows(
      """
      SELECT agent_id, ticket_id, doing, since, seen_at FROM presence
      WHERE ticket_id = \(ticket) AND seen_at >= \(instant) ORDER BY since, agent_id
      """, Presence.init)
  }
  /// Everybody heard of since `instant`, for the marks in a list.
  public func presence(since instant: Instant) throws -> [Presence] {
    try connection.rows(
      """
      SELECT agent_id, ticket_id, doing, since, seen_at FROM presence WHERE seen_at >= \(instant)
      ORDER BY ticket_id, since, agent_id LIMIT 1000
      """, Presence.init)
  }
}

extension WriteTransaction {
  /// Keeps a draft. Not an act: it leaves no audit line.
  public func save(_ draft: Draft) throws {
    try connection.run(
      """
      INSERT INTO draft (ticket_id, agent_id, kind, text, base_version, base_message, saved_at)
      VALUES (\(draft.ticket), \(draft.agent), \(draft.kind.number), \(draft.text), \(draft.baseVersion),
        \(draft.baseMessage.sql), \(draft.saved))
      ON CONFLICT (ticket_id, agent_id, kind) DO UPDATE SET text = excluded.text,
        base_version = excluded.base_version, base_message = excluded.base_message,
        saved_at = excluded.saved_at
      """)
    touch(.presence)
  }
  /// Throws a draft away; false when there was none.
  @discardableResult
  public func removeDraft(of ticket: Ticket.ID, by agent: Agent.ID, kind: Message.Kind) throws -> Bool {
    let removed = try connection.run(
      "DELETE FROM draft WHERE ticket_id = \(ticket) AND agent_id = \(agent) AND kind = \(kind.number)")
    if removed > 0 { touch(.presence) }
    return removed > 0
  }
  /// Says that an agent is on a ticket. Not an act: it leaves no audit line.
  public func touch(_ presence: Presence) throws {
    try connection.run(
      """
      INSERT INTO presence (ticket_id, agent_id, doing, since, seen_at)
      VALUES (\(presence.ticket), \(presence.agent), \(presence.doing.rawValue), \(presence.since),
        \(presence.seen))
      ON CONFLICT (ticket_id, agent_id) DO UPDATE SET doing = excluded.doing, seen_at = excluded.seen_at
      """)
    try connection.run("DELETE FROM presence WHERE seen_at < \(presence.seen - .hours(1))")
    touch(.presence)
  }
  /// Says that an agent has left a ticket.
  public func removePresence(of agent: Agent.ID, on ticket: Ticket.ID) throws {
    try connection.run("DELETE FROM presence WHERE ticket_id = \(ticket) AND agent_id = \(agent)")
    touch(.presence)
  }
}

extension Presence {
  init(_ row: inout Row) {
    self.init(
      agent: Agent.ID(row.integer()), ticket: Ticket.ID(row.integer()),
      doing: Doing(rawValue: row.text()) ?? .reading, since: row.instant(), seen: row.instant())
  }
}
