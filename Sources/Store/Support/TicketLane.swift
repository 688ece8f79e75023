import Domain

/// One order of a list in one direction, and the two ways to read on in it.
struct TicketLane {
  let plan: TicketPlan, order: TicketOrder.Key, descending: Bool

  private var connection: Connection { plan.store.connection }
  private var direction: SQL { descending ? "DESC" : "ASC" }
  private var beyond: SQL { descending ? "<" : ">" }
  /// A key before all others: a bound from the first page on, so that every page is the same statement.
  private var number: Int64 { descending ? .max : .min }
  private func bound(_ key: TicketKey?) -> (value: SQLValue, id: Int64) {
    switch key?.value {
    case .number(let value): return (.integer(value), key?.id.rawValue ?? 0)
    case .text(let value): return (.text(value), key?.id.rawValue ?? 0)
    case nil: return (isText ? .text(descending ? "\u{10ffff}\u{10ffff}" : "") : .integer(number), number)
    }
  }
  private var isText: Bool { [.subject, .requester, .company, .assignee, .team].contains(order) }

  private func read(_ row: inout Row) -> TicketKey {
    isText
      ? TicketKey(.text(row.text()), Ticket.ID(row.integer()))
      : TicketKey(.number(row.integer()), Ticket.ID(row.integer()))
  }
  private static func all(_ terms: [SQL]) -> SQL {
    terms.isEmpty ? "1 = 1" : terms.joinedInParentheses(by: " AND ")
  }

  // MARK: Few: gather and sort

  /// What the list is sorted by, for a ticket joined with its agent `a` and team `g`.
  private var expression: SQL {
    switch order {
    case .due: "ticket.due_at"
    case .updated: "ticket.updated_at"
    case .created: "ticket.created_at"
    case .priority: "ticket.priority"
    case .status: "ticket.status"
    case .ref: "ticket.id"
    case .subject: "ticket.subject_key"
    case .requester: "ticket.requester_key"
    case .company: "ticket.company_key"
    case .snoozed: "ticket.snoozed_until"
    case .assignee: "a.handle"
    case .team: "g.name"
    }
  }
  private var join: SQL {
    switch order {
    case .assignee: "CROSS JOIN agent AS a ON a.id = ticket.assignee_id"
    case .team: "CROSS JOIN team AS g ON g.id = ticket.team_id"
    default: ""
    }
  }
  func gathered(after key: TicketKey?, limit: Int) throws -> [TicketKey] {
    let from = bound(key)
    return try connection.rows(
      """
      SELECT \(expression), ticket.id FROM (\(plan.lead.ids)) AS lead
      CROSS JOIN ticket ON ticket.id = lead.id \(join)
      WHERE \(Self.all(plan.terms)) AND (\(expression), ticket.id) \(beyond) (\(from.value), \(from.id))
      ORDER BY 1 \(direction), 2 \(direction) LIMIT \(limit)
      """, read)
  }

  // MARK: Many: walk along the index of the order

  func walked(after key: TicketKey?, limit: Int) throws -> [TicketKey] {
    switch order {
    case .due: try due(after: key, limit: limit)
    case .updated: try column("updated_at", .updated, after: key, limit: limit)
    case .created: try column("created_at", .created, after: key, limit: limit)
    case .priority: try column("priority", nil, after: key, limit: limit)
    case .status: try column("status", nil, after: key, limit: limit)
    case .subject: try column("subject_key", nil, after: key, limit: limit)
    case .requester: try column("requester_key", nil, after: key, limit: limit)
    case .company: try column("company_key", nil, after: key, limit: limit)
    case .ref:
      try numbers("1 = 1", plan.terms, after: key?.id, limit: limit).map {
        TicketKey(.number($0), Ticket.ID($0))
      }
    case .snoozed: try snoozed(after: key, limit: limit)
    case .assignee:
      try groups(
        "SELECT handle, id FROM agent", .assignee, plan.scope.assignee, after: key, limit: limit
      ) { "assignee_id = \($0)" }
    case .team:
      try groups("SELECT name, id FROM team", .team, plan.scope.team, after: key, limit: limit) {
        "team_id = \($0)"
      }
    }
  }

  private func column(_ name: SQL, _ clock: FilterClock?, after key: TicketKey?, limit: Int) throws
    -> [TicketKey]
  {
    let from = bound(key)
    return try connection.rows(
      """
      SELECT \(name), id FROM ticket
      WHERE \(Self.all(plan.terms)) AND (\(name), id) \(beyond) (\(from.value), \(from.id)) \(span(name, clock))
      ORDER BY \(name) \(direction), id \(direction) LIMIT \(limit)
      """, read)
  }
  /// Where the walk ends, when the filter bounds the very column of the order.
  private func span(_ name: SQL, _ clock: FilterClock?) -> SQL {
    var bounds: SQL = ""
    for case .time(let other, let from, let to) in plan.scope.rest where other == clock {
      bounds = bounds + "AND \(name) >= \(from) AND \(name) < \(to)"
    }
    return bounds
  }
  private func numbers(_ which: SQL, _ terms: [SQL], after id: Ticket.ID?, limit: Int) throws -> [Int64] {
    try connection.rows(
      """
      SELECT id FROM ticket WHERE \(which) AND \(Self.all(terms)) AND id \(beyond) \(id?.rawValue ?? number)
      ORDER BY id \(direction) LIMIT \(limit)
      """
    ) { $0.integer() }
  }

