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
    if order == .ref {
      let id = row.integer()
      return TicketKey(.number(id), Ticket.ID(id))
    }
    return isText
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
    case .snoozed: try snoozed(after: key, limit: limit)
    case .assignee:
      try groups("SELECT handle, id FROM agent", .assignee, plan.scope.assignee, after: key, limit: limit) {
        "assignee_id = \($0) AND"
      }
    case .team:
      try groups("SELECT name, id FROM team", .team, plan.scope.team, after: key, limit: limit) {
        "team_id = \($0) AND"
      }
    default: try connection.rows(walk(after: key, limit: limit), read)
    }
  }

  /// The statement that walks: one sorted arm for each index that carries a part, merged by the engine as it
  /// reads on.
  func walk(after key: TicketKey?, limit: Int) -> SQL {
    let from = bound(key), column = expression
    let what: SQL = order == .ref ? "ticket.id" : "\(column), ticket.id"
    let place: SQL =
      order == .ref
      ? "ticket.id \(beyond) \(from.id)" : "(\(column), ticket.id) \(beyond) (\(from.value), \(from.id))"
    let sorted: SQL = order == .ref ? "1 \(direction)" : "1 \(direction), 2 \(direction)"
    let span = span(column)
    let arms = arms.map { arm -> SQL in "SELECT \(what) FROM ticket WHERE \(arm) AND \(place) \(span)" }
    return "\(arms.joined(by: " UNION ALL ")) ORDER BY \(sorted) LIMIT \(limit)"
  }

  private var arms: [SQL] {
    switch order {
    case .due: led() ?? halves(done: plan.scope.statuses.filter { $0 >= 4 }.map { "status = \($0)" })
    case .ref: led() ?? byStatus()
    case .status: [all()]
    default: halves(done: plan.scope.statuses.contains { $0 >= 4 } ? ["status>=4"] : [])
    }
  }
  /// The terms of an arm behind what leads it.
  private func all(
    _ lead: SQL = "1 = 1", leavingOut led: Set<TicketCount.Dimension> = [], status: Bool = false
  ) -> SQL {
    let terms = plan.scope.columnTerms(leavingOut: led, status: status) + plan.restTerms
    return terms.isEmpty ? lead : "\(lead) AND \(Self.all(terms))"
  }
  /// Teams or people that are named: an arm for each with each status, unless that were too many.
  private func led() -> [SQL]? {
    let scope = plan.scope, statuses = scope.statuses
    func arms(_ column: SQL, _ dimension: TicketCount.Dimension, _ keys: TicketScope.Keys) -> [SQL]? {
      guard let keys = keys.list, keys.count * statuses.count <= 40 else { return nil }
      return keys.flatMap { key in
        statuses.map { all("\(column) = \(key) AND status = \($0)", leavingOut: [dimension]) }
      }
    }
    return arms("assignee_id", .assignee, scope.assignee) ?? arms("team_id", .team, scope.team)
  }
  /// By number there are the tickets themselves, and an index that knows the four columns for each status.
  private func byStatus() -> [SQL] {
    plan.scope.columnTerms().isEmpty ? [all()] : plan.scope.statuses.map { all("status = \($0)") }
  }
  /// The unsolved ones have an index of their own, the others have another.
  private func halves(done: [SQL]) -> [SQL] {
    let scope = plan.scope, active = scope.statuses.filter { $0 < 4 }
    let isPart = active.count < 4 || done.first?.text == "status>=4" && !scope.statuses.contains([4, 5])
    return (active.isEmpty ? [] : [all("status<4", status: isPart)]) + done.map { all($0, status: isPart) }
  }

  /// Where the walk begins and ends, when the filter bounds the very column of the order.
  private func span(_ name: SQL) -> SQL {
    func between(_ numbers: [Int64]) -> SQL {
      guard let least = numbers.min(), let most = numbers.max() else { return "" }
      return "AND \(name) BETWEEN \(least) AND \(most)"
    }
    switch order {
    case .priority: return between(plan.scope.priority.list ?? [])
    case .status:
      return plan.scope.isOfAnyStatus
        ? "" : "\(between(plan.scope.statuses.map(Int64.init))) AND +status IN \(list: plan.scope.statuses)"
    default: break
    }
    var bounds: SQL = ""
    for case .time(let clock, let from, let to) in plan.scope.rest where clock == order.clock {
      bounds = bounds + "AND \(name) >= \(from) AND \(name) < \(to)"
    }
    return bounds
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
        AND (snoozed_until, id) \(beyond) (\(from.value), \(from.id)) \(span("snoozed_until"))
        ORDER BY snoozed_until \(direction), id \(direction) LIMIT \(limit)
        """, read)
    }
    func awake(_ key: TicketKey?, _ limit: Int) throws -> [TicketKey] {
      try TicketLane(plan: plan.awake, order: .ref, descending: descending)
        .walked(after: key, limit: limit).map { TicketKey(.number(never), $0.id) }
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
      let statuses = plan.scope.statuses.filter {
        plan.counters.count(dimension, .only([group.id]), [$0]) > 0
      }
      guard !statuses.isEmpty else { continue }
      let from = key?.value == value ? key?.id.rawValue ?? number : number
      let arms = statuses.map { status -> SQL in
        """
        SELECT id FROM ticket WHERE \(all("\(which(group.id)) status = \(status)", leavingOut: [dimension]))
        AND id \(beyond) \(from)
        """
      }
      found += try connection.rows(
        "\(arms.joined(by: " UNION ALL ")) ORDER BY 1 \(direction) LIMIT \(limit - found.count)"
      ) { TicketKey(value, Ticket.ID($0.integer())) }
    }
    return found
  }
}

extension TicketOrder.Key {
  /// The clock that an order goes by.
  var clock: FilterClock? {
    switch self {
    case .due: .due
    case .updated: .updated
    case .created: .created
    case .snoozed: .snoozed
    default: nil
    }
  }
}
