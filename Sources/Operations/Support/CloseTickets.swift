public import Acts
public import Domain

/// Closes tickets for good; a later answer makes a follow-up.
public struct CloseTickets: StatusAct {
  public static let about = About(
    Tickets.self, "close", .changeTickets, "Close tickets",
    help: "Closes tickets for good; a later answer makes a follow-up.", examples: ["ticket close T-1042"])
  public static let form = sharedForm()
  public static let status = (becomes: Ticket.Status.closed, word: "closed")

  /// See ``StatusAct``.
  public let tickets: [Ticket.ID], version: Int?
  public init(tickets: [Ticket.ID], version: Int? = nil) { (self.tickets, self.version) = (tickets, version) }
}
