public import Acts
public import Domain
public import Store

/// Wakes tickets that sleep.
public struct WakeTickets: Act {
  public static let about = About(
    Tickets.self, "wake", .changeTickets, "Wake tickets",
    help: "Brings sleeping tickets back into the working queues.", examples: ["ticket wake T-1042"])
  public static let form = Form(
    Self.init, Field("tickets", \.tickets, "The tickets, as T-1042.", .position))

  /// Which tickets.
  public let tickets: [Ticket.ID]
  public init(tickets: [Ticket.ID]) { self.tickets = tickets }

  public typealias Inverse = RestoreTickets
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<WakeTickets> {
    let edits = try store.edit(tickets, context) { ticket in
      if let refusal = ticket.refusalToChange { throw refusal }
      ticket.snoozedUntil = nil
    }
    return Done(Edited(edits.ids, changed: edits.changed, "awake"), undoneBy: edits.inverse)
  }
  public static func sentence(_ edited: Edited) -> String { edited.sentence }
}
