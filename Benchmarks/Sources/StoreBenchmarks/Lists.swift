import Domain
import Store

/// Pages of lists and counts of views, as the console asks for them.
struct Lists {
  let database: Database, size: String, isQuick: Bool
  let now: Instant, ada: Agent.ID

  private static let filters = [
    "status:open", "status:new,open,pending", "assignee:ada", "assignee:none status:new,open", "team:billing",
    "priority:urgent", "team:technical status:open priority:high", "",
  ]
  private static let orders = [
    TicketOrder(.due), TicketOrder(.updated, descending: true), TicketOrder(.created, descending: true),
    TicketOrder(.subject), TicketOrder(.requester),
  ]

  /// The first page and twenty that follow, of each filter in each order.
  func pages() throws {
    var first = Times(), next = Times()
    for text in Self.filters {
      let filter = try Filter(text)
      for order in Self.orders {
        var query = TicketQuery(filter: filter, order: order, limit: 40, viewer: ada, now: now)
        var page = try first.measure { try database.read { try $0.ticketRows(query) } }
        for _ in 0..<(isQuick ? 3 : 20) {
          guard page.hasMoreAfter, let last = page.rows.last else { break }
          query.start = .after(last.key)
          page = try next.measure { try database.read { try $0.ticketRows(query) } }
        }
      }
    }
    let count = Self.filters.count * Self.orders.count
    Figure(
      what: "first page of a list, median of \(count), \(size)", value: first.median, unit: "ms", target: 1
    ).report()
    Figure(what: "first page of a list, slowest, \(size)", value: first.percentile(1), unit: "ms").report()
    Figure(what: "following page, median, \(size)", value: next.median, unit: "ms", target: 1).report()
    Figure(what: "following page, p95, \(size)", value: next.percentile(0.95), unit: "ms").report()
  }

  /// Sixty views of the sort that desks save: by status, team, assignee and priority.
  func counts() throws {
    var texts: [String] = []
    for status in ["new", "open", "pending", "on_hold", "solved"] {
      texts.append("status:\(status)")
      for team in ["support", "billing", "technical", "onboarding", "none"] {
        texts.append("team:\(team) status:\(status)")
      }
      for agent in ["ada", "bo", "kim", "none"] { texts.append("assignee:\(agent) status:\(status)") }
      for priority in ["urgent", "high"] { texts.append("priority:\(priority) status:\(status)") }
    }
    let filters = try texts.prefix(60).map { try Filter($0) }
    var times = Times()
    for _ in 0..<(isQuick ? 20 : 300) {
      try times.measure { _ = try database.read { try $0.viewCounts(filters, viewer: ada, now: now) } }
    }
    Figure(what: "counts of \(filters.count) views, \(size)", value: times.median, unit: "ms", target: 0.2)
      .report()
  }
}
