import Cryptography
public import Domain

/// Which rows of the audit log are wanted; what is nil does not matter. All narrow together.
public struct AuditQuery: Hashable, Sendable {
  /// Who did it, which act (`ticket.assign`), to which thing (`T-1042`), in which log, under which correlation.
  public var actor: Agent.ID?, act: String?, subject: String?, log: AuditRow.Log?, correlation: String?
  /// From this instant on, and before that one.
  public var from: Instant?, until: Instant?
  /// Rows below this number (the next older page) or above it (the next newer one).
  public var before: Int64?, after: Int64?
  /// How many at most.
  public var limit: Int
  /// Everything, newest first.
  public init(
    actor: Agent.ID? = nil, act: String? = nil, subject: String? = nil, log: AuditRow.Log? = nil,
    correlation: String? = nil, from: Instant? = nil, until: Instant? = nil, before: Int64? = nil,
    after: Int64? = nil, limit: Int = 100
  ) {
    (self.actor, self.act, self.subject, self.log) = (actor, act, subject, log)
    (self.correlation, self.from, self.until, self.before) = (correlation, from, until, before)
    (self.after, self.limit) = (after, limit)
  }
}

extension ReadTransaction {
  /// The number the next audit row will have; rows are numbered without gaps.
  public var nextAuditID: Int64 {
    get throws { try connection.first("SELECT coalesce(max(id), 0) + 1 FROM audit") { $0.integer() } ?? 1 }
  }
  /// One row, or nil.
  public func auditRow(_ id: Int64) throws -> AuditRow? { try auditRows("audit.id = \(id)", limit: 1).first }

  /// A page of rows, the newest first; with `after` the ones just above it, still newest first.
  public func auditRows(_ query: AuditQuery = AuditQuery()) throws -> [AuditRow] {
    var which: [SQL] = []
    if let actor = query.actor { which.append("audit.actor_id = \(actor)") }
    if let act = query.act { which.append("audit.act = \(act)") }
    if let log = query.log { which.append("audit.log = \(log.rawValue)") }
    if let correlation = query.correlation {
      which.append("audit.correlation = \(correlation) AND audit.correlation <> ''")
    }
    if let subject = query.subject {
      which.append("audit.id IN (SELECT audit_id FROM audit_subject WHERE subject = \(subject))")
    }
    // Rows are written as time goes on: the first and last number of a span of time are found on the index.
    if let from = query.from {
      which.append(
        "audit.id >= coalesce((SELECT min(id) FROM audit WHERE at >= \(from)), 9223372036854775807)")
      which.append("audit.at >= \(from)")
    }
    if let until = query.until { which.append("audit.at < \(until)") }
    if let before = query.before { which.append("audit.id < \(before)") }
    if let after = query.after { which.append("audit.id > \(after)") }
    let clause: SQL = which.isEmpty ? "1 = 1" : which.joined(by: " AND ")
    return try auditRows(clause, limit: query.limit, isRising: query.after != nil)
  }
  /// The last row of an agent that can be taken back and has not been.
  public func lastUndoable(by agent: Agent.ID) throws -> AuditRow? {
    try auditRows(
      """
      audit.actor_id = \(agent) AND audit.undoable=1
      AND NOT EXISTS (SELECT 1 FROM audit_taken_back WHERE audit_taken_back.audit_id = audit.id)
      """, limit: 1
    ).first
  }

  private func auditRows(_ which: SQL, limit: Int, isRising: Bool = false) throws -> [AuditRow] {
    let direction: SQL = isRising ? "" : "DESC"
    let found = try connection.rows(
      """
      SELECT audit.content, audit.hash,
        (SELECT by_id FROM audit_taken_back WHERE audit_taken_back.audit_id = audit.id), audit.id
      FROM audit WHERE \(which) ORDER BY audit.id \(direction) LIMIT \(limit)
      """
    ) { row -> AuditRow in
      // Read again after hash and number: the content is taken apart where it lies.
      var later = row
      later.skip()
      let hash = later.text(), takenBackBy = later.optionalInteger(), id = later.integer()
      return try row.withBytes { bytes in
        var content = AuditContent(bytes)
        do throws(AuditContent.Broken) {
          return try content.row(hash: hash, takenBackBy: takenBackBy)
        } catch {
          throw StoreTrouble(
            .corrupt, "Entry \(id) of the audit log cannot be read.",
            remedy: "See opsdeck audit verify; a backup from before holds the entry as it was.")
        }
      }
    }
    return isRising ? found.reversed() : found
  }
}

extension WriteTransaction {
  /// Appends a row to the audit log, chained to the one before; `id`, `previous` and `hash` are the store's.
  ///
  /// - Returns: the row as it is stored.
  @discardableResult
  public func append(_ row: AuditRow) throws -> AuditRow {
    let last = try connection.first("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1") {
      (id: $0.integer(), hash: $0.text())
    }
    var stored = row
    (stored.id, stored.previous) = ((last?.id ?? 0) + 1, last?.hash ?? "")
    let content = stored.chainText
    stored.hash = SHA256.hex(content)
    try connection.run(
      """
      INSERT INTO audit (id, at, actor_id, act, log, correlation, takes_back, undoable, content, hash)
      VALUES (\(stored.id), \(stored.at), \(stored.actor?.rawValue ?? 0), \(stored.act), \(stored.log.rawValue),
        \(stored.correlation), \(stored.takesBack ?? 0), \(!stored.undo.isEmpty), \(content), \(stored.hash))
      """)
    for subject in Set(stored.subjects) {
      try connection.run(
        "INSERT INTO audit_subject (subject, audit_id) VALUES (\(subject), \(stored.id))")
    }
    if let taken = stored.takesBack { try markTakenBack(taken, by: stored.id) }
    touch(.audit)
    return stored
  }
  /// Notes that a row was taken back by another; nil: it was done again and may be taken back anew.
  public func markTakenBack(_ id: Int64, by other: Int64?) throws {
    guard let other else {
      try connection.run("DELETE FROM audit_taken_back WHERE audit_id = \(id)")
      return
    }
    try connection.run(
      """
      INSERT INTO audit_taken_back (audit_id, by_id) VALUES (\(id), \(other))
      ON CONFLICT (audit_id) DO UPDATE SET by_id = excluded.by_id
      """)
  }
}
