import Domain
import Foundation
import Store

/// Pages of lists and counts of views, as the console asks for them.
struct Lists {
  let database: Database, size: String, isQuick: Bool
  let now: Instant, ada: Agent.ID

  private static let filters = [
    "", "is:active", "status:open", "status:solved", "-is:active", "assignee:me is:active",
    "assignee:me,none is:active -is:snoozed", "is:unassigned is:active", "assignee:kim status:open",
    "team:billing is:active", "team:technical status:open priority:high", "priority>=high is:active",
    "tag:vip is:active", "team:technical tag:login,sso is:active", "tag:feedback", "created>-7d is:active",
  ]

  /// What the console reads for its first frame: the store opened, a page, the counts of views.
  func open(at path: String) throws {
    var opening = Times(), page = Times(), both = Times()
    let filter = try Filter("is:active")
    for _ in 0..<(isQuick ? 20 : 200) {
      let whole = try Lap.of {
        let store = try opening.measure { try Database.open(at: path) }
        try page.measure {
          _ = try store.read {
            try $0.ticketRows(
              TicketQuery(
                filter: filter, order: TicketOrder(.updated, descending: true), limit: 40, viewer: ada,
                now: now))
          }
        }
        return store
      }
      both.note(whole.1)
      whole.0.close()
    }
    opening.report("store opened, \(size)", 0.5)
    page.report("first page after it, every statement new, \(size)", 0.5)
    both.report("opening and first page, \(size)", 0.5, target: 2)
  }

  /// The first page and some that follow, of each filter in each order and both directions.
  /// - Parameter isTold: each one on a line of its own, on standard error.
  func pages(isTold: Bool) throws {
    var first = Times(), next = Times(), lists = 0, slow = 0
    for text in Self.filters {
      let filter = try Filter(text)
      for key in TicketOrder.Key.allCases {
        for descending in [false, true] {
          let order = TicketOrder(key, descending: descending)
          let (mine, following) = try pages(filter, order)
          lists += 1
          slow += mine.cpu(0.5) > 2 ? 1 : 0
          for lap in mine.all { first.note(lap) }
          for lap in following.all { next.note(lap) }
          guard isTold else { continue }
          let told =
            "\(mine.cpu(0.5)) cpu, \(mine.median) ms; following \(following.cpu(0.5)), \(following.cpu(1))"
          FileHandle.standardError.write(Data("\(told): \(text) by \(order)\n".utf8))
        }
      }
    }
    let what = "of \(lists) lists (\(Self.filters.count) filters, every order), \(size)"
    first.report("first page, median \(what)", 0.5, target: 2)
    first.report("first page, p95 \(what)", 0.95, target: 2)
    first.report("first page, slowest \(what)", 1)
    Figure(
      what: "lists whose first page needs over 2 ms of CPU, \(size)", value: Double(slow), unit: "of \(lists)"
    )
    .report()
    next.report("following page, median, \(size)", 0.5, target: 2)
    next.report("following page, p95, \(size)", 0.95, target: 2)
    next.report("following page, slowest, \(size)", 1)
  }
  /// The first page thrice, of which the best counts, for a machine that does other things shows in the others.
  private func pages(_ filter: Filter, _ order: TicketOrder) throws -> (first: Times, following: Times) {
    var tries = Times(), following = Times()
    var query = TicketQuery(filter: filter, order: order, limit: 40, viewer: ada, now: now)
    var page = try database.read { try $0.ticketRows(query) }
    for _ in 0..<3 { page = try tries.measure { try database.read { try $0.ticketRows(query) } } }
    for _ in 0..<(isQuick ? 2 : 10) {
      guard page.hasMoreAfter, let last = page.rows.last else { break }
      query.start = .after(last.key)
      page = try following.measure { try database.read { try $0.ticketRows(query) } }
    }
    var best = Times()
    if let least = tries.all.min(by: { $0.cpu < $1.cpu }) { best.note(least) }
    return (best, following)
  }

  /// The page a console shows when the filter of a list changes.
  func filterChange() throws {
    var times = Times()
    let filters = try [
      "is:active", "team:billing is:active", "assignee:me is:active", "status:pending",
      "priority>=high is:active",
    ].map { try Filter($0) }
    for round in 0..<(isQuick ? 50 : 500) {
      let query = TicketQuery(
        filter: filters[round % filters.count], order: TicketOrder(.updated, descending: true), limit: 40,
        viewer: ada, now: now)
      try times.measure { _ = try database.read { try $0.ticketRows(query) } }
    }
    times.report("filter changed to its page, median, \(size)", 0.5, target: 2)
    times.report("filter changed to its page, p95, \(size)", 0.95, target: 2)
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
    for _ in 0..<(isQuick ? 50 : 1000) {
      try times.measure { _ = try database.read { try $0.viewCounts(filters, viewer: ada, now: now) } }
    }
    times.report("counts of \(filters.count) views, \(size)", 0.5, target: 0.2)
    times.report("counts of \(filters.count) views, p95, \(size)", 0.95)
    // The views that the demo desk has, of which some must be counted ticket by ticket, up to a thousand.
    var own = Times()
    let views = try database.read { try $0.savedViews() }, saved = try views.map { try Filter($0.filter) }
    for _ in 0..<(isQuick ? 20 : 100) {
      try own.measure { _ = try database.read { try $0.viewCounts(saved, viewer: ada, now: now) } }
    }
    own.report("counts of the demo's \(saved.count) views, five of them by tag or sleep, \(size)", 0.5)
  }
}
