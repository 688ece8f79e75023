/// An answer somebody has begun. Personal: one per agent, ticket and kind; written every two seconds.
public struct Draft: Equatable, Sendable {
  /// Whose it is, to what, and whether it will be a reply or a note.
  public var agent: Agent.ID, ticket: Ticket.ID, kind: Message.Kind
  /// What is written so far.
  public var text: String
  /// The version of the ticket and its last message when the writing began: what the writer has seen.
  public var baseVersion: Int64, baseMessage: Message.ID?
  /// When it was last kept.
  public var saved: Instant
  /// Makes a draft.
  public init(
    agent: Agent.ID, ticket: Ticket.ID, kind: Message.Kind, text: String, baseVersion: Int64,
    baseMessage: Message.ID? = nil, saved: Instant
  ) {
    (self.agent, self.ticket, self.kind, self.text) = (agent, ticket, kind, text)
    (self.baseVersion, self.baseMessage, self.saved) = (baseVersion, baseMessage, saved)
  }
}

/// Who looks at a ticket just now, as last heard from her console.
public struct Presence: Hashable, Sendable {
  /// What she does there.
  public enum Doing: String, CaseIterable, Sendable, Codable { case reading, replying, noting }
  /// Who, where, what, since when, and when she was last heard of.
  public var agent: Agent.ID, ticket: Ticket.ID, doing: Doing, since: Instant, seen: Instant
  /// Makes a sign of presence.
  public init(agent: Agent.ID, ticket: Ticket.ID, doing: Doing, since: Instant, seen: Instant) {
    (self.agent, self.ticket, self.doing, self.since, self.seen) = (agent, ticket, doing, since, seen)
  }
  /// After so long without a sign she is taken to have left.
  public static let lifetime: Int64 = .seconds(20)
  /// Whether she still counts as present.
  public func isFresh(at now: Instant) -> Bool { now - seen < Self.lifetime }
}
