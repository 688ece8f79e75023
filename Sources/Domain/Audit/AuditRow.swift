/// One entry of the audit log: who did what, from where, what it changed, and what takes it back.
///
/// It is written in the transaction of the change. `previous` and `hash` chain it to the row before.
public struct AuditRow: Equatable, Sendable {
  /// Which of the three logs it belongs to.
  public enum Log: String, CaseIterable, Sendable, Codable {
    /// Acts on the data.
    case admin
    /// Passwords, factors, sessions: asked for, refused, changed.
    case authentication
    /// Operators logging in and out.
    case login
  }
  /// Whether it did something, took something back, or did it again.
  public enum Direction: String, CaseIterable, Sendable, Codable { case act, undo, redo }
  /// How it ended; refused and failed ones are kept where the attempt itself matters (log-in).
  public enum Result: String, CaseIterable, Sendable, Codable { case ok, refused }

  /// Its place in the log, from 1, without gaps.
  public var id: Int64
  /// When, in which log, and the name of the act (`ticket.assign`).
  public var at: Instant, log: Log, act: String
  /// Who did it (nil: nobody known, as for a wrong log-in name) and for whom, when impersonating.
  public var actor: Agent.ID?, handle: String, impersonated: Agent.ID?
  /// Door, session and address it came through, empty when there is none.
  public var door: String, session: Session.ID?, address: String
  /// What was asked for, secrets masked, by the public names of the fields.
  public var inputs: [String: [String]]
  /// What the transaction changed.
  public var changes: [Change]
  /// The acts that take it back, to be run in reverse order; empty when nothing can.
  public var undo: [StoredAct]
  /// Which way it went, and the row it took back or did again.
  public var direction: Direction, takesBack: Int64?
  /// The row that took this one back since. Not part of the hash: it is written later.
  public var takenBackBy: Int64?
  /// How it ended, and why when it was refused.
  public var result: Result, reason: String
  /// Groups rows that belong together, such as the rows of one import.
  public var correlation: String
  /// The things it was about (`T-1042`, `agent ada`), for following one object.
  public var subjects: [String]
  /// The hash of the row before and of this one, in hex; empty until the store has chained it.
  public var previous: String, hash: String

  /// Makes a row that is not chained yet.
  public init(
    id: Int64, at: Instant, log: Log = .admin, act: String, actor: Agent.ID?, handle: String,
    impersonated: Agent.ID? = nil, door: String, session: Session.ID? = nil, address: String = "",
    inputs: [String: [String]] = [:], changes: [Change] = [], undo: [StoredAct] = [],
    direction: Direction = .act, takesBack: Int64? = nil, takenBackBy: Int64? = nil, result: Result = .ok,
    reason: String = "", correlation: String = "", subjects: [String] = [], previous: String = "",
    hash: String = ""
  ) {
    (self.id, self.at, self.log, self.act, self.actor, self.handle) = (id, at, log, act, actor, handle)
    (self.impersonated, self.door, self.session, self.address) = (impersonated, door, session, address)
    (self.inputs, self.changes, self.undo, self.direction) = (inputs, changes, undo, direction)
    (self.takesBack, self.takenBackBy, self.result, self.reason) = (takesBack, takenBackBy, result, reason)
    (self.correlation, self.subjects, self.previous, self.hash) = (correlation, subjects, previous, hash)
  }
}

/// One value that a transaction changed: of which thing, which field, from what to what.
public struct Change: Hashable, Sendable, Codable {
  /// `thing` as people read it (`T-1042`, `view mine`); nil is "no value".
  public let thing: String, field: String, before: String?, after: String?
  /// Notes a change.
  public init(thing: String, field: String, before: String?, after: String?) {
    (self.thing, self.field, self.before, self.after) = (thing, field, before, after)
  }
}

/// An act as text: what undo, macros, jobs and waiting approvals keep. It never holds a secret.
public struct StoredAct: Hashable, Sendable, Codable {
  /// The name of the act and the texts of its form.
  public let name: String, texts: [String: [String]]
  /// Keeps an act.
  public init(name: String, texts: [String: [String]]) { (self.name, self.texts) = (name, texts) }
}
