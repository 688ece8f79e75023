public import Acts
public import Domain
public import Store

/// Puts tickets to sleep: out of the working queues until a time, or until the customer answers.
public struct SnoozeTickets: Act {
  public static let about = About(
    Tickets.self, "defer", .changeTickets, "Put tickets to sleep",
    help: "Takes tickets out of the working queues until a time, or until the customer answers.",
    examples: ["ticket defer T-1042 --until \"tomorrow 9:00\"", "ticket defer T-1042 T-1043 --until 2h"])
  public static let form = Form(
    Self.init,
    Field("tickets", \.tickets, "The tickets, as T-1042.", .position),
    Field(
      "until", \.until, "Until when, in words: 2h, tomorrow 9:00, mon, next week, 2026-12-01 14:30.",
      .short("u"), rule: FieldRule.time))

  /// Which tickets, and until when in words: `2h`, `mon 9:00`.
  public let tickets: [Ticket.ID], until: String
  public init(tickets: [Ticket.ID], until: String) { (self.tickets, self.until) = (tickets, until) }

  public typealias Inverse = RestoreTickets
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<SnoozeTickets> {
    let time = try Self.at(\.until) { try WrittenTime(until) }
    let instant = time.instant(now: context.now, in: context.zone)
    guard instant > context.now else {
      throw Self.refusal(
        at: \.until, .invalid, "“\(until)” is over (\(TimeWords.full(instant, in: context.zone))).",
        remedy: "Name a time that is still to come.")
    }
    let edits = try store.edit(tickets, context) { ticket in
      if let refusal = ticket.refusalToSnooze { throw refusal }
      ticket.snoozedUntil = instant
    }
    let when = TimeWords.when(instant, now: context.now, in: context.zone)
    return Done(Edited(edits.ids, changed: edits.changed, "asleep until \(when)"), undoneBy: edits.inverse)
  }
  public static func sentence(_ edited: Edited) -> String { edited.sentence }
}
