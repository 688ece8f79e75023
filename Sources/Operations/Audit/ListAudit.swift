public import Acts
public import Domain
public import Store

extension AuditRow.Log: Choice {}

/// Rows of the audit log.
public struct ListAudit: Query {
  public static let about = About(
    AuditLog.self, "list", .readAudit, "List the audit log",
    help: "What was done, the newest first: by whom, to what, when.",
    examples: ["audit list --on T-1042", "audit list --actor bob --since yesterday --json"])
  public static let form = Form(
    Self.init,
    Field("actor", \.actor, "Only what this agent did."),
    Field("act", \.act, "Only this act, as ticket.assign."),
    Field("on", \.on, "Only what was about this, as T-1042 or “agent bob”."),
    Field("log", \.log, "Only this log."),
    Field("correlation", \.correlation, "Only what belongs together under this."),
    Field("since", \.since, "From this moment on, in words: -2h, yesterday, 2026-11-20.") { text in
      text.flatMap { FieldRule.time($0) }
    },
    Field("until", \.until, "Before this moment, in words.") { text in text.flatMap { FieldRule.time($0) } },
    Field("before", \.before, "Rows below this number: the next page."),
    Field("limit", \.limit, "How many at most.", .range(1...1000), .initially("50"), .short("n")))

  /// Only rows of this agent, act, thing, log and group; nil: all.
  public let actor: Agent.Handle?, act: String?, on: String?, log: AuditRow.Log?, correlation: String?
  /// From this moment on and before that one, in words; below which row; and how many at most.
  public let since: String?, until: String?, before: Int?, limit: Int
  public init(
    actor: Agent.Handle? = nil, act: String? = nil, on: String? = nil, log: AuditRow.Log? = nil,
    correlation: String? = nil, since: String? = nil, until: String? = nil, before: Int? = nil,
    limit: Int = 50
  ) {
    (self.actor, self.act, self.on, self.log, self.correlation) = (actor, act, on, log, correlation)
    (self.since, self.until, self.before, self.limit) = (since, until, before, limit)
  }

  public func read(in store: ReadTransaction, _ context: Context) throws -> [ShownAuditRow] {
    func instant(_ text: String?, _ path: PartialKeyPath<ListAudit>) throws -> Instant? {
      try text.map { text in
        try Self.at(path) { try WrittenTime(text) }.instant(
          now: context.now, in: context.zone, leaning: .back, start: 0)
      }
    }
    let who = try actor.map { handle in try Self.at(\.actor) { try store.agent(handle, context) } }
    // A reference may be written in any of its ways; the log has the one.
    let subject = on.map { text in Ticket.ID(text).map { "\($0)" } ?? text }
    return try store.auditRows(
      AuditQuery(
        actor: who?.id, act: act, subject: subject, log: log, correlation: correlation,
        from: try instant(since, \.since), until: try instant(until, \.until), before: before.map(Int64.init),
        limit: limit)
    ).map(ShownAuditRow.init)
  }
  public static func sentence(_ rows: [ShownAuditRow]) -> String {
    guard !rows.isEmpty else { return "No entry matches." }
    return Columns.text(
      rows.map { row in
        let act = (row.direction == "act" ? "" : row.direction + " ") + row.act
        return [
          String(row.row), row.at, row.by, act, row.result == "ok" ? "" : row.result,
          row.subjects.prefix(4).joined(separator: " ") + (row.subjects.count > 4 ? " …" : ""),
        ]
      })
  }
}

/// A row of the audit log; instants are RFC 3339.
public struct ShownAuditRow: Codable, Equatable, Sendable {
  /// A value that was changed.
  public struct Changed: Codable, Equatable, Sendable {
    /// Of which thing, which field, from what to what.
    public let thing: String, field: String, before: String?, after: String?
  }
  /// Its number, when, in which log, the act, by whom, through which door and from where.
  public let row: Int64, at: String, log: String, act: String, by: String, door: String, address: String
  /// The session, where there was one; `act`, `undo` or `redo`; the row it took back, and the one that took it back.
  public let session: Int64?, direction: String, takesBack: Int64?, takenBackBy: Int64?
  /// How it ended and why; whether it can be undone; what belongs together.
  public let result: String, reason: String, undoable: Bool, correlation: String
  /// What was asked, what was changed, and the things it was about.
  public let inputs: [String: [String]], changes: [Changed], subjects: [String]
  /// The chain.
  public let previous: String, hash: String
  init(_ row: AuditRow) {
    (self.row, at, log, act) = (row.id, RFC3339.text(row.at), row.log.rawValue, row.act)
    (by, door, address) = (row.handle, row.door, row.address)
    (session, direction) = (row.session?.rawValue, row.direction.rawValue)
    (takesBack, takenBackBy) = (row.takesBack, row.takenBackBy)
    (result, reason, correlation) = (row.result.rawValue, row.reason, row.correlation)
    undoable = !row.undo.isEmpty && row.takenBackBy == nil
    (inputs, subjects) = (row.inputs, row.subjects)
    changes = row.changes.map {
      Changed(thing: $0.thing, field: $0.field, before: $0.before, after: $0.after)
    }
    (previous, hash) = (row.previous, row.hash)
  }
}
