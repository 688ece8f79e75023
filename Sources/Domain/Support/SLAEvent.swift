/// What happened to a ticket, as far as its clocks care.
public struct SLAEvent: Hashable, Sendable {
  /// Who made the ticket.
  public enum Origin: String, CaseIterable, Sendable { case customer, agent }
  /// What it was.
  public enum What: Hashable, Sendable {
    case created(Ticket.Priority, tier: String, by: Origin, state: Ticket.Status)
    case state(Ticket.Status)
    case priority(Ticket.Priority)
    case tier(String)
    /// A public reply.
    case agentReply
    case customerMessage
    /// These two move no clock.
    case note, assign
  }
  /// The tier of a customer of whom none is told.
  public static let usualTier = "standard"
  /// When it happened.
  public let at: Instant
  /// What happened.
  public let what: What
  /// Makes an event.
  public init(_ at: Instant, _ what: What) { (self.at, self.what) = (at, what) }
}
