public import Acts
public import Domain

/// Spares an agent what happens to tickets.
public struct UnwatchTickets: WatchAct {
  public static let about = About(
    Tickets.self, "unwatch", .changeTickets, "Stop watching tickets",
    help: "Spares an agent what happens to tickets.",
    examples: ["ticket unwatch T-1042", "ticket unwatch T-1042 --agent bob"])
  public static let form = sharedForm()
  public static let word = "no longer watched by"
  public static func watchers(_ now: Set<Agent.ID>, _ agent: Agent.ID) -> Set<Agent.ID> {
    now.subtracting([agent])
  }

  /// See ``WatchAct``.
  public let tickets: [Ticket.ID], agent: Agent.Handle?
  public init(tickets: [Ticket.ID], agent: Agent.Handle? = nil) {
    (self.tickets, self.agent) = (tickets, agent)
  }
}
