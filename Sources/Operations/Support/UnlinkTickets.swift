public import Acts
public import Domain
public import Store

/// Takes a link between two tickets away.
public struct UnlinkTickets: Act {
  public static let about = About(
    Tickets.self, "unlink", .linkTickets, "Unlink tickets",
    help: "Takes a link between two tickets away.",
    examples: ["ticket unlink T-1042 --to T-1043 --kind blocks"])
  public static let form = Form(
    Self.init,
    Field("from", \.from, "The ticket, as T-1042.", .position),
    Field("to", \.to, "The other one.", .short("t")),
    Field("kind", \.kind, "What the first is to the other.", .short("k"), .initially("related")))

  public let from: Ticket.ID, to: Ticket.ID, kind: TicketLink.Kind
  public init(from: Ticket.ID, to: Ticket.ID, kind: TicketLink.Kind = .related) {
    (self.from, self.to, self.kind) = (from, to, kind)
  }

  public func validate(_ check: inout Check<Self>) {
    check.that(from != to, \.to, "A ticket is not linked to itself.", remedy: "Name another one.")
  }
  public typealias Inverse = LinkTickets
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<UnlinkTickets> {
    _ = try store.need(from)
    _ = try Self.at(\.to) { try store.need(to) }
    let changed = try store.remove(TicketLink(from: from, to: to, kind: kind))
    return Done(
      Edited(
        [from], changed: changed ? 1 : 0, "unlinked with \(to) (\(kind.rawValue.replacing("_", with: " ")))"),
      undoneBy: changed ? [LinkTickets(from: from, to: to, kind: kind)] : [])
  }
  public static func sentence(_ edited: Edited) -> String { edited.sentence }
}
