public import Acts
public import Domain
public import Store

/// Notes what one ticket is to another.
public struct LinkTickets: LinkAct {
  public static let about = About(
    Tickets.self, "link", .linkTickets, "Link tickets",
    help: "Notes what one ticket is to another.", examples: ["ticket link T-1042 --to T-1043 --kind blocks"])
  public static let form = sharedForm()

  /// See ``LinkAct``.
  public let from: Ticket.ID, to: Ticket.ID, kind: TicketLink.Kind
  public init(from: Ticket.ID, to: Ticket.ID, kind: TicketLink.Kind = .related) {
    (self.from, self.to, self.kind) = (from, to, kind)
  }

  public typealias Inverse = UnlinkTickets
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<LinkTickets> {
    let changed = try store.add(link(in: store))
    return done("linked", changed, undoneBy: UnlinkTickets(from: from, to: to, kind: kind))
  }
}
