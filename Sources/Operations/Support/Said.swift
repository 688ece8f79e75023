import Acts
import Domain
import Store

/// What saying something in a ticket answers.
public struct Said: Codable, Equatable, Sendable {
  /// The ticket, the number of the message, and that of the outbox entry while it waits to be sent.
  public let ticket: String, message: Int64, outbox: Int64?
  /// Until when it can be taken back before it leaves, RFC 3339.
  public let leaves: String?
  /// The status after it; and for a note who was told.
  public let status: String, told: [String]
}

extension WriteTransaction {
  /// Adds what the actor says, and throws the draft of it away.
  func say(
    _ kind: Message.Kind, _ text: String, in ticket: Ticket, _ context: Context
  ) throws -> Message {
    let id = try newMessageID()
    let author: Message.Author = context.isSystem ? .system : .agent(context.actor.id)
    var message = Message(
      id: id, ticket: ticket.id, author: author, kind: kind, body: text, at: context.now)
    if kind == .public {
      // Made now and kept, so that sending again after a failure is the same mail to every reader.
      let domain = try setting(Setting.mailDomain.rawValue) ?? Setting.mailDomain.usual ?? ""
      message.mailID =
        try mailSignerMaking()?.messageID(ticket.id, id, at: context.now, domain: domain)
        ?? "<\(ticket.id).\(id.rawValue).\(context.now.milliseconds)@\(domain)>"
    }
    let said = try add(message)
    if !context.isSystem { try removeDraft(of: ticket.id, by: context.actor.id, kind: kind) }
    return said
  }
  /// Puts a reply into the outbox; nil when the customer has no address.
  func send(_ message: Message, of ticket: Ticket, _ context: Context) throws -> OutboxMessage? {
    guard let customer = try customer(ticket.requester), !customer.email.isEmpty else { return nil }
    let thread = try messages(of: ticket.id).filter { $0.id < message.id }.compactMap(\.mailID)
    let isReply = ticket.subject.lowercased().hasPrefix("re:")
    let mark = try mailSigner()?.token(of: ticket.id) ?? "\(ticket.id)"
    var waiting = OutboxMessage(
      id: try newOutboxID(), ticket: ticket.id, message: message.id,
      sender: context.isSystem ? nil : context.actor.id, to: [customer.email],
      subject: (isReply ? "" : "Re: ") + ticket.subject + " [\(mark)]", body: message.body,
      mailID: message.mailID, inReplyTo: thread.last.map(MailID.angled), created: context.now,
      notBefore: context.now + (try Setting.replyHold.span(in: self)))
    // The first and the last of a long thread: every mailer finds its place by one of them.
    waiting.references = (thread.prefix(1) + thread.dropFirst().suffix(20)).map(MailID.angled)
    try enqueue(waiting)
    return waiting
  }
  /// Takes a message out of the conversation and gives its words back to the writer as a draft.
  func unsay(_ message: Message, _ context: Context) throws {
    try remove(message.id, by: context.author, at: context.now)
    guard case .agent(let writer) = message.author, let ticket = try ticket(message.ticket) else { return }
    let begun = try draft(of: ticket.id, by: writer, kind: message.kind)
    let rest = begun.map { $0.text.isEmpty ? "" : "\n\n" + $0.text } ?? ""
    try save(
      Draft(
        agent: writer, ticket: ticket.id, kind: message.kind, text: message.body + rest,
        baseVersion: ticket.version, baseMessage: try lastMessages(of: ticket.id, limit: 1).last?.id,
        saved: context.now))
  }
}
