public import Domain

extension ReadTransaction {
  /// The log of a ticket, oldest first.
  public func events(of ticket: Ticket.ID) throws -> [TicketEvent] {
    try connection.rows(
      "SELECT \(TicketEvent.columns) FROM ticket_event WHERE ticket_id = \(ticket) ORDER BY id",
      TicketEvent.init)
  }
  /// What was logged of a ticket by saves after one of its versions, oldest first.
  public func events(of ticket: Ticket.ID, after version: Int64) throws -> [TicketEvent] {
    try connection.rows(
      """
      SELECT \(TicketEvent.columns) FROM ticket_event WHERE ticket_id = \(ticket) AND version > \(version)
      ORDER BY id
      """, TicketEvent.init)
  }
  /// What one act added to the log of a ticket.
  public func events(of ticket: Ticket.ID, by audit: Int64) throws -> [TicketEvent] {
    try connection.rows(
      """
      SELECT \(TicketEvent.columns) FROM ticket_event
      WHERE ticket_id = \(ticket) AND audit = \(audit) ORDER BY id
      """, TicketEvent.init)
  }
  /// The ticket as it was stored at a past instant, told from its log; nil before it was made.
  ///
  /// The present state is carried back event by event, so what was never logged cannot be asked for wrongly:
  /// a test over random histories holds this to what was really stored.
  public func state(of id: Ticket.ID, at instant: Instant) throws -> Ticket? {
    guard var ticket = try self.ticket(id) else { return nil }
    let log = try connection.rows(
      "SELECT \(TicketEvent.columns), version FROM ticket_event WHERE ticket_id = \(id) ORDER BY id DESC"
    ) { row in (event: TicketEvent(&row), version: row.integer()) }
    for (event, version) in log {
      if event.at <= instant {
        (ticket.updated, ticket.version) = (event.at, version)
        return ticket
      }
      TicketField.revert(event, from: &ticket)
    }
    return nil
  }
}

extension TicketEvent {
  static let columns: SQL = "id, ticket_id, at, actor_kind, actor_id, field, before, after, audit"
  init(_ row: inout Row) {
    self.init(
      id: row.integer(), ticket: Ticket.ID(row.integer()), at: row.instant(),
      actor: Actor(kind: row.int(), id: row.integer()), field: row.text(), before: row.optionalText(),
      after: row.optionalText(), audit: row.integer())
  }
}
