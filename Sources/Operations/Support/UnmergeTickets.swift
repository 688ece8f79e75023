public import Acts
public import Domain
public import Store

/// Makes tickets again of what was merged, each with the messages it had.
public struct UnmergeTickets: Act {
  public static let about = About(
    Tickets.self, "unmerge", .mergeTickets, "Unmerge tickets",
    help: "Opens tickets again that were merged away, as they were, each with the messages it brought.",
    examples: ["ticket unmerge T-1043"])
  public static let form = Form(
    Self.init, Field("tickets", \.tickets, "The tickets that were merged away.", .position))

  /// Those that were merged away.
  public let tickets: [Ticket.ID]
  public init(tickets: [Ticket.ID]) { self.tickets = tickets }

  public typealias Inverse = MergeTickets
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<UnmergeTickets> {
    var order: [Ticket.ID] = [], sources: [Ticket.ID: [Ticket.ID]] = [:], seen: Set<Ticket.ID> = []
    for id in tickets where seen.insert(id).inserted {
      let ticket = try store.need(id)
      guard let target = ticket.mergedInto else {
        throw Refusal(.conflict, "\(id) is not merged into another ticket.")
      }
      if sources[target] == nil { order.append(target) }
      sources[target, default: []].append(id)
      let log = try store.events(of: id)
      let merging = log.last { $0.field == TicketField.merged.description && $0.after != nil }
      if let merging {
        let brought = try messages(movedBy: merging, in: store)
        try store.move(brought, to: id, by: context.author, at: context.now)
      }
      _ = try store.edit([id], context) { ticket in
        // What the merge did to it is told by its own log; without one it is at least free and open again.
        for event in log.reversed() where event.audit == merging?.audit && event.at == merging?.at {
          TicketField.revert(event, from: &ticket)
        }
        ticket.mergedInto = nil
        if merging == nil { ticket.become(.open, at: context.now) }
      }
    }
    return Done(
      Edited(tickets, changed: seen.count, "unmerged"),
      undoneBy: order.map { MergeTickets(tickets: sources[$0] ?? [], into: $0) })
  }
  /// The messages that went along, as the audit row of the merge names them.
  private func messages(movedBy merging: TicketEvent, in store: ReadTransaction) throws -> [Message.ID] {
    guard merging.audit > 0, let row = try store.auditRow(merging.audit) else { return [] }
    return row.changes.compactMap { change in
      guard change.thing == "\(merging.ticket)", change.field.hasPrefix("message.") else { return nil }
      return Int64(change.field.dropFirst("message.".count)).map(Message.ID.init)
    }
  }
  public static func sentence(_ edited: Edited) -> String { edited.sentence }
}
