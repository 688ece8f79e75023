import Domain

/// The road by which the tickets of a condition are found: which index leads, what is tested on the way.
///
/// SQLite would guess; the counters know. A list is either walked along the index of its order, testing the
/// rest, or, when few tickets can fit, those are gathered by the narrowest index and sorted.
struct TicketPlan {
  /// A way to the tickets that may fit: a statement that gives their numbers, and how many it gives at most.
  struct Lead {
    var ids: SQL, estimate: Int
  }
  let store: ReadTransaction
  let scope: TicketScope
  let counters: TicketCounters
  /// All terms, for rows that were found by another road.
  let terms: [SQL]
  /// The terms without those on the four columns.
  private(set) var restTerms: [SQL]
  let lead: Lead
  /// How many tickets probably fit the four columns, and how many fit all.
  private let fitting: Double, likely: Double
  /// How many tickets have an instant within the bounds of the filter.
  private let spans: [FilterClock: Int]

  /// Beyond so many an estimate is not counted any further.
  private static let glance = 3000

  init(_ condition: FilterCondition, counters: TicketCounters? = nil, in store: ReadTransaction) throws {
    (self.store, scope) = (store, TicketScope(condition))
    self.counters = try counters ?? TicketCounters(store.connection)
    let compiler = FilterSQL(store: store)
    restTerms = try scope.rest.map(compiler.sql)
    terms = scope.columnTerms() + restTerms
    fitting = self.counters.likely(scope)
    let total = max(1, self.counters.total)
    var best = Self.byCounters(scope, self.counters), likely = fitting, spans: [FilterClock: Int] = [:]
    for condition in scope.rest {
      guard let found = try Self.lead(condition, scope, compiler, below: best.estimate) else { continue }
      likely *= min(1, Double(found.estimate) / Double(total))
      if case .time(let clock, _, _) = condition { spans[clock] = found.estimate }
      if found.estimate < best.estimate { best = found }
    }
    (lead, self.likely, self.spans) = (best, min(likely, Double(best.estimate)), spans)
  }
  /// The same without those that sleep.
  var awake: TicketPlan {
    var other = self
    other.restTerms.append("+ticket.snoozed_until = \(Instant.never)")
    return other
  }

  private static func byCounters(_ scope: TicketScope, _ counters: TicketCounters) -> Lead {
    let statuses = scope.statuses
    var best = Lead(
      ids: statuses.count == Numbered.statuses.count
        ? "SELECT id FROM ticket" : "SELECT id FROM ticket WHERE status IN \(list: statuses)",
      estimate: counters.count(.priority, .all, statuses))
    func offer(_ column: SQL, _ dimension: TicketCount.Dimension, _ keys: TicketScope.Keys) {
      let estimate = counters.count(dimension, keys, statuses)
      guard let list = keys.list, estimate < best.estimate else { return }
      best = Lead(
        ids: "SELECT id FROM ticket WHERE \(column) IN \(list: list) AND status IN \(list: statuses)",
        estimate: estimate)
    }
    offer("team_id", .team, scope.team)
    offer("assignee_id", .assignee, scope.assignee)
    return best
  }

