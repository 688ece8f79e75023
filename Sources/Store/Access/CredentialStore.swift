public import Domain

/// What the store keeps of an agent's password: its hash with the parameters, never the password; and the
/// failed log-ins, which count for all processes and over restarts.
public struct Credential: Equatable, Sendable {
  /// The hash as Cryptography writes it, naming algorithm and parameters; nil: no log-in by password.
  public var password: String?
  /// When it was set, how many log-ins failed since the last good one, when the last did, and until when the
  /// account is shut (``Instant/epoch``: it is not).
  public var changed: Instant, failures: Int, failed: Instant, lockedUntil: Instant
  /// Makes a credential.
  public init(
    password: String?, changed: Instant, failures: Int = 0, failed: Instant = .epoch,
    lockedUntil: Instant = .epoch
  ) {
    (self.password, self.changed, self.failures) = (password, changed, failures)
    (self.failed, self.lockedUntil) = (failed, lockedUntil)
  }
}

extension ReadTransaction {
  /// What is kept of an agent's password, or nil.
  public func credential(of agent: Agent.ID) throws -> Credential? {
    try connection.first(
      """
      SELECT password, changed_at, failures, failed_at, locked_until FROM credential WHERE agent_id = \(agent)
      """
    ) { row in
      Credential(
        password: row.optionalText(), changed: row.instant(), failures: row.int(), failed: row.instant(),
        lockedUntil: row.instant())
    }
  }
  /// One session, or nil.
  public func session(_ id: Session.ID) throws -> Session? {
    try connection.first("SELECT \(Session.columns) FROM session WHERE id = \(id)", Session.init)
  }
  /// The session with this token hash, ended or not.
  public func session(tokenHash: String) throws -> Session? {
    try connection.first(
      "SELECT \(Session.columns) FROM session WHERE token_hash = \(tokenHash)", Session.init)
  }
  /// Sessions that no act has ended, newest first; of one agent, or of all.
  public func openSessions(of agent: Agent.ID? = nil) throws -> [Session] {
    let whose: SQL = if let agent { "AND agent_id = \(agent)" } else { "" }
    return try connection.rows(
      "SELECT \(Session.columns) FROM session WHERE ended_at IS NULL \(whose) ORDER BY id DESC LIMIT 1000",
      Session.init)
  }
}

extension WriteTransaction {
  /// Saves what is kept of a password; the audit line says only that it was set.
  public func save(_ credential: Credential, of agent: Agent.ID) throws {
    let old = try self.credential(of: agent)
    if old?.password != credential.password {
      changes.append(
        Change(
          thing: "agent \(try self.agent(agent)?.handle.name ?? String(agent.rawValue))", field: "password",
          before: old?.password.map { _ in "set" }, after: credential.password.map { _ in "set anew" }))
    }
    try connection.run(
      """
      INSERT INTO credential (agent_id, password, changed_at, failures, failed_at, locked_until)
      VALUES (\(agent), \(credential.password.sql), \(credential.changed), \(credential.failures),
        \(credential.failed), \(credential.lockedUntil))
      ON CONFLICT (agent_id) DO UPDATE SET password = excluded.password, changed_at = excluded.changed_at,
        failures = excluded.failures, failed_at = excluded.failed_at, locked_until = excluded.locked_until
      """)
  }
  /// A number for a new session.
  public func newSessionID() throws -> Session.ID { Session.ID(try next(.session)) }
  /// Saves a session, also each time it was used, was locked or ended.
  public func save(_ session: Session) throws {
    let old = try self.session(session.id)
    note("session \(session.id.rawValue)", "ended", old?.end?.rawValue, session.end?.rawValue)
    note(
      "session \(session.id.rawValue)", "locked", old.map { "\($0.isLocked)" } ?? "false",
      "\(session.isLocked)")
    try connection.run(
      """
      INSERT INTO session (id, agent_id, token_hash, door, address, started_at, used_at, ended_at, ended_why,
        locked)
      VALUES (\(session.id), \(session.agent), \(session.tokenHash), \(session.door), \(session.address),
        \(session.started), \(session.lastUsed), \(session.ended.sql), \(session.end.map(\.rawValue).sql), \(session.isLocked))
      ON CONFLICT (id) DO UPDATE SET used_at = excluded.used_at, ended_at = excluded.ended_at,
        ended_why = excluded.ended_why, locked = excluded.locked
      """)
    touch(.access)
  }
}

extension Session {
  static let columns: SQL =
    "id, agent_id, token_hash, door, address, started_at, used_at, ended_at, ended_why, locked"
  init(_ row: inout Row) {
    self.init(
      id: ID(row.integer()), agent: Agent.ID(row.integer()), tokenHash: row.text(), door: row.text(),
      address: row.text(), started: row.instant(), lastUsed: row.instant(), ended: row.optionalInstant(),
      end: row.optionalText().flatMap(End.init), isLocked: row.flag())
  }
}
