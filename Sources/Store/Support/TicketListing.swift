public import Domain

extension ReadTransaction {
  /// A window of a list.
  public func ticketRows(_ query: TicketQuery) throws -> TicketPage {
    let plan = try TicketPlan(condition(query.filter, query.viewer, query.now, query.zone), in: self)
    let order = query.order
    func ahead(_ key: TicketKey?, _ limit: Int) throws -> [TicketKey] {
      try plan.keys(order.key, descending: order.descending, after: key, limit: limit)
    }
    func back(_ key: TicketKey?, _ limit: Int) throws -> [TicketKey] {
      try plan.keys(order.key, descending: !order.descending, after: key, limit: limit).reversed()
    }
    switch query.start {
    case .top, .after:
      let key: TicketKey? = if case .after(let key) = query.start { key } else { nil }
      let found = try ahead(key, query.limit + 1)
      return TicketPage(
        rows: try rows(found.prefix(query.limit)), hasMoreBefore: key != nil,
        hasMoreAfter: found.count > query.limit)
    case .bottom, .before:
      let key: TicketKey? = if case .before(let key) = query.start { key } else { nil }
      let found = try back(key, query.limit + 1)
      return TicketPage(
        rows: try rows(found.suffix(query.limit)), hasMoreBefore: found.count > query.limit,
        hasMoreAfter: key != nil)
    case .around(let id):
      guard let key = try ticketKey(of: id, in: order.key) else {
        var top = query
        top.start = .top
        return try ticketRows(top)
      }
      let half = query.limit / 2
      let before = try back(key, half + 1)
      // From just before the ticket on, so that it comes along only when the filter lets it.
      let step: Int64 = order.descending ? 1 : -1
      let after = try ahead(TicketKey(key.value, Ticket.ID(id.rawValue + step)), query.limit - half + 1)
      let kept = Array(before.suffix(half)) + Array(after.prefix(query.limit - half))
      return TicketPage(
        rows: try rows(kept), hasMoreBefore: before.count > half,
        hasMoreAfter: after.count > query.limit - half, place: kept.firstIndex { $0.id == id })
    }
  }
  /// The numbers of all tickets that fit, in the order of numbers; for bulk acts. Stops at `cap`.
  public func ticketIDs(
    _ filter: Filter, viewer: Agent.ID?, now: Instant, zone: any ZoneRules = FixedZone.utc, cap: Int = 10_000
  ) throws -> [Ticket.ID] {
    let plan = try TicketPlan(condition(filter, viewer, now, zone), in: self)
    return try plan.keys(.ref, descending: false, after: nil, limit: cap).map(\.id)
  }
  /// Where a ticket stands in a list of this order, whether a filter lets it in or not; nil when there is none.
  public func ticketKey(of id: Ticket.ID, in order: TicketOrder.Key) throws -> TicketKey? {
    let column: SQL =
      switch order {
      case .due: "due_at"
      case .updated: "updated_at"
      case .created: "created_at"
      case .priority: "priority"
      case .status: "status"
      case .ref: "id"
      case .subject: "subject_key"
      case .requester: "requester_key"
      case .company: "company_key"
      case .snoozed: "snoozed_until"
      case .assignee: "(SELECT handle FROM agent WHERE agent.id = ticket.assignee_id)"
      case .team: "(SELECT name FROM team WHERE team.id = ticket.team_id)"
      }
    return try connection.first("SELECT \(column) FROM ticket WHERE id = \(id)") { row in
      let isText = [.subject, .requester, .company, .assignee, .team].contains(order)
      return TicketKey(isText ? .text(row.text()) : .number(row.integer()), id)
    }
  }

  /// The filter's meaning for an agent at a moment; people and teams are looked up only when it names any.
  func condition(_ filter: Filter, _ viewer: Agent.ID?, _ now: Instant, _ zone: any ZoneRules) throws
    -> FilterCondition
  {
    filter.resolved(
      for: viewer, at: now, in: zone, directory: filter.namesPeople ? try directory() : Directory())
  }
  /// The rows of a window, asked for at once and put back into its order.
  func rows(_ keys: some Sequence<TicketKey>) throws -> [TicketRow] {
    let keys = Array(keys)
    guard !keys.isEmpty else { return [] }
    var places: [Ticket.ID: Int] = [:]
    for (place, key) in keys.enumerated() { places[key.id] = place }
    var found = [TicketRow?](repeating: nil, count: keys.count)
    try connection.each(
      """
      SELECT \(TicketRow.columns) FROM ticket CROSS JOIN customer ON customer.id = ticket.requester_id
      WHERE ticket.id IN \(list: keys.map(\.id))
      """
    ) { row in
      var ahead = row
      guard let place = places[Ticket.ID(ahead.integer())] else { return }
      found[place] = TicketRow(&row, key: keys[place])
    }
    let still = found.compactMap { $0 }.filter { $0.due == .never && $0.status.isActive }.map(\.id)
    for id in try pausedTickets(among: still) {
      if let place = places[id] { found[place]?.isPaused = true }
    }
    return found.compactMap(\.self)
  }
}

extension Filter {
  fileprivate var namesPeople: Bool {
    switch self {
    case .everything: false
    case .all(let parts), .any(let parts): parts.contains(where: \.namesPeople)
    case .not(let inner): inner.namesPeople
    case .test(.assignee(let people)), .test(.watcher(let people)):
      people.contains { if case .agent = $0 { true } else { false } }
    case .test(.team(let names)): names.contains { $0 != nil }
    case .test: false
    }
  }
}

extension TicketRow {
  static let columns: SQL = """
    ticket.id, ticket.subject, ticket.requester_id, customer.name, customer.company, ticket.assignee_id,
    ticket.team_id, ticket.status, ticket.priority, ticket.channel, ticket.kind, ticket.tags, ticket.due_at,
    ticket.updated_at, ticket.created_at, ticket.snoozed_until, ticket.merged_into, ticket.version,
    ticket.last_by, ticket.message_count
    """
  init(_ row: inout Row, key: TicketKey) {
    id = Ticket.ID(row.integer())
    subject = row.text()
    requester = Customer.ID(row.integer())
    (requesterName, company) = (row.text(), row.text())
    (assignee, team) = (row.agentID(), row.teamID())
    (status, priority, channel, kind) = (row.status(), row.priority(), row.channel(), row.kind())
    tags = row.words()
    (due, updated, created) = (row.instant(), row.instant(), row.instant())
    snoozedUntil = row.instantUnlessNever()
    mergedInto = row.optionalInteger().map(Ticket.ID.init)
    version = row.integer()
    isLastByCustomer = row.int() == 1
    messageCount = row.int()
    self.key = key
  }
}
