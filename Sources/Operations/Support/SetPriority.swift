public import Acts
public import Domain
public import Store

/// Says how pressing tickets are.
public struct SetPriority: Act {
  public static let about = About(
    Tickets.self, "priority", .changeTickets, "Set the priority of tickets",
    help: "Says how pressing tickets are.", examples: ["ticket priority T-1042 --to urgent"])
  public static let form = Form(
    Self.init,
    Field("tickets", \.tickets, "The tickets, as T-1042.", .position),
    Field("to", \.to, "The priority.", .short("t")),
    Field("version", \.version, "The version you looked at; refused if others changed it since."))

  /// Which tickets, their priority, and the version that was looked at (nil: whichever is there).
  public let tickets: [Ticket.ID], to: Ticket.Priority, version: Int?
  public init(tickets: [Ticket.ID], to: Ticket.Priority, version: Int? = nil) {
    (self.tickets, self.to, self.version) = (tickets, to, version)
  }

  public typealias Inverse = RestoreTickets
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<SetPriority> {
    try Stale.check(tickets, version, in: store, context)
    let edits = try store.edit(tickets, context) { ticket in
      if let refusal = ticket.refusalToChange { throw refusal }
      ticket.priority = to
    }
    return Done(Edited(edits.ids, changed: edits.changed, "set to \(to.rawValue)"), undoneBy: edits.inverse)
  }
  public static func sentence(_ edited: Edited) -> String { edited.sentence }
}
