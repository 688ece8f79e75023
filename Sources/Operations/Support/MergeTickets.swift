public import Acts
public import Domain
public import Store

/// Makes one ticket of several.
public struct MergeTickets: Act {
  public static let about = About(
    Tickets.self, "merge", .mergeTickets, "Merge tickets",
    help: "Moves the conversations into one ticket and closes the others, which then point to it.",
    examples: ["ticket merge T-1043 T-1044 --into T-1042"], risk: .previewFirst)
  public static let form = Form(
    Self.init,
    Field("tickets", \.tickets, "The tickets that end.", .position),
    Field("into", \.into, "The ticket that stays.", .short("i")))

  /// Those that go, and the one that stays.
  public let tickets: [Ticket.ID], into: Ticket.ID
  public init(tickets: [Ticket.ID], into: Ticket.ID) { (self.tickets, self.into) = (tickets, into) }

  public func validate(_ check: inout Check<Self>) {
    check.that(
      !tickets.contains(into), \.into, "\(into) cannot be merged into itself.",
      remedy: "Leave it out of the list.")
  }
  public typealias Inverse = SomeAct
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<MergeTickets> {
    var seen: Set<Ticket.ID> = []
    let sources = try tickets.filter { seen.insert($0).inserted }.map(store.need)
    let merge = TicketMerge(sources, into: try Self.at(\.into) { try store.need(into) })
    // A chain that leads to a ticket which is not there ends there.
    if let refusal = merge.refusal(targetOf: { try? store.ticket($0)?.mergedInto }) { throw refusal }
    let (kept, ended) = merge.merged(at: context.now)
    for source in sources {
      let words = try store.messages(of: source.id).map(\.id)
      try store.move(words, to: into, by: context.author, at: context.now)
    }
    for ticket in ended { _ = try store.edit([ticket.id], context) { $0 = ticket.at(version: $0.version) } }
    let edits = try store.edit([into], context) { $0 = kept.at(version: $0.version) }
    return Done(
      Edited(
        [into], changed: sources.count, "now holds \(sources.map(\.id.description).joined(separator: ", "))"),
      undoneBy: [SomeAct(UnmergeTickets(tickets: sources.map(\.id)))] + edits.inverse.map(SomeAct.init))
  }
  public static func sentence(_ edited: Edited) -> String { "\(edited.tickets[0]) \(edited.what)." }
}
extension Ticket {
  /// The same state as of another version: what was worked out before messages moved is saved after it.
  fileprivate func at(version: Int64) -> Ticket {
    var copy = self
    copy.version = version
    return copy
  }
}
