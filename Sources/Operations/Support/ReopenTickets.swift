public import Acts
public import Domain
public import Store

/// Opens tickets that waited or were solved.
public struct ReopenTickets: Act {
  public static let about = About(
    Tickets.self, "reopen", .changeTickets, "Reopen tickets",
    help: "Opens tickets that waited or were solved.", examples: ["ticket reopen T-1042"])
  public static let form = Form(
    Self.init,
    Field("tickets", \.tickets, "The tickets, as T-1042.", .position),
    Field("version", \.version, "The version you looked at; refused if others changed it since."))

  public let tickets: [Ticket.ID], version: Int?
  public init(tickets: [Ticket.ID], version: Int? = nil) { (self.tickets, self.version) = (tickets, version) }

  public typealias Inverse = RestoreTickets
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<ReopenTickets> {
    try Stale.check(tickets, version, in: store, context)
    let edits = try store.become(.open, tickets, context)
    return Done(Edited(edits.ids, changed: edits.changed, "opened"), undoneBy: edits.inverse)
  }
  public static func sentence(_ edited: Edited) -> String { edited.sentence }
}
