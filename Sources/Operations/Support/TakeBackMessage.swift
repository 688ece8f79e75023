public import Acts
import Domain
public import Store

/// Takes a message that went to nobody outside out of the conversation; its writer finds the words as a draft.
public struct TakeBackMessage: Act {
  public static let about = About(
    Tickets.self, "unsay", .replyToTickets, "Take a message back",
    help: "Takes a note out again; its writer finds the words as a draft.", isOffered: false)
  public static let form = Form(
    Self.init, Field("message", \.message, "The number of the message.", .range(1...Int.max - 1)))

  /// The number of the message.
  public let message: Int
  public init(message: Int) { self.message = message }

  public typealias Inverse = SomeAct
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<TakeBackMessage> {
    guard let found = try store.message(.init(Int64(message))) else {
      throw Refusal(.conflict, "The message is not there any more.")
    }
    try store.unsay(found, context)
    let status = try store.need(found.ticket).status
    let again: any Act =
      found.kind == .note
      ? AddNote(ticket: found.ticket, text: found.body)
      : ReplyToTicket(ticket: found.ticket, text: found.body, status: status)
    return Done(undoneBy: [SomeAct(again)])
  }
}
