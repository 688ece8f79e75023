public import Domain

/// A ticket of the demo as it is put into the store: its state, all that led to it, and what was said.
public struct DemoTicket: Equatable, Sendable {
  /// The state now; folding `events` gives the same.
  public internal(set) var ticket: Ticket
  /// The whole history, oldest first, `created` first of all. Their ids are 0: the store numbers them. A `message`
  /// event's `after` is the message's number within this ticket, from 1, until the store has numbered it.
  public internal(set) var events: [TicketEvent] = []
  /// What was said, oldest first; ids are numbers within this ticket, from 1, and attachments are in `files`.
  public internal(set) var messages: [Message] = []
  /// The files of each message, by the place of the message.
  public internal(set) var files: [Int: [DemoAttachment]] = [:]
  /// What this ticket has to do with others.
  public internal(set) var links: [TicketLink] = []
}

/// Tells a ticket's life step by step; each step is an event, and the clock only goes forward.
struct Conversation {
  private(set) var told: DemoTicket
  /// The instant of the last step.
  var clock: Instant { told.ticket.updated }
  var ticket: Ticket { told.ticket }

  /// The customer's first word: what the ticket is made of.
  init(_ start: Ticket) {
    told = DemoTicket(ticket: start)
    log("created", before: nil, after: nil, by: .customer(start.requester), at: start.created)
  }

  /// Changes one field; nothing is noted if it has the value already.
  mutating func set<Value: Equatable>(
    _ field: TicketField, _ path: WritableKeyPath<Ticket, Value>, to value: Value,
    by actor: TicketEvent.Actor,
    at instant: Instant
  ) {
    guard told.ticket[keyPath: path] != value else { return }
    let before = field.text(in: told.ticket)
    told.ticket[keyPath: path] = value
    step(to: instant)
    log(field.description, before: before, after: field.text(in: told.ticket), by: actor, at: clock)
  }
  /// Status, and with it the instant of solving.
  mutating func setStatus(_ status: Ticket.Status, by actor: TicketEvent.Actor, at instant: Instant) {
    set(.status, \.status, to: status, by: actor, at: instant)
    if status == .solved { set(.solved, \.solved, to: clock, by: actor, at: clock) }
    if status.isActive { set(.solved, \.solved, to: nil, by: actor, at: clock) }
  }
  mutating func say(
    _ body: String, as author: Message.Author, _ kind: Message.Kind, at instant: Instant,
    mailID: String? = nil,
    files: [DemoAttachment] = []
  ) {
    step(to: instant)
    let number = Int64(told.messages.count + 1)
    told.messages.append(
      Message(
        id: Message.ID(number), ticket: ticket.id, author: author, kind: kind, body: body, at: clock,
        mailID: mailID))
    if !files.isEmpty { told.files[told.messages.count - 1] = files }
    let actor: TicketEvent.Actor =
      switch author {
      case .agent(let id): .agent(id)
      case .customer(let id): .customer(id)
      case .system: .system
      }
    log("message", before: nil, after: String(number), by: actor, at: clock)
  }
  mutating func link(_ kind: TicketLink.Kind, to other: Ticket.ID) {
    told.links.append(TicketLink(from: ticket.id, to: other, kind: kind))
  }

  private mutating func step(to instant: Instant) {
    told.ticket.updated = max(instant, clock)
    told.ticket.version += 1
  }
  private mutating func log(
    _ field: String, before: String?, after: String?, by actor: TicketEvent.Actor, at instant: Instant
  ) {
    told.events.append(
      TicketEvent(
        id: 0, ticket: ticket.id, at: instant, actor: actor, field: field, before: before, after: after,
        audit: 0))
  }
}
