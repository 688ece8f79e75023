public import Acts
public import Domain
public import Store

/// Says anew what a ticket is about.
public struct RenameTicket: Act {
  public static let about = About(
    Tickets.self, "rename", .changeTickets, "Rename ticket", help: "Says anew what a ticket is about.",
    examples: ["ticket rename T-1042 --subject \"Refund for invoice 17\""])
  public static let form = Form(
    Self.init,
    Field("ticket", \.ticket, "The ticket, as T-1042.", .position),
    Field("subject", \.subject, "What it is about, in one line.", .short("s")),
    Field("version", \.version, "The version you looked at; refused if others changed it since."))

  /// Which ticket, its new subject, and the version that was looked at (nil: whichever is there).
  public let ticket: Ticket.ID, subject: String, version: Int?
  public init(ticket: Ticket.ID, subject: String, version: Int? = nil) {
    (self.ticket, self.subject, self.version) = (ticket, subject, version)
  }

  public typealias Inverse = RestoreTickets
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<RenameTicket> {
    try Stale.check([ticket], version, in: store, context)
    let edits = try store.edit([ticket], context) { ticket in
      if let refusal = ticket.refusalToChange { throw refusal }
      ticket.subject = subject
    }
    return Done(Edited([ticket], changed: edits.changed, "renamed to “\(subject)”"), undoneBy: edits.inverse)
  }
  public static func sentence(_ edited: Edited) -> String { edited.sentence }
}
