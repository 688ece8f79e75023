public import Acts
public import Domain

/// Opens tickets that waited or were solved.
public struct ReopenTickets: StatusAct {
  public static let about = About(
    Tickets.self, "reopen", .changeTickets, "Reopen tickets",
    help: "Opens tickets that waited or were solved.", examples: ["ticket reopen T-1042"])
  public static let form = sharedForm()
  public static let status = (becomes: Ticket.Status.open, word: "opened")

  /// See ``StatusAct``.
  public let tickets: [Ticket.ID], version: Int?
  public init(tickets: [Ticket.ID], version: Int? = nil) { (self.tickets, self.version) = (tickets, version) }
}
