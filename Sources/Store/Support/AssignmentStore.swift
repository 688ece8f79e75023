public import Domain

/// What assignment keeps, each part as JSON under a key; what is in it is for the rules to know.
public enum AssignmentPart: String, Sendable {
  /// By name; the names in the order in which they are tried, under an empty key.
  case rule, order
  /// By the number of the agent.
  case profile, absence
  /// By the name of the rule: whom it gave the last ticket.
  case turn
}

extension ReadTransaction {
  /// One part, or nil.
  public func assignmentPart(_ kind: AssignmentPart, _ key: String) throws -> String? {
    try connection.first(
      "SELECT body FROM assignment_part WHERE kind = \(kind.rawValue) AND key = \(key)"
    ) { $0.text() }
  }
  /// All parts of a kind, by key.
  public func assignmentParts(_ kind: AssignmentPart) throws -> [(key: String, body: String)] {
    try connection.rows(
      "SELECT key, body FROM assignment_part WHERE kind = \(kind.rawValue) ORDER BY key"
    ) { ($0.text(), $0.text()) }
  }
  /// What the rules are called, by name.
  public func assignmentRuleNames() throws -> [String] { try assignmentParts(.rule).map(\.key) }
  /// An agent's tickets that are new or open, by priority: what counts against her capacity.
  public func openTickets(of agent: Agent.ID) throws -> [Ticket.Priority: Int] {
    let rows = try connection.rows(
      """
      SELECT priority, count(*) FROM ticket WHERE assignee_id = \(agent) AND status IN (0, 1) GROUP BY priority
      """
    ) { ($0.int(), $0.int()) }
    let all = Ticket.Priority.allCases
    return Dictionary(rows.map { (all[min(max(0, $0.0), all.count - 1)], $0.1) }, uniquingKeysWith: +)
  }
  /// An agent's tickets that are neither solved nor closed, the ones that are asleep too.
  public func activeTickets(of agent: Agent.ID) throws -> [Ticket.ID] {
    try connection.rows(
      "SELECT id FROM ticket WHERE assignee_id = \(agent) AND status<4 ORDER BY id"
    ) { Ticket.ID($0.integer()) }
  }
  /// An agent's new and open tickets in the queue of a team.
  public func openTickets(of agent: Agent.ID, in team: Team.ID) throws -> [Ticket] {
    try connection.rows(
      """
      SELECT \(Ticket.columns) FROM ticket
      WHERE assignee_id = \(agent) AND status IN (0, 1) AND team_id = \(team) ORDER BY id
      """, Ticket.init)
  }
  /// Tickets of a team that nobody has: new or open, awake, and no imported ones; the next breach first.
  public func waitingTickets(of team: Team.ID, limit: Int) throws -> [Ticket] {
    try connection.rows(
      """
      SELECT \(Ticket.columns) FROM ticket
      WHERE team_id = \(team) AND assignee_id = 0 AND status IN (0, 1) AND snoozed_until = \(Instant.never)
        AND NOT EXISTS (SELECT 1 FROM import_ledger WHERE kind = 'ticket' AND local_id = ticket.id)
      ORDER BY due_at, priority DESC, id LIMIT \(limit)
      """, Ticket.init)
  }
  /// Tickets in the queue of a team that came in since an instant, the oldest first.
  public func tickets(of team: Team.ID, since: Instant, limit: Int) throws -> [Ticket] {
    try connection.rows(
      """
      SELECT \(Ticket.columns) FROM ticket WHERE team_id = \(team) AND created_at >= \(since)
      ORDER BY created_at, id LIMIT \(limit)
      """, Ticket.init)
  }
  /// Who has, or had at the end, the last ticket of a customer before one.
  public func lastAgent(of customer: Customer.ID, before ticket: Ticket.ID) throws -> Agent.ID? {
    try connection.first(
      """
      SELECT assignee_id FROM ticket
      WHERE requester_id = \(customer) AND id < \(ticket) AND assignee_id > 0 ORDER BY id DESC LIMIT 1
      """
    ) { $0.agentID() } ?? nil
  }
}

extension WriteTransaction {
  /// Keeps a part, or takes it away with nil; whose turn it was is no matter for the audit log.
  /// - Parameter thing: what the audit log calls it.
  public func keep(_ kind: AssignmentPart, _ key: String, _ body: String?, as thing: String) throws {
    let old = try assignmentPart(kind, key)
    guard old != body else { return }
    if let body {
      try connection.run(
        """
        INSERT INTO assignment_part (kind, key, body) VALUES (\(kind.rawValue), \(key), \(body))
        ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body
        """)
    } else {
      try connection.run("DELETE FROM assignment_part WHERE kind = \(kind.rawValue) AND key = \(key)")
    }
    guard kind != .turn else { return }
    note(thing, kind.rawValue, old, body)
    touch(.assignment)
  }
  /// Keeps with the act why a ticket was given to whom.
  public func noteChoice(_ explanation: String, of ticket: Ticket.ID) {
    note("\(ticket)", Self.choice, nil, explanation)
  }
  /// What such a line of the audit log is called.
  public static let choice = "choice"
}