  /// The road that one condition of the rest opens, or nil.
  private static func lead(
    _ condition: FilterCondition, _ scope: TicketScope, _ compiler: FilterSQL, below most: Int
  ) throws -> Lead? {
    let connection = compiler.store.connection
    func counted(_ ids: SQL) throws -> Lead {
      let number = try connection.first("SELECT count(*) FROM (\(ids) LIMIT \(glance + 1))") { $0.int() } ?? 0
      // Beyond the glance nobody knows; ten times as many is a guess that still beats reading every ticket.
      return Lead(ids: ids, estimate: number > glance ? min(max(most, glance + 1), glance * 10) : number)
    }
    switch condition {
    case .reference(let ranges):
      let size = ranges.reduce(0) { $0 + min($1.count, 1 << 40) }
      let spans = ranges.map { range -> SQL in "id BETWEEN \(range.lowerBound) AND \(range.upperBound)" }
      guard !spans.isEmpty else { return nil }
      return Lead(ids: "SELECT id FROM ticket WHERE \(spans.joinedInParentheses(by: " OR "))", estimate: size)
    case .tag(let names):
      let tags = try compiler.tags(names)
      let uses = try tags.reduce(0) { sum, tag in
        sum + (try connection.first("SELECT uses FROM tag WHERE id = \(tag)") { $0.int() } ?? 0)
      }
      return Lead(
        ids: "SELECT DISTINCT ticket_id AS id FROM ticket_tag WHERE tag_id IN \(list: tags)", estimate: uses)
    case .watcher(let agents):
      return try counted(
        "SELECT DISTINCT ticket_id AS id FROM ticket_watcher WHERE agent_id IN \(list: agents)")
    case .email, .emailDomain, .name, .company, .tier:
      let which = try compiler.customers(condition)
      let people = try connection.rows(
        "SELECT c.id FROM customer AS c WHERE \(which) LIMIT 501"
      ) { $0.integer() }
      guard people.count <= 500 else { return nil }
      return try counted("SELECT id FROM ticket WHERE requester_id IN \(list: people)")
    case .custom(let name, let values) where !values.isEmpty:
      return try counted(
        """
        SELECT ticket_id AS id FROM ticket_custom
        WHERE name = \(name) AND value_key IN \(list: values.map { $0.lowercased() })
        """)
    case .merged: return try counted("SELECT id FROM ticket WHERE merged_into IS NOT NULL")
    case .has(.parent): return try counted("SELECT id FROM ticket WHERE parent_id IS NOT NULL")
    case .has(.link):
      return try counted("SELECT from_id AS id FROM ticket_link UNION SELECT to_id FROM ticket_link")
    case .time(.snoozed, let from, let to):
      return try counted(
        """
        SELECT id FROM ticket
        WHERE snoozed_until<253402300799000 AND snoozed_until >= \(from) AND snoozed_until < \(to)
        """)
    case .time(.due, let from, let to):
      return try counted(
        """
        SELECT id FROM ticket WHERE status IN \(list: scope.statuses) AND due_at >= \(from) AND due_at < \(to)
        """)
    case .time(.updated, let from, let to):
      return try counted(scope.halves("updated_at >= \(from) AND updated_at < \(to)"))
    case .time(.created, let from, let to):
      return try counted(scope.halves("created_at >= \(from) AND created_at < \(to)"))
    case .text(let words): return try compiler.store.textLead(words, glance: glance, most: most)
    default: return nil
    }
  }

  // MARK: Counting

  /// How many tickets fit; counting stops at `cap`.
  func count(cap: Int) throws -> Int {
    if scope.isEmpty { return 0 }
    if let exact = counters.exact(scope) { return exact }
    // Where only the four columns matter, the indexes hold all that is asked.
    let found: SQL =
      scope.rest.isEmpty
      ? scope.counted
      : """
      SELECT 1 FROM (\(lead.ids)) AS lead CROSS JOIN ticket ON ticket.id = lead.id
      WHERE \(terms.joinedInParentheses(by: " AND "))
      """
    return try store.connection.first("SELECT count(*) FROM (\(found) LIMIT \(cap))") { $0.int() } ?? 0
  }

  // MARK: Windows

  /// What it takes to look at an entry of an index and at a ticket behind it, in microseconds.
  private static let step = 0.2, look = 3.0

  /// The keys that follow `key` in a direction of an order, `limit` at most.
  ///
  /// A walk is an estimate: tickets that fit may all stand at the far end. So it has as long as gathering would
  /// take, and then those are gathered after all.
  func keys(_ order: TicketOrder.Key, descending: Bool, after key: TicketKey?, limit: Int) throws
    -> [TicketKey]
  {
    if scope.isEmpty || limit <= 0 { return [] }
    let lane = TicketLane(plan: self, order: order, descending: descending)
    let gathering = Double(lead.estimate) * Self.look
    if lead.estimate <= 200 || gathering < walking(order, limit) {
      return try lane.gathered(after: key, limit: limit)
    }
    guard lead.estimate <= 100_000 else { return try lane.walked(after: key, limit: limit) }
    return try walked(lane, after: key, limit: limit, microseconds: max(3000, Int(gathering)))
  }
  /// Walks as long as it may, and gathers if that was not enough.
  func walked(_ lane: TicketLane, after key: TicketKey?, limit: Int, microseconds: Int) throws -> [TicketKey]
  {
    do {
      return try store.connection.within(microseconds: microseconds) {
        try lane.walked(after: key, limit: limit)
      }
    } catch let trouble as StoreTrouble where trouble.kind == .interrupted {
      return try lane.gathered(after: key, limit: limit)
    }
  }
  /// What a walk probably takes, in microseconds.
  private func walking(_ order: TicketOrder.Key, _ limit: Int) -> Double {
    var passed = Double(
      order == .due || order == .ref
        ? counters.atMost(scope) : counters.count(.priority, .all, scope.statuses))
    if let clock = order.clock, let span = spans[clock] { passed = min(passed, Double(span)) }
    let all = Double(limit), found = max(0.5, likely)
    return all * (passed / found + 1) * Self.step
      + (restTerms.isEmpty ? 0 : all * max(1, fitting / found) * Self.look)
  }
}
