public import Acts
public import Domain
public import Store

/// Closes tickets for good; a later answer makes a follow-up.
public struct CloseTickets: Act {
  public static let about = About(
    Tickets.self, "close", .changeTickets, "Close tickets",
    help: "Closes tickets for good; a later answer makes a follow-up.", examples: ["ticket close T-1042"])
  public static let form = Form(
    Self.init,
    Field("tickets", \.tickets, "The tickets, as T-1042.", .position),
    Field("version", \.version, "The version you looked at; refused if others changed it since."))

  public let tickets: [Ticket.ID], version: Int?
  public init(tickets: [Ticket.ID], version: Int? = nil) { (self.tickets, self.version) = (tickets, version) }

  public typealias Inverse = RestoreTickets
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<CloseTickets> {
    try Stale.check(tickets, version, in: store, context)
    let edits = try store.become(.closed, tickets, context)
    return Done(Edited(edits.ids, changed: edits.changed, "closed"), undoneBy: edits.inverse)
  }
  public static func sentence(_ edited: Edited) -> String { edited.sentence }
}
