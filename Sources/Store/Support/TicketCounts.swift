import Domain

/// What counters are kept by: the number of tickets of each status in a team, with an assignee, of a priority.
/// They are written in the transaction of the change, so a view's count costs nothing however many there are.
struct TicketCount: Hashable {
  enum Dimension: String { case team, assignee, priority }
  var dimension: Dimension, key: Int64, status: Int
}

extension WriteTransaction {
  func count(_ ticket: Ticket, by number: Int) {
    let status = ticket.status.number
    for (dimension, key) in [
      (.team, ticket.team?.rawValue ?? 0), (.assignee, ticket.assignee?.rawValue ?? 0),
      (.priority, Int64(ticket.priority.number)),
    ] as [(TicketCount.Dimension, Int64)] {
      counts[TicketCount(dimension: dimension, key: key, status: status), default: 0] += number
    }
  }
  func flushCounts() throws {
    for (count, number) in counts where number != 0 {
      let moved = try connection.run(
        """
        UPDATE ticket_count SET number = number + \(number)
        WHERE dimension = \(count.dimension.rawValue) AND key = \(count.key) AND status = \(count.status)
        """)
      guard moved == 0 else { continue }
      try connection.run(
        """
        INSERT INTO ticket_count (dimension, key, status, number)
        VALUES (\(count.dimension.rawValue), \(count.key), \(count.status), \(number))
        """)
    }
    counts.removeAll()
  }
}

extension ReadTransaction {
  /// Where the counters differ from what is really there: for the check of a store.
  func countFlaws() throws -> [String] {
    let counted: [(TicketCount.Dimension, SQL)] = [
      (.team, "team_id"), (.assignee, "assignee_id"), (.priority, "priority"),
    ]
    return try counted.flatMap { dimension, column in
      let real = try connection.rows(
        "SELECT \(column), status, count(*) FROM ticket GROUP BY 1, 2 ORDER BY 1, 2"
      ) { [$0.integer(), $0.integer(), $0.integer()] }
      let kept = try connection.rows(
        """
        SELECT key, status, number FROM ticket_count WHERE dimension = \(dimension.rawValue) AND number <> 0
        ORDER BY 1, 2
        """
      ) { [$0.integer(), $0.integer(), $0.integer()] }
      return real == kept ? [] : ["the counters by \(dimension.rawValue) differ from the tickets"]
    }
  }
}
