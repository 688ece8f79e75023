public import Acts
public import Domain
public import Store

/// Takes a link between two tickets away.
public struct UnlinkTickets: LinkAct {
  public static let about = About(
    Tickets.self, "unlink", .linkTickets, "Unlink tickets",
    help: "Takes a link between two tickets away.",
    examples: ["ticket unlink T-1042 --to T-1043 --kind blocks"])
  public static let form = sharedForm()

  /// See ``LinkAct``.
  public let from: Ticket.ID, to: Ticket.ID, kind: TicketLink.Kind
  public init(from: Ticket.ID, to: Ticket.ID, kind: TicketLink.Kind = .related) {
    (self.from, self.to, self.kind) = (from, to, kind)
  }

  public typealias Inverse = LinkTickets
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<UnlinkTickets> {
    let changed = try store.remove(link(in: store))
    return done("unlinked", changed, undoneBy: LinkTickets(from: from, to: to, kind: kind))
  }
}
