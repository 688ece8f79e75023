public import Acts
public import Domain

/// Lets an agent hear of what happens to tickets.
public struct WatchTickets: WatchAct {
  public static let about = About(
    Tickets.self, "watch", .changeTickets, "Watch tickets",
    help: "Lets an agent hear of what happens to tickets.",
    examples: ["ticket watch T-1042", "ticket watch T-1042 --agent bob"])
  public static let form = sharedForm()
  public static let word = "watched by"
  public static func watchers(_ now: Set<Agent.ID>, _ agent: Agent.ID) -> Set<Agent.ID> {
    now.union([agent])
  }

  /// See ``WatchAct``.
  public let tickets: [Ticket.ID], agent: Agent.Handle?
  public init(tickets: [Ticket.ID], agent: Agent.Handle? = nil) {
    (self.tickets, self.agent) = (tickets, agent)
  }
}
