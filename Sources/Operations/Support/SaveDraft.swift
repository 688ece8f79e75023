public import Acts
public import Domain
public import Store

/// Keeps what somebody has begun to write.
public struct SaveDraft: Act {
  public static let about = About(
    Drafts.self, "save", .replyToTickets, "Keep a draft",
    help: "Keeps what you have begun to write in a ticket, for you alone; an empty one is thrown away.",
    examples: ["draft save T-1042 --kind note --text \"Half a thought\" --version 7"],
    auditing: .none(because: "It happens by itself every two seconds and concerns nobody but its writer."),
    undoing: .never(
      because: "It happens by itself, and a line later again."))
  public static let form = Form(
    Self.init,
    Field("ticket", \.ticket, "The ticket, as T-1042.", .position),
    Field("kind", \.kind, "Whether it will be a reply or a note.", .initially("public")),
    Field("text", \.text, "What is written so far.", .prose, .mayBeEmpty),
    Field("version", \.version, "The version of the ticket that was seen."),
    Field("message", \.message, "The last message that was seen."))

  /// Where, reply or note, the words so far, and the version and last message they were begun on.
  public let ticket: Ticket.ID, kind: Message.Kind, text: String, version: Int, message: Int?
  public init(ticket: Ticket.ID, kind: Message.Kind, text: String, version: Int, message: Int? = nil) {
    (self.ticket, self.kind, self.text) = (ticket, kind, text)
    (self.version, self.message) = (version, message)
  }

  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<SaveDraft> {
    _ = try store.need(ticket)
    if text.allSatisfy(\.isWhitespace) {
      try store.removeDraft(of: ticket, by: context.actor.id, kind: kind)
      return Done()
    }
    try store.save(
      Draft(
        agent: context.actor.id, ticket: ticket, kind: kind, text: text, baseVersion: Int64(version),
        baseMessage: message.map { .init(Int64($0)) }, saved: context.now))
    return Done()
  }
}
/// What somebody has begun to write.
public enum Drafts: Noun { public static let name = "draft", help = "What you have begun to write." }
