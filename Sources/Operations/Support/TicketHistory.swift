public import Acts
public import Domain
public import Store

/// Everything that happened to a ticket.
public struct TicketHistory: Query {
  public static let about = About(
    Tickets.self, "history", .readTickets, "Show the history of a ticket",
    help: "Every change of a ticket in order: when, by whom, what from what to what.",
    examples: ["ticket history T-1042", "ticket history T-1042 --json"])
  public static let form = Form(
    Self.init, Field("ticket", \.ticket, "The ticket, as T-1042.", .position))

  /// Which one.
  public let ticket: Ticket.ID
  public init(ticket: Ticket.ID) { self.ticket = ticket }

  /// One change.
  public struct Event: Codable, Equatable, Sendable {
    /// When (RFC 3339), by whom, of which field.
    public let at: String, by: String, field: String
    /// The value before and after as people read it, nil for none; and the audit row, 0 for an import.
    public let before: String?, after: String?, audit: Int64
  }
  public func read(in store: ReadTransaction, _ context: Context) throws -> [Event] {
    _ = try store.need(ticket)
    return try store.events(of: ticket).map { event in
      func shown(_ text: String?) throws -> String? {
        guard let text, let field = TicketField(event.field) else { return text }
        return try ShownField.text(text, of: field, in: store, context)
      }
      return Event(
        at: RFC3339.text(event.at), by: try ShownField.name(of: event.actor, in: store), field: event.field,
        before: try shown(event.before), after: try shown(event.after), audit: event.audit)
    }
  }
  public static func sentence(_ events: [Event]) -> String {
    Columns.text(
      events.map { event in
        let change =
          event.before == nil && event.after == nil
          ? "" : "\(event.before ?? "none") → \(event.after ?? "none")"
        return [event.at, event.by, event.field, change]
      })
  }
}
