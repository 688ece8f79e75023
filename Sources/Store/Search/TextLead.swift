import Domain

extension ReadTransaction {
  /// The road that words open to tickets when they are rare enough; nil when they stand in too many messages.
  func textLead(_ words: FilterWords, glance: Int, most: Int) throws -> TicketPlan.Lead? {
    let match = words.match
    let hits =
      try connection.first(
        """
        SELECT (SELECT count(*) FROM (SELECT 1 FROM message_text WHERE message_text MATCH \(match)
            LIMIT \(glance + 1)))
          + (SELECT count(*) FROM (SELECT 1 FROM ticket_text WHERE ticket_text MATCH \(match)
            LIMIT \(glance + 1)))
        """
      ) { $0.int() } ?? 0
    guard hits <= glance else { return nil }
    return TicketPlan.Lead(
      ids: """
        SELECT rowid AS id FROM ticket_text WHERE ticket_text MATCH \(match)
        UNION SELECT message.ticket_id FROM message_text CROSS JOIN message ON message.id = message_text.rowid
          WHERE message_text MATCH \(match)
        """, estimate: hits)
  }
}
