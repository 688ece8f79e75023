public import Domain

/// A whole ticket with its past, as an import or a demo brings it: it is put in as it is, nothing is replayed.
public struct BulkTicket: Sendable {
  /// The ticket as it stands now; number 0 lets the store choose one. `version` is set from the events.
  public var ticket: Ticket
  /// What was said, in order; numbers are chosen by the store. And the files of those messages that have some.
  public var messages: [Message], files: [Int: [NewAttachment]]
  /// Its log, oldest first, each event a save; a `message` event stands for the next message. Empty: the store
  /// writes that it was made, what was said, and that it was brought in.
  public var events: [TicketEvent]
  /// Where it came from, so that bringing it in again changes nothing; nil for none.
  public var origin: Origin?

  /// The ticket's and the messages' numbers in the other system.
  public struct Origin: Hashable, Sendable {
    /// The source (`zendesk:acme`), the ticket's number there and a digest of what was read.
    public var source: String, external: String, digest: String
    /// The messages' numbers there, as many as messages, or none.
    public var messages: [String]
    /// Names an origin.
    public init(source: String, external: String, digest: String, messages: [String] = []) {
      (self.source, self.external, self.digest, self.messages) = (source, external, digest, messages)
    }
  }
  /// Describes a ticket to bring in.
  public init(
    ticket: Ticket, messages: [Message] = [], files: [Int: [NewAttachment]] = [:], events: [TicketEvent] = [],
    origin: Origin? = nil
  ) {
    (self.ticket, self.messages, self.files) = (ticket, messages, files)
    (self.events, self.origin) = (events, origin)
  }
}
