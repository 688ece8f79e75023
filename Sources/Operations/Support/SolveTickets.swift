public import Acts
public import Domain

/// Says that the matter is settled; an answer of the customer opens it again.
public struct SolveTickets: StatusAct {
  public static let about = About(
    Tickets.self, "solve", .changeTickets, "Solve tickets",
    help: "Says that the matter is settled; an answer of the customer opens it again.",
    examples: ["ticket solve T-1042"])
  public static let form = sharedForm()
  public static let status = (becomes: Ticket.Status.solved, word: "solved")

  /// See ``StatusAct``.
  public let tickets: [Ticket.ID], version: Int?
  public init(tickets: [Ticket.ID], version: Int? = nil) { (self.tickets, self.version) = (tickets, version) }
}
