public import Acts
import Domain
public import Store

/// Takes back a reply that has not left yet.
public struct CancelSend: Act {
  public static let about = About(
    Outbox.self, "cancel", .replyToTickets, "Take back a reply",
    help: "Takes back a reply that waits in the outbox; its writer finds the words as a draft.",
    examples: ["outbox cancel 17"])
  public static let form = Form(
    Self.init, Field("outbox", \.outbox, "The number in the outbox.", .position, .range(1...Int.max - 1)))

  /// The number of the entry in the outbox.
  public let outbox: Int
  public init(outbox: Int) { self.outbox = outbox }

  public typealias Inverse = SomeAct
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<CancelSend> {
    guard var waiting = try store.outboxMessage(.init(Int64(outbox))) else {
      throw Self.refusal(at: \.outbox, .unknown, "There is no entry \(outbox) in the outbox.")
    }
    guard waiting.isCancellable else {
      let state = waiting.state == .sending ? "being sent just now" : waiting.state.rawValue
      throw Refusal(
        .conflict,
        "The message to \(waiting.to.joined(separator: ", ")) cannot be taken back: it is \(state).",
        remedy: waiting.state == .cancelled ? nil : "Write another one that sets it right.")
    }
    if waiting.sender != context.actor.id,
      let refusal = Gate(role: context.actor.role).refusal(of: .undoOthers, to: "Take back what others wrote")
    {
      throw refusal
    }
    waiting.state = .cancelled
    try store.save(waiting)
    guard let id = waiting.message, let message = try store.message(id) else { return Done(undoneBy: []) }
    try store.unsay(message, context)
    // The status is named so that sending again leaves it as it is now; what the reply made of it is put back apart.
    let status = try store.need(message.ticket).status
    return Done(
      undoneBy: [SomeAct(ReplyToTicket(ticket: message.ticket, text: message.body, status: status))])
  }
}
