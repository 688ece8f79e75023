public import Acts
public import Domain
public import Store

/// Answers the customer.
public struct ReplyToTicket: Act {
  public static let about = About(
    Tickets.self, "reply", .replyToTickets, "Reply to ticket",
    help: "Writes to the customer. The reply waits a while in the outbox (setting reply.hold, usually ten "
      + "seconds), and can be taken back until then.",
    examples: ["ticket reply T-1042 --text \"It is on its way.\" --status pending"])
  public static let form = Form(
    Self.init,
    Field("ticket", \.ticket, "The ticket, as T-1042.", .position),
    Field("text", \.text, "What to say.", .prose),
    Field("status", \.status, "What the ticket becomes; left out: a new one becomes open.", .short("s")),
    Field("version", \.version, "The version you looked at; refused if others changed it since."))

  /// Where, what is said, what the ticket becomes, and the version that was looked at (nil: whichever is there).
  public let ticket: Ticket.ID, text: String, status: Ticket.Status?, version: Int?
  public init(ticket: Ticket.ID, text: String, status: Ticket.Status? = nil, version: Int? = nil) {
    (self.ticket, self.text, self.status, self.version) = (ticket, text, status, version)
  }

  public func validate(_ check: inout Check<Self>) {
    let names = CannedText.unfilled(in: text).map { "{{\($0)}}" }.joined(separator: ", ")
    check.that(
      names.isEmpty, \.text, "\(names) is still to be filled in.", remedy: "Write the words yourself.")
  }
  public typealias Inverse = SomeAct
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<ReplyToTicket> {
    let found = try store.need(ticket)
    if let refusal = found.refusalToReply { throw refusal }
    if let status, let refusal = found.refusal(toBecome: status) { throw refusal }
    try Stale.check([ticket], version, in: store, context)
    let message = try store.say(.public, text, in: found, context)
    let waiting = try store.send(message, of: found, context)
    let edits = try store.edit([ticket], context) { $0.takeReply(becoming: status, at: context.now) }
    let unsay: any Act =
      waiting.map { CancelSend(outbox: Int($0.id.rawValue)) }
      ?? TakeBackMessage(message: Int(message.id.rawValue))
    return Done(
      Said(
        ticket: "\(ticket)", message: message.id.rawValue, outbox: waiting?.id.rawValue,
        leaves: waiting.map { RFC3339.text($0.notBefore) }, status: edits.after[0].status.rawValue, told: []),
      undoneBy: [SomeAct(unsay)] + edits.inverse.map(SomeAct.init))
  }
  public static func sentence(_ said: Said) -> String {
    said.outbox == nil
      ? "Replied in \(said.ticket); the customer has no address, so nothing is sent."
      : "Replied in \(said.ticket), now \(Ticket.Status(rawValue: said.status)?.word ?? said.status)."
  }
}
