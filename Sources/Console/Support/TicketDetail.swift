import Domain
import Operations
import Store

/// All that the preview and the ticket pane show of one ticket, read in one consistent view.
struct TicketDetail: Sendable {
  var ticket: Ticket
  var customer: Customer?
  /// Oldest first; when there are very many only the newest, and `isPartial` says so.
  let messages: [Message]
  /// Of each message what it says and what is folded away: found where it is read, not each time it is drawn.
  let parts: [[MessagePart]]
  /// What happened, oldest first; of very many the newest.
  var events: [TicketEvent]
  var links: [TicketLink]
  /// Other tickets of the customer, newest first, and how many there are with this one.
  var earlier: [Ticket] = []
  var customerTickets = 1
  /// The operator's own drafts.
  var drafts: [Draft] = []
  /// Replies of this ticket that still wait in the outbox.
  var waiting: [OutboxMessage] = []
  var isPartial = false
  /// Since when its clocks stand still; nil while one runs, and where there is none.
  var pausedSince: Instant?
  /// The customer's time zone, where it is known and asked for.
  var customerZone: (any ZoneRules)?

  init(
    ticket: Ticket, customer: Customer?, messages: [Message], events: [TicketEvent], links: [TicketLink],
    isPartial: Bool = false
  ) {
    (self.ticket, self.customer, self.messages, self.events) = (ticket, customer, messages, events)
    (self.links, self.isPartial) = (links, isPartial)
    parts = messages.map { MessageParts.split($0.body) }
  }

  /// At most so many messages are read for a screen.
  static let most = 400

  /// A customer's tickets are counted up to this; more is "over 1,000".
  static let countedAtMost = 1000

  /// The customer's tickets in words: `2 tickets`, `over 1,000 tickets`.
  var customerTicketsText: String {
    let isOver = customerTickets > Self.countedAtMost
    return (isOver ? "over " : "") + Digits.grouped(min(customerTickets, Self.countedAtMost)) + " tickets"
  }

  /// How many others of the customer's there are, in words.
  var otherTicketsText: String {
    customerTickets > Self.countedAtMost
      ? "over " + Digits.grouped(Self.countedAtMost - 1) : Digits.grouped(customerTickets - 1)
  }

  /// The ticket as it is.
  static func read(
    _ id: Ticket.ID, by agent: Agent.ID, now: Instant, in store: ReadTransaction
  ) throws -> TicketDetail? {
    guard let ticket = try store.ticket(id) else { return nil }
    let messages = try store.lastMessages(of: id, limit: most + 1)
    var detail = TicketDetail(
      ticket: ticket, customer: try store.customer(ticket.requester), messages: Array(messages.suffix(most)),
      events: try store.events(of: id).suffix(most), links: try store.links(of: id))
    detail.isPartial = messages.count > most
    let others = try store.tickets(of: ticket.requester, limit: 6)
    detail.customerTickets = max(1, try store.ticketCount(of: ticket.requester, cap: countedAtMost + 1))
    detail.earlier = Array(others.filter { $0.id != id }.prefix(5))
    detail.drafts = try store.drafts(of: id, by: agent)
    if ticket.due == .never, ticket.status.isActive, try store.pausedTickets(among: [id]).contains(id) {
      let status = TicketField.status.description
      detail.pausedSince = detail.events.last { $0.field == status }?.at ?? ticket.created
    }
    detail.waiting = try detail.messages.suffix(3).compactMap { try store.outboxMessage(for: $0.id) }
      .filter(\.isCancellable)
    return detail
  }

  /// The ticket as it was then: its state from its events, and what had been said by then.
  static func read(
    _ id: Ticket.ID, asOf instant: Instant, by agent: Agent.ID, in store: ReadTransaction
  ) throws -> TicketDetail? {
    guard var ticket = try store.state(of: id, at: instant) else { return nil }
    ticket.due = try LevelShelf.due(of: ticket, at: instant, in: store)
    let messages = try store.messages(of: id).filter { $0.at <= instant }
    return TicketDetail(
      ticket: ticket, customer: try store.customer(ticket.requester), messages: messages.suffix(most),
      events: try store.events(of: id).filter { $0.at <= instant }.suffix(most),
      links: try store.links(of: id),
      isPartial: messages.count > most)
  }
}
