/// Something that waits to leave the house, written in the same transaction as the act that caused it.
public struct OutboxMessage: Equatable, Sendable {
  /// The message's number in the outbox.
  public struct ID: Hashable, Comparable, Sendable, Codable {
    /// The number itself.
    public let rawValue: Int64
    /// Names the outbox message with this number.
    public init(_ rawValue: Int64) { self.rawValue = rawValue }
    /// By number.
    public static func < (a: ID, b: ID) -> Bool { a.rawValue < b.rawValue }
  }
  /// How far it has come. Only `waiting` can be cancelled.
  public enum State: String, CaseIterable, Sendable, Codable {
    case waiting, sending, sent, failed, cancelled
  }
  /// The parts; `message` is the entry of the conversation it carries, `sender` the agent who wrote it.
  public var id: ID, ticket: Ticket.ID?, message: Message.ID?, sender: Agent.ID?
  /// Addresses, and what it says.
  public var to: [String], cc: [String], subject: String, body: String
  /// RFC 5322 identifiers for threading; the Message-ID is made when it is written, so that a retry keeps it.
  public var mailID: String?, inReplyTo: String?
  /// The Message-IDs of the thread in order, for References; made with the Message-ID.
  public var references: [String] = []
  /// Where it stands, since when it exists, before when it may not leave, how often it was tried and why it failed.
  public var state: State, created: Instant, notBefore: Instant, attempts: Int, trouble: String?
  /// Makes an outbox message.
  public init(
    id: ID, ticket: Ticket.ID? = nil, message: Message.ID? = nil, sender: Agent.ID? = nil, to: [String],
    cc: [String] = [], subject: String, body: String, mailID: String? = nil, inReplyTo: String? = nil,
    state: State = .waiting, created: Instant, notBefore: Instant? = nil, attempts: Int = 0,
    trouble: String? = nil
  ) {
    (self.id, self.ticket, self.message, self.sender) = (id, ticket, message, sender)
    (self.to, self.cc, self.subject, self.body) = (to, cc, subject, body)
    (self.mailID, self.inReplyTo, self.state, self.created) = (mailID, inReplyTo, state, created)
    (self.notBefore, self.attempts, self.trouble) = (notBefore ?? created, attempts, trouble)
  }
  /// Whether the sender can still take it back.
  public var isCancellable: Bool { state == .waiting }
}
