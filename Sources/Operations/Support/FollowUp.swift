public import Acts
public import Domain
public import Store

/// Goes on with a closed ticket in a new one.
public struct FollowUp: Act {
  public static let about = About(
    Tickets.self, "follow-up", .createTickets, "Follow up a closed ticket",
    help: "Makes a new ticket of the same customer that follows a closed one; the two are linked.",
    examples: ["ticket follow-up T-1042 --text \"Kim called: it is broken again.\""],
    undoing: .never(
      because: "Its number was given out, and the customer may know it.",
      instead: "Close the new ticket, or merge it into the right one."))
  public static let form = Form(
    Self.init,
    Field("ticket", \.ticket, "The closed ticket, as T-1042.", .position),
    Field("subject", \.subject, "What it is about; left out: the same.", .short("s")),
    Field("text", \.text, "A note to begin with.", .prose))

  /// The closed ticket, and the subject and first note of the new one; nil: its subject, no note.
  public let ticket: Ticket.ID, subject: String?, text: String?
  public init(ticket: Ticket.ID, subject: String? = nil, text: String? = nil) {
    (self.ticket, self.subject, self.text) = (ticket, subject, text)
  }

  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<FollowUp> {
    let old = try store.need(ticket)
    if let refusal = old.refusalToFollowUp { throw refusal }
    let new = Ticket(
      id: try store.newTicketID(), subject: subject ?? old.subject, requester: old.requester,
      team: old.team, priority: old.priority, channel: old.channel, kind: old.kind, tags: old.tags,
      parent: old.id, created: context.now)
    try store.save(new, by: context.author, at: context.now)
    try store.add(TicketLink(from: new.id, to: old.id, kind: .followsUp))
    if let text { _ = try store.say(.note, text, in: new, context) }
    return Done(Made(ticket: "\(new.id)", subject: new.subject, from: "\(old.id)"))
  }
  public static func sentence(_ made: Made) -> String { "\(made.ticket) follows up \(made.from ?? "")." }
}
