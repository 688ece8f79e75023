public import Acts
public import Domain
public import Store

/// Throws away what the actor has begun to write.
public struct DiscardDraft: Act {
  public static let about = About(
    Drafts.self, "discard", .replyToTickets, "Throw a draft away",
    help: "Throws away what you have begun to write in a ticket.",
    examples: ["draft discard T-1042 --kind note"],
    auditing: .none(because: "Its writer alone ever saw it."),
    undoing: .never(because: "A draft that was thrown away is not kept."))
  public static let form = Form(
    Self.init,
    Field("ticket", \.ticket, "The ticket, as T-1042.", .position),
    Field("kind", \.kind, "The reply or the note.", .initially("public")))

  /// In which ticket, and whether the reply or the note.
  public let ticket: Ticket.ID, kind: Message.Kind
  public init(ticket: Ticket.ID, kind: Message.Kind) { (self.ticket, self.kind) = (ticket, kind) }

  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<DiscardDraft> {
    try store.removeDraft(of: ticket, by: context.actor.id, kind: kind)
    return Done()
  }
}
