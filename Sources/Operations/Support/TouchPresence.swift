public import Acts
public import Domain
public import Store

/// Tells colleagues that the actor is on a ticket.
public struct TouchPresence: Act {
  public static let about = About(
    Tickets.self, "presence", .readTickets, "Show that you are on a ticket",
    help: "Tells colleagues that you read or write in a ticket; it fades by itself.",
    examples: ["ticket presence T-1042 --doing replying"],
    auditing: .none(because: "It happens by itself every ten seconds and fades after twenty."),
    undoing: .never(
      because: "It fades by itself."))
  public static let form = Form(
    Self.init,
    Field("ticket", \.ticket, "The ticket, as T-1042.", .position),
    Field("doing", \.doing, "What you do there.", .initially("reading")))

  /// Where, and what is done there.
  public let ticket: Ticket.ID, doing: Presence.Doing
  public init(ticket: Ticket.ID, doing: Presence.Doing) { (self.ticket, self.doing) = (ticket, doing) }

  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<TouchPresence> {
    _ = try store.need(ticket)
    let actor = context.actor.id
    // Who comes back after having left is there since now.
    let fresh = try store.presence(on: ticket, since: context.now - Presence.lifetime)
    if !fresh.contains(where: { $0.agent == actor }) { try store.removePresence(of: actor, on: ticket) }
    try store.touch(
      Presence(agent: actor, ticket: ticket, doing: doing, since: context.now, seen: context.now))
    return Done()
  }
}
