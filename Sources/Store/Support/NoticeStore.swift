public import Domain

extension Notice.ID: SQLConvertible { var sql: SQLValue { .integer(rawValue) } }
extension Notice.Kind { var number: Int { Numbered.place(self, in: Notice.Kind.allCases) } }

extension ReadTransaction {
  /// How many notices an agent has not read; no more than `limit` are counted.
  public func unreadNotices(of agent: Agent.ID, at now: Instant, limit: Int = 100) throws -> Int {
    try connection.first(
      """
      SELECT count(*) FROM (SELECT 1 FROM notice
        WHERE agent_id = \(agent) AND read_at IS NULL AND shown_from <= \(now) LIMIT \(limit))
      """
    ) { $0.int() } ?? 0
  }
  /// An agent's notices, the newest first.
  /// - Parameters:
  ///   - older: only those that come after this one.
  ///   - newer: only those before this one, the nearest of them.
  public func notices(
    of agent: Agent.ID, at now: Instant, onlyUnread: Bool = false, olderThan older: Notice? = nil,
    newerThan newer: Notice? = nil, limit: Int
  ) throws -> [Notice] {
    var which: SQL = "agent_id = \(agent) AND shown_from <= \(now)"
    if onlyUnread { which = which + " AND read_at IS NULL" }
    if let older { which = which + " AND (at, id) < (\(older.at), \(older.id))" }
    if let newer {
      return try connection.rows(
        """
        SELECT \(Notice.columns) FROM notice WHERE \(which) AND (at, id) > (\(newer.at), \(newer.id))
        ORDER BY at, id LIMIT \(limit)
        """, Notice.init
      ).reversed()
    }
    return try connection.rows(
      "SELECT \(Notice.columns) FROM notice WHERE \(which) ORDER BY at DESC, id DESC LIMIT \(limit)",
      Notice.init)
  }
  /// One notice, or nil.
  public func notice(_ id: Notice.ID) throws -> Notice? {
    try connection.first("SELECT \(Notice.columns) FROM notice WHERE id = \(id)", Notice.init)
  }
  /// What agents have chosen, of the kinds of which they chose something.
  public func noticeChoices(of agents: [Agent.ID]) throws -> [Agent.ID: [Notice.Kind: Notice.Way]] {
    guard !agents.isEmpty else { return [:] }
    var found: [Agent.ID: [Notice.Kind: Notice.Way]] = [:]
    try connection.each(
      "SELECT agent_id, kind, way FROM notice_choice WHERE agent_id IN \(list: agents)"
    ) { row in
      let agent = Agent.ID(row.integer()), kind = Notice.Kind(number: row.int())
      if let way = Notice.Way(rawValue: row.text()) { found[agent, default: [:]][kind] = way }
    }
    return found
  }
  /// Who chose to hear of a kind.
  public func agentsWhoChose(_ kind: Notice.Kind) throws -> [Agent.ID] {
    try connection.rows(
      "SELECT agent_id FROM notice_choice WHERE kind = \(kind.number) AND way = 'bell' ORDER BY agent_id"
    ) { Agent.ID($0.integer()) }
  }
  /// Who does not want to hear of which of the tickets.
  public func noticeMutes(of tickets: [Ticket.ID]) throws -> [Ticket.ID: Set<Agent.ID>] {
    guard !tickets.isEmpty else { return [:] }
    var found: [Ticket.ID: Set<Agent.ID>] = [:]
    try connection.each(
      "SELECT ticket_id, agent_id FROM notice_mute WHERE ticket_id IN \(list: tickets)"
    ) { found[Ticket.ID($0.integer()), default: []].insert(Agent.ID($0.integer())) }
    return found
  }
  /// When agents do not want to be disturbed.
  public func quietHours(of agents: [Agent.ID]) throws -> [Agent.ID: QuietHours] {
    guard !agents.isEmpty else { return [:] }
    var found: [Agent.ID: QuietHours] = [:]
    try connection.each(
      "SELECT agent_id, from_minute, to_minute, zone FROM notice_quiet WHERE agent_id IN \(list: agents)"
    ) {
      found[Agent.ID($0.integer())] = QuietHours(from: $0.int(), to: $0.int(), zone: $0.text())
    }
    return found
  }
}

