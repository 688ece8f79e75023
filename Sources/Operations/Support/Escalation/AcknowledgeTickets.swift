public import Acts
public import Domain
public import Store

/// Says that what is due in tickets is in hand: no further step of their chains is taken for the clocks that have
/// warned or are over now.
public struct AcknowledgeTickets: Act {
  public static let about = About(
    Tickets.self, "acknowledge", .changeTickets, "Acknowledge tickets",
    help:
      "Says that what is due is in hand: the escalation of the clocks that have warned or are over stops. A clock "
      + "that begins later has its own.",
    examples: ["ticket acknowledge T-1042"])
  public static let form = Form(
    Self.init, Field("tickets", \.tickets, "The tickets, as T-1042.", .position))

  /// Which tickets.
  public let tickets: [Ticket.ID]
  public init(tickets: [Ticket.ID]) { self.tickets = tickets }

  public typealias Inverse = UnacknowledgeTickets
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<AcknowledgeTickets> {
    var changed: [Ticket.ID] = [], isAny = false
    for id in tickets {
      _ = try store.need(id)
      let reached = Set(try store.clockEffects(of: id).map(\.clock))
      var isNew = false
      for clock in try store.clocks(of: id) where clock.stoppedAt == nil && reached.contains(clock.key) {
        isAny = true
        if try store.acknowledge(clock.key, of: id, by: context.actor.id, at: context.now) { isNew = true }
      }
      if isNew { changed.append(id) }
    }
    guard isAny else {
      throw Self.refusal(
        at: \.tickets, .conflict,
        tickets.count == 1
          ? "No clock of \(tickets[0]) that runs has warned or is over."
          : "No clock of these tickets that runs has warned or is over.",
        remedy: "There is nothing to acknowledge yet.")
    }
    return Done(
      Edited(tickets, changed: changed.count, "in hand: the escalation stops"),
      undoneBy: changed.isEmpty ? [] : [UnacknowledgeTickets(tickets: changed)])
  }
  public static func sentence(_ edited: Edited) -> String { edited.sentence }
}

/// Lets the chains of tickets go on.
public struct UnacknowledgeTickets: Act {
  public static let about = About(
    Tickets.self, "unacknowledge", .changeTickets, "Let escalation go on",
    help: "Takes an acknowledgement back: the steps that are due are taken.",
    examples: ["ticket unacknowledge T-1042"])
  public static let form = Form(
    Self.init, Field("tickets", \.tickets, "The tickets, as T-1042.", .position))

  /// Which tickets.
  public let tickets: [Ticket.ID]
  public init(tickets: [Ticket.ID]) { self.tickets = tickets }

  public typealias Inverse = AcknowledgeTickets
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<UnacknowledgeTickets> {
    var changed: [Ticket.ID] = []
    for id in tickets {
      _ = try store.need(id)
      var isNew = false
      for clock in try store.clocks(of: id) where clock.stoppedAt == nil {
        if try store.unacknowledge(clock, of: id, at: context.now) { isNew = true }
      }
      if isNew { changed.append(id) }
    }
    return Done(
      Edited(tickets, changed: changed.count, "not in hand: the escalation goes on"),
      undoneBy: changed.isEmpty ? [] : [AcknowledgeTickets(tickets: changed)])
  }
  public static func sentence(_ edited: Edited) -> String { edited.sentence }
}
