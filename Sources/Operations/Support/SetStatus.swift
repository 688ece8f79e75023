public import Acts
public import Domain
public import Store

/// Gives tickets a status that may follow theirs.
public struct SetStatus: Act {
  public static let about = About(
    Tickets.self, "status", .changeTickets, "Set the status of tickets",
    help: "Gives tickets a status; what may follow what is told in the guide. Closed tickets do not change.",
    examples: ["ticket status T-1042 --to pending"])
  public static let form = Form(
    Self.init,
    Field("tickets", \.tickets, "The tickets, as T-1042.", .position),
    Field("to", \.to, "The status.", .short("t")),
    Field("version", \.version, "The version you looked at; refused if others changed it since."))

  /// Which tickets, their status, and the version that was looked at (nil: whichever is there).
  public let tickets: [Ticket.ID], to: Ticket.Status, version: Int?
  public init(tickets: [Ticket.ID], to: Ticket.Status, version: Int? = nil) {
    (self.tickets, self.to, self.version) = (tickets, to, version)
  }

  public typealias Inverse = RestoreTickets
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<SetStatus> {
    try Stale.check(tickets, version, in: store, context)
    let edits = try store.become(to, tickets, context)
    return Done(Edited(edits.ids, changed: edits.changed, "set to \(to.word)"), undoneBy: edits.inverse)
  }
  public static func sentence(_ edited: Edited) -> String { edited.sentence }
}

extension WriteTransaction {
  /// Gives tickets a status by the one table of transitions.
  func become(_ status: Ticket.Status, _ tickets: [Ticket.ID], _ context: Context) throws -> TicketEdits {
    try edit(tickets, context) { ticket in
      if let refusal = ticket.refusal(toBecome: status) { throw refusal }
      ticket.become(status, at: context.now)
    }
  }
}
