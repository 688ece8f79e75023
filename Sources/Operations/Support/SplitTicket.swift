public import Acts
public import Domain
public import Store

/// Makes a ticket of its own of the end of a conversation.
public struct SplitTicket: Act {
  public static let about = About(
    Tickets.self, "split", .linkTickets, "Split ticket",
    help: "Moves a message and all that follow it into a new ticket; the two are linked.",
    examples: ["ticket split T-1042 --message 5301 --subject \"The other matter\""], risk: .previewFirst)
  public static let form = Form(
    Self.init,
    Field("ticket", \.ticket, "The ticket, as T-1042.", .position),
    Field(
      "message", \.message, "The number of the message with which the new ticket begins.", .short("m"),
      .range(1...Int.max - 1)),
    Field("subject", \.subject, "What the new one is about; left out: the same."))

  /// Which ticket, the first message that goes, and the new subject; nil: the old one.
  public let ticket: Ticket.ID, message: Int, subject: String?
  public init(ticket: Ticket.ID, message: Int, subject: String? = nil) {
    (self.ticket, self.message, self.subject) = (ticket, message, subject)
  }

  public typealias Inverse = MergeTickets
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<SplitTicket> {
    let old = try store.need(ticket)
    if let refusal = old.refusalToSplit { throw refusal }
    let messages = try store.messages(of: ticket)
    guard let place = messages.firstIndex(where: { $0.id == .init(Int64(message)) }) else {
      throw Self.refusal(at: \.message, .unknown, "\(ticket) has no message \(message).")
    }
    guard place > 0 else {
      throw Self.refusal(
        at: \.message, .conflict, "That is the first message of \(ticket); nothing would be left.",
        remedy: "Choose a later one, or rename the ticket.")
    }
    let moved = messages[place...]
    // A customer who joined with the message is the one who asks in the new ticket.
    var requester = old.requester
    if case .customer(let author) = messages[place].author { requester = author }
    let new = Ticket(
      id: try store.newTicketID(), subject: subject ?? old.subject, requester: requester,
      assignee: old.assignee, team: old.team, status: .open, priority: old.priority, channel: old.channel,
      kind: old.kind, tags: old.tags, parent: old.id, created: messages[place].at)
    try store.save(new, by: context.author, at: context.now)
    try store.move(moved.map(\.id), to: new.id, by: context.author, at: context.now)
    try store.add(TicketLink(from: new.id, to: old.id, kind: .splitFrom))
    return Done(
      Made(ticket: "\(new.id)", subject: new.subject, from: "\(old.id)"),
      undoneBy: [MergeTickets(tickets: [new.id], into: old.id)])
  }
  public static func sentence(_ made: Made) -> String { "Split \(made.ticket) from \(made.from ?? "")." }
}

/// A ticket that was made.
public struct Made: Codable, Equatable, Sendable {
  /// Its reference, what it is about, and the ticket it came from.
  public let ticket: String, subject: String, from: String?
}
