public import Acts
public import Domain
public import Store

/// Says that the matter is settled; an answer of the customer opens it again.
public struct SolveTickets: Act {
  public static let about = About(
    Tickets.self, "solve", .changeTickets, "Solve tickets",
    help: "Says that the matter is settled; an answer of the customer opens it again.",
    examples: ["ticket solve T-1042"])
  public static let form = Form(
    Self.init,
    Field("tickets", \.tickets, "The tickets, as T-1042.", .position),
    Field("version", \.version, "The version you looked at; refused if others changed it since."))

  public let tickets: [Ticket.ID], version: Int?
  public init(tickets: [Ticket.ID], version: Int? = nil) { (self.tickets, self.version) = (tickets, version) }

  public typealias Inverse = RestoreTickets
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<SolveTickets> {
    try Stale.check(tickets, version, in: store, context)
    let edits = try store.become(.solved, tickets, context)
    return Done(Edited(edits.ids, changed: edits.changed, "solved"), undoneBy: edits.inverse)
  }
  public static func sentence(_ edited: Edited) -> String { edited.sentence }
}
