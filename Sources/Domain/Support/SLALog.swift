/// Something said in a ticket, as far as clocks care.
public struct SLASaid: Hashable, Sendable {
  /// Its number, who said it to whom, and when.
  public let id: Message.ID, author: Message.Author, kind: Message.Kind, at: Instant
  /// Notes that something was said.
  public init(id: Message.ID, author: Message.Author, kind: Message.Kind, at: Instant) {
    (self.id, self.author, self.kind, self.at) = (id, author, kind, at)
  }
  var what: SLAEvent.What {
    switch (author, kind) {
    case (.customer, .public): .customerMessage
    case (.agent, .public): .agentReply
    // An automatic answer is none.
    default: .note
    }
  }
}

/// A ticket's log in the words of the clocks.
public struct SLALog: Sendable {
  /// What happened, beginning with `created`.
  public let events: [SLAEvent]
  /// What an import could not tell lies before this instant; nil when the whole past is known.
  public let unknownUntil: Instant?
  /// When the ticket began.
  var beginning: Instant { events.first?.at ?? .beginning }

  /// Reads a log.
  ///
  /// A ticket begins with its creation, one that was split off with its first message; what was said before, and came
  /// by a merge, belongs to the other ticket's clocks. What was taken back was never said.
  /// - Parameters:
  ///   - ticket: as it is at the end of the log.
  ///   - log: oldest first.
  ///   - said: what is there now, in order.
  ///   - tier: of a customer.
  public init(
    of ticket: Ticket, _ log: [TicketEvent], said: [SLASaid], tier: (Customer.ID) throws -> String
  ) rethrows {
    func before(_ field: TicketField) -> String? {
      log.first { $0.field == field.description }?.before
    }
    let created = ticket.created.wholeSecond, made = log.first { $0.field == "created" }
    let state = before(.status).flatMap(Ticket.Status.init) ?? ticket.status
    let priority = before(.priority).flatMap(Ticket.Priority.init) ?? ticket.priority
    let requester = before(.requester).flatMap { Int64($0) }.map(Customer.ID.init) ?? ticket.requester
    var found = [
      SLAEvent(
        created,
        .created(priority, tier: try tier(requester), by: Self.origin(ticket, made, said), state: state))
    ]
    var unsaid = Dictionary(said.map { ($0.id, $0) }) { first, _ in first }
    func add(_ said: SLASaid) {
      if said.at.wholeSecond >= created { found.append(SLAEvent(said.at.wholeSecond, said.what)) }
    }
    for event in log {
      let at = max(created, event.at.wholeSecond)
      switch event.field {
      case "message":
        let id = event.after.flatMap { Int64($0) }.map(Message.ID.init)
        if let said = id.flatMap({ unsaid.removeValue(forKey: $0) }) { add(said) }
      case TicketField.status.description:
        if let state = event.after.flatMap(Ticket.Status.init) { found.append(SLAEvent(at, .state(state))) }
      case TicketField.priority.description:
        if let priority = event.after.flatMap(Ticket.Priority.init) {
          found.append(SLAEvent(at, .priority(priority)))
        }
      case TicketField.requester.description:
        if let id = event.after.flatMap({ Int64($0) }) {
          found.append(SLAEvent(at, .tier(try tier(Customer.ID(id)))))
        }
      default: break
      }
    }
    // What came from another ticket is in that one's log.
    for one in said where unsaid[one.id] != nil { add(one) }
    events = found
    // A log that no act has written, and that does not begin where tickets begin, is only the end of one.
    let isTold = made.map { $0.audit > 0 } ?? false || state == .new
    unknownUntil = isTold ? nil : (log.last { $0.audit == 0 }?.at ?? ticket.created)
  }
  private static func origin(_ ticket: Ticket, _ made: TicketEvent?, _ said: [SLASaid]) -> SLAEvent.Origin {
    guard let made, case .agent = made.actor else { return .customer }
    // Of one that was split off, whoever wrote what it begins with.
    guard ticket.created < made.at, let first = said.first, case .customer = first.author else {
      return .agent
    }
    return .customer
  }
}
