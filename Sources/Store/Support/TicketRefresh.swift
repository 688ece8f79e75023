public import Domain

extension ReadTransaction {
  /// The rows of a screen read again where they stand: those that no longer fit the filter are left out, and each
  /// keeps the key it came with, so that a list whose order is held goes on from where it was.
  public func ticketRows(
    again rows: [TicketRow], matching filter: Filter, viewer: Agent.ID?, now: Instant,
    zone: any ZoneRules = FixedZone.utc
  ) throws -> [TicketRow] {
    let condition = try condition(filter, viewer, now, zone)
    let clause = try FilterSQL(store: self).sql(condition)
    return try rows.compactMap { old in
      let fits = try connection.first("SELECT 1 FROM ticket WHERE id = \(old.id) AND (\(clause))") { _ in true
      }
      return fits == true ? try self.rows([old.key]).first : nil
    }
  }
}
