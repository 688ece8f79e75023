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
  let restTerms: [SQL]
  let lead: Lead
  /// How many tickets probably fit.
  let likely: Int

  /// Beyond so many an estimate is not counted any further.
  private static let glance = 3000

  init(_ condition: FilterCondition, counters: TicketCounters? = nil, in store: ReadTransaction) throws {
    (self.store, scope) = (store, TicketScope(condition))
    self.counters = try counters ?? TicketCounters(store.connection)
    let compiler = FilterSQL(store: store)
    restTerms = try scope.rest.map(compiler.sql)
    terms = scope.columnTerms() + restTerms
    let total = max(1, self.counters.total)
    let wide = Self.byCounters(scope, self.counters)
    var (best, likely) = (wide, Double(wide.estimate))
    for condition in scope.rest {
      guard let found = try Self.lead(condition, scope, compiler, below: best.estimate) else { continue }
      likely *= Double(found.estimate) / Double(total)
      if found.estimate < best.estimate { best = found }
    }
    (lead, self.likely) = (best, Int(min(likely, Double(best.estimate))))
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
      return Lead(ids: ids, estimate: number > glance ? max(most, glance + 1) : number)
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
      return try counted("SELECT id FROM ticket WHERE updated_at >= \(from) AND updated_at < \(to)")
    case .time(.created, let from, let to):
      return try counted("SELECT id FROM ticket WHERE created_at >= \(from) AND created_at < \(to)")
    case .text(let words): return try compiler.store.textLead(words, glance: glance, most: most)
    default: return nil
    }
  }

  // MARK: Counting

  /// How many tickets fit; counting stops at `cap`.
  func count(cap: Int) throws -> Int {
    if scope.isEmpty { return 0 }
    if let exact = counters.exact(scope) { return exact }
    let clause = terms.isEmpty ? "1 = 1" as SQL : terms.joinedInParentheses(by: " AND ")
    return try store.connection.first(
      """
      SELECT count(*) FROM (SELECT 1 FROM (\(lead.ids)) AS lead CROSS JOIN ticket ON ticket.id = lead.id
        WHERE \(clause) LIMIT \(cap))
      """
    ) { $0.int() } ?? 0
  }

  // MARK: Windows

  /// The keys that follow `key` in a direction of an order, `limit` at most.
  func keys(_ order: TicketOrder.Key, descending: Bool, after key: TicketKey?, limit: Int) throws
    -> [TicketKey]
  {
    if scope.isEmpty || limit <= 0 { return [] }
    let walked = order == .due ? counters.atMost(scope) : counters.total
    let walk = limit * (walked / max(1, likely) + 1)
    let lane = TicketLane(plan: self, order: order, descending: descending)
    return lead.estimate <= 200 || lead.estimate + lead.estimate / 2 < walk
      ? try lane.gathered(after: key, limit: limit) : try lane.walked(after: key, limit: limit)
  }
}
