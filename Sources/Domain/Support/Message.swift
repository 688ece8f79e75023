/// One thing said in a ticket: a customer's message, a public reply, or a note only colleagues see.
public struct Message: Equatable, Sendable {
  /// The message's number in the store; later messages have higher numbers.
  public struct ID: Hashable, Comparable, Sendable, Codable {
    /// The number itself.
    public let rawValue: Int64
    /// Names the message with this number.
    public init(_ rawValue: Int64) { self.rawValue = rawValue }
    /// By number.
    public static func < (a: ID, b: ID) -> Bool { a.rawValue < b.rawValue }
  }
  /// Who said it.
  public enum Author: Hashable, Sendable {
    case customer(Customer.ID)
    case agent(Agent.ID)
    case system
  }
  /// Who may read it.
  public enum Kind: String, CaseIterable, Sendable, Codable {
    /// By the customer, or to the customer.
    case `public`
    /// For colleagues only; never leaves the house.
    case note
  }
  /// The parts of a message; `body` is plain text as it came, cleaned only when it is shown.
  public var id: ID, ticket: Ticket.ID, author: Author, kind: Kind, body: String, at: Instant
  /// The RFC 5322 Message-ID it came or went with, for threading.
  public var mailID: String?
  /// Files that came with it.
  public var attachments: [Attachment]
  /// Makes a message.
  public init(
    id: ID, ticket: Ticket.ID, author: Author, kind: Kind, body: String, at: Instant, mailID: String? = nil,
    attachments: [Attachment] = []
  ) {
    (self.id, self.ticket, self.author, self.kind) = (id, ticket, author, kind)
    (self.body, self.at, self.mailID, self.attachments) = (body, at, mailID, attachments)
  }
}

/// A file that came with a message; its bytes lie in the store by their hash, each content once.
public struct Attachment: Equatable, Sendable {
  /// The attachment's number in the store.
  public struct ID: Hashable, Sendable, Codable {
    /// The number itself.
    public let rawValue: Int64
    /// Names the attachment with this number.
    public init(_ rawValue: Int64) { self.rawValue = rawValue }
  }
  /// The parts; `name` and `type` are what the sender claimed, `size` in bytes, `hash` SHA-256 in hex.
  public var id: ID, name: String, type: String, size: Int, hash: String
  /// Makes an attachment.
  public init(id: ID, name: String, type: String, size: Int, hash: String) {
    (self.id, self.name, self.type, self.size, self.hash) = (id, name, type, size, hash)
  }
}
