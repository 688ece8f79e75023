public import Acts
public import Domain
public import Store

/// A ticket as it was at a past moment.
public struct TicketAt: Query {
  public static let about = About(
    Tickets.self, "at", .readTickets, "Show a ticket as it was",
    help: "A ticket as it was stored at a past moment, with what had been said until then.",
    examples: ["ticket at T-1042 --when \"yesterday 9:00\"", "ticket at T-1042 --when 2026-11-20T14:30"])
  public static let form = Form(
    Self.init,
    Field("ticket", \.ticket, "The ticket, as T-1042.", .position),
    Field(
      "when", \.at, "The moment, in words: -2h, yesterday 9:00, 2026-11-20 14:30.", .short("w"),
      rule: FieldRule.time))

  /// Which ticket, and the moment in words.
  public let ticket: Ticket.ID, at: String
  public init(ticket: Ticket.ID, at: String) { (self.ticket, self.at) = (ticket, at) }

  public func read(in store: ReadTransaction, _ context: Context) throws -> ShownTicket {
    let now = try store.need(ticket)
    let instant = try Self.at(\.at) { try WrittenTime(at) }.instant(
      now: context.now, in: context.zone, leaning: .back)
    guard var past = try store.state(of: ticket, at: instant) else {
      throw Self.refusal(
        at: \.at, .unknown, "\(ticket) was not there yet at \(TimeWords.full(instant, in: context.zone)).",
        remedy: "It was made on \(TimeWords.full(now.created, in: context.zone)).")
    }
    past.due = try LevelShelf.due(of: past, at: instant, in: store)
    let said = try store.messages(of: ticket).filter { $0.at <= instant }
    return try ShownTicket(past, messages: said, in: store)
  }
  public static func sentence(_ shown: ShownTicket) -> String { shown.told }
}
