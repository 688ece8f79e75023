public import Acts
public import Domain
public import Store

/// Spares an agent what happens to tickets.
public struct UnwatchTickets: Act {
  public static let about = About(
    Tickets.self, "unwatch", .changeTickets, "Stop watching tickets",
    help: "Spares an agent what happens to tickets.",
    examples: ["ticket unwatch T-1042", "ticket unwatch T-1042 --agent bob"])
  public static let form = Form(
    Self.init,
    Field("tickets", \.tickets, "The tickets, as T-1042.", .position),
    Field("agent", \.agent, "Who; left out: you."))

  public let tickets: [Ticket.ID], agent: Agent.Handle?
  public init(tickets: [Ticket.ID], agent: Agent.Handle? = nil) {
    (self.tickets, self.agent) = (tickets, agent)
  }

  public typealias Inverse = RestoreTickets
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<UnwatchTickets> {
    let agent = try Self.at(\.agent) { try store.agent(self.agent ?? Agent.Handle("me"), context) }
    let edits = try store.edit(tickets, context) { ticket in
      ticket.watchers = Set(ticket.watchers).subtracting([agent.id]).sorted()
    }
    return Done(
      Edited(edits.ids, changed: edits.changed, "no longer watched by \(agent.handle)"),
      undoneBy: edits.inverse)
  }
  public static func sentence(_ edited: Edited) -> String { edited.sentence }
}
