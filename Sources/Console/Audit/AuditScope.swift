import Acts
import Domain
import Operations
import Store
import Terminal

extension AuditPane {
  /// What is looked at: parts that must all hold.
  struct Scope: Sendable, Equatable {
    var actor: String?, act: String?, object: String?, correlation: String?
    /// One of the three logs; and from when on, before when, as somebody wrote it: `-24h`, `2026-03-01`.
    var log: AuditRow.Log?, since: String?, until: String?

    var words: String {
      let parts = [
        ("log", log?.rawValue), ("who", actor), ("act", act), ("on", object), ("since", since),
        ("until", until), ("corr", correlation),
      ]
      return parts.compactMap { name, value in value.map { "\(name):\($0)" } }.joined(separator: " ")
    }
    private static let remedy = "Write who:NAME act:NAME on:T-1042 log:login since:-24h until:TIME corr:ID."

    /// Everything.
    init() {}
    /// Reads `who:bo act:ticket.assign on:T-1042 since:-24h`.
    init(_ text: String) throws(Refusal) {
      for word in text.split(separator: " ") {
        let (name, value) = String(word).splitOnce(":")
        guard !value.isEmpty else {
          throw Refusal(.invalid, "“\(word)” is no part of an audit filter.", remedy: Self.remedy)
        }
        switch name {
        case "who": actor = value
        case "act": act = value
        case "on": object = value
        case "corr": correlation = value
        case "log":
          guard let known = AuditRow.Log(rawValue: value) else {
            let logs = AuditRow.Log.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal(.invalid, "There is no log “\(value)”.", remedy: "Known are \(logs).")
          }
          log = known
        case "since", "until":
          _ = try WrittenTime(value)
          if name == "since" { since = value } else { until = value }
        default:
          throw Refusal(.invalid, "There is no audit field “\(name)”.", remedy: Self.remedy)
        }
      }
    }
    /// The question to the store.
    func query(in store: ReadTransaction, now: Instant, zone: any ZoneRules) throws -> AuditQuery {
      var query = AuditQuery(act: act, subject: object, log: log, correlation: correlation)
      if let actor {
        guard let agent = try store.agent(handle: actor) else {
          throw Refusal(.unknown, "There is no agent “\(actor)”.")
        }
        query.actor = agent.id
      }
      query.from = try since.map { try WrittenTime($0).instant(now: now, in: zone, leaning: .back) }
      query.until = try until.map { try WrittenTime($0).instant(now: now, in: zone, leaning: .back) }
      return query
    }
  }
}

extension Desk {
  private func mayReadAudit(to what: String) throws {
    if let refusal = Gate(role: context.actor.role).refusal(of: .readAudit, to: what) { throw refusal }
  }
  /// Rows of the audit log for a list; only for those who may read it.
  func readAudit(
    _ scope: AuditPane.Scope, _ request: ListRequest<AuditPane.Row>
  ) throws -> RowPage<AuditPane.Row> {
    try mayReadAudit(to: "Read the audit log")
    let context = context
    return try look { store in
      var query = try scope.query(in: store, now: context.now, zone: context.zone)
      query.limit = request.limit + 1
      // Newest first: "after" in the list is older.
      switch request.start {
      case .top: break
      case .bottom: query.after = 0
      case .after(let row): query.before = row.id
      case .before(let row): query.after = row.id
      case .around(let id, _): query.before = id + Int64(request.limit / 2)
      }
      var rows = try store.auditRows(query).map(AuditPane.Row.init)
      let hasMore = rows.count > request.limit
      if hasMore {
        rows = query.after != nil ? Array(rows.suffix(request.limit)) : Array(rows.prefix(request.limit))
      }
      return switch request.start {
      case .top: RowPage(rows, isStart: true, isEnd: !hasMore)
      case .bottom, .before: RowPage(rows, isStart: !hasMore, isEnd: query.after == 0)
      case .after, .around: RowPage(rows, isStart: false, isEnd: !hasMore)
      }
    }
  }
  /// The newest row that was written by then, within what is looked at.
  func auditRow(_ scope: AuditPane.Scope, at instant: Instant) throws -> Int64? {
    try mayReadAudit(to: "Read the audit log")
    let context = context
    return try look { store in
      var query = try scope.query(in: store, now: context.now, zone: context.zone)
      let end = instant + 1
      query.until = query.until.map { min($0, end) } ?? end
      query.limit = 1
      return try store.auditRows(query).first?.id
    }
  }
  /// Verifies the whole chain and says the result.
  func verifyAudit() throws -> any Sendable {
    try mayReadAudit(to: "Verify the audit log")
    let found = try look { try $0.verifyAudit() }
    if let flaw = found.flaw { throw Refusal(.conflict, "Row \(flaw.row) of the audit log: \(flaw.problem)") }
    return "chain whole, \(Digits.grouped(Int(found.rows))) \(found.rows == 1 ? "row" : "rows")"
  }
}
