public import Acts
import Cryptography
public import Domain
public import Store

/// Lets people in: before that there is no actor, so it is no act of the catalogue, but its rows are the same.
///
/// Between the right password and the session stands, later, the second factor.
public struct Doorkeeper: Sendable {
  /// The store.
  public let database: Database
  /// A doorkeeper of a store.
  public init(database: Database) { self.database = database }
  /// Who came in, with the token that only the caller has from now on: the store keeps its hash.
  public struct Entry: Sendable {
    /// See above.
    public let agent: Agent, session: Session, token: Secret
  }

  /// Opens a session. Takes half a second, as long for names that do not exist; never call it within a transaction.
  /// - Throws: the same `Refusal.forbidden` for every reason; the attempt stands in the audit log.
  public func logIn(
    _ name: String, _ password: Secret, door: Context.Door, address: String = "", at now: Instant
  ) throws -> Entry {
    let handle = (name.hasPrefix("@") ? String(name.dropFirst()) : name).lowercased()
    let (agent, seen) = try database.read { store in
      let agent = try store.agent(handle: handle)
      return (agent, try agent.flatMap { try store.credential(of: $0.id) })
    }
    let verdict = try PasswordCheck.look(password, at: seen, now: now)
    let token = try Randomness.token()
    let entry = try database.write { store -> Entry? in
      try store.beginAudit()
      let mark = store.changes.count
      // Disabled since, or removed from the store by a restore: what counts is what is there now.
      let found = try agent.flatMap { try store.agent($0.id) }
      let isRight =
        try found.map { try PasswordCheck.settle(verdict, for: $0.id, seen: seen, in: store, at: now) }
        ?? false
      var row = AuditRow(
        id: 0, at: now, log: .login, act: "session.login", actor: found?.id,
        // What is typed for an unknown name may well be a password.
        handle: found?.handle.name ?? "unknown", door: door.rawValue, address: address)
      if let found { row.subjects = [Agents.subject(found.handle.name)] }
      guard isRight, let found, !found.isDisabled else {
        row.result = .refused
        row.reason =
          found == nil
          ? "unknown name"
          : found?.isDisabled == true ? "disabled" : verdict == .shut ? "shut" : "wrong password"
        row.changes = Array(store.changes[mark...])
        try store.append(row)
        return nil
      }
      let session = Session(
        id: try store.newSessionID(), agent: found.id, tokenHash: SHA256.hex(token), door: door.rawValue,
        address: address, started: now)
      try store.save(session)
      row.session = session.id
      row.changes = Array(store.changes[mark...])
      try store.append(row)
      return Entry(agent: found, session: session, token: Secret(token))
    }
    guard let entry else { throw PasswordCheck.refusal }
    return entry
  }

  /// Whose session a token opens, if it is still alive: to come with it is to use it. One that has outlived a limit
  /// is ended, with a row.
  /// - Throws: `Refusal.forbidden` when it is over, was never there, or its owner is disabled.
  public func resume(_ token: Secret, at now: Instant) throws -> (agent: Agent, session: Session) {
    let over = Refusal(.forbidden, "Your session is over.", remedy: "Log in again.")
    let found = try database.read { store in
      try store.session(tokenHash: SHA256.hex(token.revealed)).flatMap { session in
        try store.agent(session.agent).map { agent in
          (agent: agent, session: session, end: try store.sessionLimits.end(of: session, at: now))
        }
      }
    }
    guard let found else { throw over }
    guard let end = found.end else {
      if found.agent.isDisabled { throw over }
      if now - found.session.lastUsed >= .minutes(1), !found.session.isLocked {
        // A store that may only be read here takes no note; the session is none the worse for it.
        _ = try? database.write { try Standing.touch(found.session.id, at: now, in: $0) }
      }
      return (found.agent, found.session)
    }
    if found.session.end == nil { try self.end(found.session, of: found.agent, because: end, at: now) }
    throw over
  }
  private func end(_ session: Session, of agent: Agent, because end: Session.End, at now: Instant) throws {
    try database.write { store in
      guard var session = try store.session(session.id), session.end == nil else { return }
      let mark = store.changes.count
      (session.ended, session.end) = (now, end)
      try store.save(session)
      try store.append(
        AuditRow(
          id: 0, at: now, log: .login, act: "session.end", actor: nil, handle: Agent.system.handle.name,
          door: session.door, session: session.id, address: session.address,
          changes: Array(store.changes[mark...]), reason: end.rawValue,
          subjects: [Agents.subject(agent.handle.name)]))
    }
  }
}
