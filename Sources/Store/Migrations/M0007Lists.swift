extension Migration {
  /// Lists of unsolved tickets no longer pass the solved ones: each order has an index over either, and each
  /// holds what filters ask most, so that a page is found without looking at tickets that do not fit.
  ///
  /// Every ticket stands in one of the two, so there is as much to write as before when it is made or solved.
  /// Assigning it is dearer: its new owner is written into all of them, some 60 µs, and every page of "my open
  /// tickets" is read from a few hundred entries instead of from thousands of tickets.
  static let lists = Migration(
    // Only indexes: whoever knows the sixth step may still write.
    7, "lists", compatible: 6,
    up: """
      \(supportIndexes.map { "DROP INDEX IF EXISTS \($0.name);" }.joined(separator: "\n"))
      \(listIndexes.map { $0.sql + ";" }.joined(separator: "\n"))
      """,
    down: """
      \(listIndexes.map { "DROP INDEX IF EXISTS \($0.name);" }.joined(separator: "\n"))
      \(supportIndexes.map { $0.sql + ";" }.joined(separator: "\n"))
      """)

  /// The indexes over the tables with millions of rows as they are now: a bulk load drops them and makes them
  /// after.
  ///
  /// Those with a due carry views by due and sweeps; those with a status before the number carry lists by number
  /// and by names of people and teams; the pairs carry the other orders.
  static let listIndexes: [(name: String, sql: String)] =
    ([
      ("ticket_by_team", "ticket (team_id, status, due_at, id)"),
      ("ticket_by_assignee", "ticket (assignee_id, status, due_at, id)"),
      ("ticket_by_status", "ticket (status, due_at, id)"),
      ("ticket_by_requester", "ticket (requester_id, id)"),
      ("ticket_in_team", "ticket (team_id, status, id, assignee_id, priority)"),
      ("ticket_of_assignee", "ticket (assignee_id, status, id, team_id, priority)"),
      ("ticket_in_status", "ticket (status, id, team_id, assignee_id, priority)"),
      (
        "ticket_active_by_due",
        "ticket (due_at, id, status, team_id, assignee_id, priority) WHERE status<4"
      ),
    ] + paired
    + [
      (
        "ticket_snoozed",
        """
        ticket (snoozed_until, id, status, team_id, assignee_id, priority)
        WHERE snoozed_until<253402300799000
        """
      ),
      ("ticket_merged", "ticket (merged_into, id) WHERE merged_into IS NOT NULL"),
      ("ticket_children", "ticket (parent_id, id) WHERE parent_id IS NOT NULL"),
      ("message_by_ticket", "message (ticket_id, id)"),
      ("message_by_mail", "message (mail_id) WHERE mail_id IS NOT NULL"),
    ]).map { ($0.0, "CREATE INDEX \($0.0) ON \($0.1)") }

  private static let paired = [
    ("update", "updated_at"), ("creation", "created_at"), ("priority", "priority"),
    ("subject", "subject_key"),
    ("requester_name", "requester_key"), ("company", "company_key"),
  ].flatMap { name, column -> [(String, String)] in
    let rest = column == "priority" ? "" : ", priority"
    let columns = "ticket (\(column), id, status, team_id, assignee_id\(rest))"
    return [
      ("ticket_active_by_\(name)", "\(columns) WHERE status<4"),
      ("ticket_done_by_\(name)", "\(columns) WHERE status>=4"),
    ]
  }
}