extension WriteTransaction {
  /// What acts did since this was asked last: for those who are to be told of it.
  public func takeHappenings() -> [Happening] {
    defer { happenings.removeAll() }
    return happenings
  }
  /// Keeps a notice. A further change of a ticket of which one has not read the last makes that one newer.
  public func post(_ notice: Notice) throws {
    let who = (notice.actor ?? .system).numbers
    try connection.run(
      """
      INSERT INTO notice (agent_id, kind, ticket_id, at, shown_from, actor_kind, actor_id, detail, due_at, late, count)
      VALUES (\(notice.agent), \(notice.kind.number), \(notice.ticket.sql), \(notice.at), \(notice.shownFrom),
        \(who.kind), \(who.id), \(notice.detail), \(notice.due.sql), \(notice.late), \(notice.count))
      ON CONFLICT (agent_id, ticket_id) WHERE read_at IS NULL AND kind=1 DO UPDATE SET at = excluded.at,
        actor_kind = excluded.actor_kind, actor_id = excluded.actor_id, detail = excluded.detail,
        count = count + 1
      """)
    touch(.notices)
  }
  /// Adds to the digest that an agent has not read yet and that was begun within the last hour.
  /// - Returns: whether there was one.
  public func addToDigest(
    of agent: Agent.ID, _ detail: String, count: Int, late: Int64, at now: Instant
  ) throws -> Bool {
    let changed = try connection.run(
      """
      UPDATE notice SET count = count + \(count), late = max(late, \(late))
      WHERE agent_id = \(agent) AND read_at IS NULL AND kind = \(Notice.Kind.digest.number) AND detail = \(detail)
        AND at > \(now - .hours(1)) AND shown_from > \(now - .hours(1))
      """)
    if changed > 0 { touch(.notices) }
    return changed > 0
  }
  /// Marks an agent's notices as read; `nil` means all.
  /// - Returns: those that were not read before.
  public func read(_ ids: [Notice.ID]?, of agent: Agent.ID, at now: Instant) throws -> [Notice.ID] {
    let unread = try connection.rows(
      "SELECT id FROM notice WHERE agent_id = \(agent) AND read_at IS NULL AND shown_from <= \(now)"
    ) { Notice.ID($0.integer()) }
    let wanted = ids.map { wanted in unread.filter(Set(wanted).contains) } ?? unread
    for id in wanted { try connection.run("UPDATE notice SET read_at = \(now) WHERE id = \(id)") }
    if !wanted.isEmpty { touch(.notices) }
    return wanted
  }
  /// Lets an agent hear no more of a ticket, or again; false where it is so already.
  public func mute(_ ticket: Ticket.ID, for agent: Agent.ID, _ isMuted: Bool) throws -> Bool {
    let changed =
      isMuted
      ? try connection.run(
        """
        INSERT INTO notice_mute (ticket_id, agent_id) VALUES (\(ticket), \(agent)) ON CONFLICT DO NOTHING
        """)
      : try connection.run(
        "DELETE FROM notice_mute WHERE ticket_id = \(ticket) AND agent_id = \(agent)")
    if changed > 0 { touch(.notices) }
    return changed > 0
  }
  /// Keeps how an agent wants to hear of a kind; nil: as it comes.
  public func choose(_ way: Notice.Way?, for kind: Notice.Kind, of agent: Agent.ID) throws {
    if let way {
      try connection.run(
        """
        INSERT INTO notice_choice (agent_id, kind, way) VALUES (\(agent), \(kind.number), \(way.rawValue))
        ON CONFLICT (agent_id, kind) DO UPDATE SET way = excluded.way
        """)
    } else {
      try connection.run("DELETE FROM notice_choice WHERE agent_id = \(agent) AND kind = \(kind.number)")
    }
    touch(.notices)
  }
  /// Keeps when an agent does not want to be disturbed; nil: never.
  public func keep(_ quiet: QuietHours?, of agent: Agent.ID) throws {
    try connection.run("DELETE FROM notice_quiet WHERE agent_id = \(agent)")
    if let quiet {
      try connection.run(
        """
        INSERT INTO notice_quiet (agent_id, from_minute, to_minute, zone)
        VALUES (\(agent), \(quiet.from), \(quiet.to), \(quiet.zone))
        """)
    }
    touch(.notices)
  }
  /// Throws old notices away, no more than `limit` of them.
  /// - Returns: how many.
  public func pruneNotices(readBefore: Instant, before: Instant, limit: Int) throws -> Int {
    let pruned = try connection.run(
      """
      DELETE FROM notice WHERE id IN (SELECT id FROM notice
        WHERE at < \(readBefore) AND (at < \(before) OR read_at IS NOT NULL) ORDER BY at LIMIT \(limit))
      """)
    if pruned > 0 { touch(.notices) }
    return pruned
  }
}

extension Notice.Kind {
  init(number: Int) { self = Self.allCases[min(max(0, number), Self.allCases.count - 1)] }
}
extension Notice {
  static let columns: SQL = """
    id, agent_id, kind, ticket_id, at, shown_from, read_at, actor_kind, actor_id, detail, due_at, late, count
    """
  init(_ row: inout Row) {
    let id = ID(row.integer()), agent = Agent.ID(row.integer()), kind = Kind(number: row.int())
    let ticket = row.optionalInteger().map(Ticket.ID.init), at = row.instant(), shown = row.instant()
    let read = row.optionalInstant(), actor = TicketEvent.Actor(kind: row.int(), id: row.integer())
    self.init(
      id: id, agent: agent, kind: kind, ticket: ticket, at: at, shownFrom: shown, read: read,
      actor: actor == .system ? nil : actor, detail: row.text(), due: row.optionalInstant(),
      late: row.integer(), count: row.int())
  }
}
