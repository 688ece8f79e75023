/// One stay of an operator, from log-in to log-out; only the hash of its token is kept.
public struct Session: Equatable, Sendable {
  /// The session's number in the store; shown in the audit log.
  public struct ID: Hashable, Comparable, Sendable, Codable {
    /// The number itself.
    public let rawValue: Int64
    /// Names the session with this number.
    public init(_ rawValue: Int64) { self.rawValue = rawValue }
    /// By number.
    public static func < (a: ID, b: ID) -> Bool { a.rawValue < b.rawValue }
  }
  /// Why a session is over.
  public enum End: String, CaseIterable, Sendable, Codable {
    case logout, idle, absolute, hangup, disabled
    case roleChanged = "role_changed"
    case passwordChanged = "password_changed"
    case revoked
  }
  /// Whose it is, the SHA-256 of its token in hex, and through which door and from where it came.
  public var id: ID, agent: Agent.ID, tokenHash: String, door: String, address: String
  /// When it began, was last used, and when and why it ended (nil: it has not been ended by an act).
  public var started: Instant, lastUsed: Instant, ended: Instant?, end: End?
  /// Locked by key or by idleness: the password is asked for before the next act.
  public var isLocked: Bool
  /// Makes a session.
  public init(
    id: ID, agent: Agent.ID, tokenHash: String, door: String, address: String = "", started: Instant,
    lastUsed: Instant? = nil, ended: Instant? = nil, end: End? = nil, isLocked: Bool = false
  ) {
    (self.id, self.agent, self.tokenHash, self.door, self.address) = (id, agent, tokenHash, door, address)
    (self.started, self.lastUsed, self.ended, self.end) = (started, lastUsed ?? started, ended, end)
    self.isLocked = isLocked
  }
}

/// How long a session may lie idle and how long it may last at all, in milliseconds.
public struct SessionLimits: Equatable, Sendable {
  /// The two limits.
  public var idle: Int64, absolute: Int64
  /// Makes limits.
  public init(idle: Int64 = .minutes(30), absolute: Int64 = .hours(12)) {
    (self.idle, self.absolute) = (idle, absolute)
  }
  /// How far a clock may be put right backwards; one that goes back further ends the session, which would otherwise
  /// last that much longer.
  static let slack: Int64 = .minutes(2)
  /// Why the session counts for nothing at `now`, or nil while it is alive.
  public func end(of session: Session, at now: Instant) -> Session.End? {
    if let end = session.end { return end }
    if session.ended != nil { return .logout }
    let age = now - session.started, rest = now - session.lastUsed
    if age >= absolute || age < -Self.slack { return .absolute }
    if rest >= idle || rest < -Self.slack { return .idle }
    return nil
  }
}
