public import Acts
public import Domain
public import Store

/// Gives tickets to oneself.
public struct TakeTickets: Act {
  public static let about = About(
    Tickets.self, "take", .assignTickets, "Take tickets", help: "Gives tickets to yourself.",
    examples: ["ticket take T-1042"])
  public static let form = Form(
    Self.init, Field("tickets", \.tickets, "The tickets, as T-1042.", .position))

  /// Which tickets.
  public let tickets: [Ticket.ID]
  public init(tickets: [Ticket.ID]) { self.tickets = tickets }

  public typealias Inverse = RestoreTickets
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<TakeTickets> {
    let edits = try store.edit(tickets, context) { ticket in
      if let refusal = ticket.refusalToAssign { throw refusal }
      ticket.assignee = context.actor.id
    }
    return Done(Edited(edits.ids, changed: edits.changed, "taken"), undoneBy: edits.inverse)
  }
  public static func sentence(_ edited: Edited) -> String { edited.sentence }
}