  /// By due there is an index for each status, team and assignee: as many sorted arms as are asked for, merged
  /// by the engine as it reads on.
  private func due(after key: TicketKey?, limit: Int) throws -> [TicketKey] {
    let scope = plan.scope, from = bound(key)
    var led: Set<TicketCount.Dimension> = [], leads: [SQL] = [""]
    if let teams = scope.team.list, teams.count * scope.statuses.count <= 40 {
      led = [.team]
      leads = teams.map { team -> SQL in "team_id = \(team) AND" }
    } else if let agents = scope.assignee.list, agents.count * scope.statuses.count <= 40 {
      led = [.assignee]
      leads = agents.map { agent -> SQL in "assignee_id = \(agent) AND" }
    }
    let terms = scope.columnTerms(leavingOut: led, status: false) + plan.restTerms
    let statuses: [SQL] =
      led.isEmpty && scope.isActive
      ? ["status<4"] : scope.statuses.map { status -> SQL in "status = \(status)" }
    let arms = leads.flatMap { lead in
      statuses.map { status -> SQL in
        """
        SELECT due_at, id FROM ticket WHERE \(lead) \(status) AND \(Self.all(terms))
        AND (due_at, id) \(beyond) (\(from.value), \(from.id)) \(span("due_at", .due))
        """
      }
    }
    return try connection.rows(
      "\(arms.joined(by: " UNION ALL ")) ORDER BY 1 \(direction), 2 \(direction) LIMIT \(limit)", read)
  }

  /// Those that sleep, by the instant they wake; the others stand behind them, by number.
  private func snoozed(after key: TicketKey?, limit: Int) throws -> [TicketKey] {
    let never = Instant.never.milliseconds
    func asleep(_ key: TicketKey?, _ limit: Int) throws -> [TicketKey] {
      let from = bound(key)
      return try connection.rows(
        """
        SELECT snoozed_until, id FROM ticket
        WHERE snoozed_until<253402300799000 AND \(Self.all(plan.terms))
        AND (snoozed_until, id) \(beyond) (\(from.value), \(from.id)) \(span("snoozed_until", .snoozed))
        ORDER BY snoozed_until \(direction), id \(direction) LIMIT \(limit)
        """, read)
    }
    func awake(_ key: TicketKey?, _ limit: Int) throws -> [TicketKey] {
      try numbers("+snoozed_until = \(never)", plan.terms, after: key?.id, limit: limit)
        .map { TicketKey(.number(never), Ticket.ID($0)) }
    }
    let isAwake = key?.value == .number(never)
    if descending {
      let first = key == nil || isAwake ? try awake(key, limit) : []
      return first.count == limit ? first : first + (try asleep(isAwake ? nil : key, limit - first.count))
    }
    let first = isAwake ? [] : try asleep(key, limit)
    return first.count == limit ? first : first + (try awake(isAwake ? key : nil, limit - first.count))
  }

  /// By people's or teams' names: their tickets one after the other, empty ones skipped by the counters.
  private func groups(
    _ names: SQL, _ dimension: TicketCount.Dimension, _ allowed: TicketScope.Keys, after key: TicketKey?,
    limit: Int, _ which: (Int64) -> SQL
  ) throws -> [TicketKey] {
    var found: [TicketKey] = []
    let groups = try connection.rows("\(names) ORDER BY 1 \(direction)") {
      (name: $0.text(), id: $0.integer())
    }
    for group in groups where found.count < limit && allowed.allows(group.id) {
      let value = TicketKey.Value.text(group.name)
      if let key, key.value != value, descending == (key.value < value) { continue }
      let some = plan.counters.count(dimension, .only([group.id]), plan.scope.statuses)
      guard some > 0 else { continue }
      let all = plan.counters.count(dimension, .only([group.id]), Array(Numbered.statuses.indices))
      // A few unsolved among many solved ones: by status, and sorted.
      let isNarrow = some <= 3000 && some * 3 < all
      let narrow: SQL = isNarrow ? "AND status IN \(list: plan.scope.statuses)" : ""
      let id: SQL = isNarrow ? "+id" : "id"
      let from = key?.value == value ? key?.id.rawValue ?? number : number
      found += try connection.rows(
        """
        SELECT id FROM ticket WHERE \(which(group.id)) \(narrow)
        AND \(Self.all(plan.scope.columnTerms(leavingOut: [dimension]) + plan.restTerms))
        AND \(id) \(beyond) \(from) ORDER BY \(id) \(direction) LIMIT \(limit - found.count)
        """
      ) { TicketKey(value, Ticket.ID($0.integer())) }
    }
    return found
  }
}
