/// One change of one field of a ticket, or one message added: the log from which any past state is told.
public struct TicketEvent: Equatable, Sendable {
  /// Who or what made the change.
  public enum Actor: Hashable, Sendable {
    case agent(Agent.ID)
    case customer(Customer.ID)
    case system
  }
  /// The order of events; within one save they rise in the order of the fields.
  public var id: Int64
  /// Where, when and by whom.
  public var ticket: Ticket.ID, at: Instant, actor: Actor
  /// The field that changed (see ``TicketField``), `created`, or `message`.
  public var field: String
  /// The value before and after, as ``TicketField`` writes it; nil is "no value".
  public var before: String?, after: String?
  /// The audit row of the act that did it, 0 for an import or the demo.
  public var audit: Int64
  /// Makes an event.
  public init(
    id: Int64, ticket: Ticket.ID, at: Instant, actor: Actor, field: String, before: String?, after: String?,
    audit: Int64
  ) {
    (self.id, self.ticket, self.at, self.actor) = (id, ticket, at, actor)
    (self.field, self.before, self.after, self.audit) = (field, before, after, audit)
  }
}
