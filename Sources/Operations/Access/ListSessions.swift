public import Acts
public import Domain
public import Store

/// Who is logged in.
public struct ListSessions: Query {
  public static let about = About(
    Sessions.self, "list", .readPeople, "List sessions",
    help: "Your open sessions; admins see those of others too.",
    examples: ["session list", "session list --of bob"])
  public static let form = Form(
    Self.init, Field("of", \.of, "Whose; left out: yours, or everybody's for an admin."))

  /// Whose sessions; nil: all that the actor may see.
  public let of: Agent.Handle?
  public init(of: Agent.Handle? = nil) { self.of = of }

  /// A session as a line.
  public struct Row: Codable, Equatable, Sendable {
    /// Its number, whose it is, through which door and from where, since when and when last used (RFC 3339).
    public let session: Int64, agent: String, door: String, address: String, started: String, used: String
    /// The password is asked for before the next act.
    public let locked: Bool
  }
  public func read(in store: ReadTransaction, _ context: Context) throws -> [Row] {
    let wanted = try of.map { handle in try Self.at(\.of) { try store.agent(handle, context) } }
    let gate = Gate(role: context.actor.role), seesAll = gate.granted.contains(.endSessions)
    if let wanted, wanted.id != context.actor.id,
      let refusal = gate.refusal(of: .endSessions, to: "See the sessions of others")
    {
      throw refusal
    }
    let agent = wanted?.id ?? (seesAll ? nil : context.actor.id)
    let directory = try store.directory(), limits = try store.sessionLimits
    return try store.openSessions(of: agent).filter { limits.end(of: $0, at: context.now) == nil }.map {
      session in
      Row(
        session: session.id.rawValue, agent: directory.handle(of: session.agent), door: session.door,
        address: session.address, started: RFC3339.text(session.started),
        used: RFC3339.text(session.lastUsed),
        locked: session.isLocked)
    }
  }
  public static func sentence(_ rows: [Row]) -> String {
    Columns.text(
      rows.map {
        [String($0.session), $0.agent, $0.door, $0.address, $0.started, $0.locked ? "locked" : ""]
      },
      none: "Nobody is logged in.")
  }
}

/// Ends somebody's session.
public struct EndSession: Act {
  public static let about = About(
    Sessions.self, "end", .endSessions, "End a session",
    help: "Ends a session; whoever sits there must log in again.",
    examples: ["session end 7"], log: .login,
    undoing: .never(
      because: "The token of a session that ended opens nothing.", instead: "Its owner logs in again."))
  public static let form = Form(
    Self.init, Field("session", \.session, "The number of the session.", .position, .range(1...Int.max - 1)))

  /// The number of the session.
  public let session: Int
  public init(session: Int) { self.session = session }

  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<EndSession> {
    guard var found = try store.session(.init(Int64(session))) else {
      throw Self.refusal(
        at: \.session, .unknown, "There is no session \(session).",
        remedy: "Sessions are listed by: opsdeck session list.")
    }
    if found.end == nil {
      (found.ended, found.end) = (context.now, .revoked)
      try store.save(found)
    }
    return Done(try store.agent(found.agent)?.handle.name ?? "nobody")
  }
  public static func sentence(_ handle: String) -> String { "The session of \(handle) is over." }
}
