public import Acts
public import Domain
public import Store

/// Does what a macro says, on each of the tickets: its text and its acts as one act with one undo.
public struct ApplyMacro: Act {
  public static let about = About(
    Tickets.self, "macro", .replyToTickets, "Apply a macro",
    help: "Says what a macro says and does what it does, as one act. A variable without a value refuses it.",
    examples: ["ticket macro T-1042 --macro refund"], risk: .previewFirst)
  public static let form = Form(
    Self.init,
    Field("tickets", \.tickets, "The tickets, as T-1042.", .position),
    Field("macro", \.macro, "The macro.", .short("m"), .names(Macros.self)))

  /// On which tickets, and the name of the macro.
  public let tickets: [Ticket.ID], macro: String
  public init(tickets: [Ticket.ID], macro: String) { (self.tickets, self.macro) = (tickets, macro) }

  /// What it said and did.
  public struct Applied: Codable, Equatable, Sendable {
    /// The macro's title, the tickets, and what was done in order, a sentence each.
    public let macro: String, tickets: [String], done: [String]
  }
  public typealias Inverse = SomeAct
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<ApplyMacro> {
    let macro = try Self.at(\.macro) { try store.need(macro: self.macro) }
    let directory = try store.directory()
    var inverse: [any Act] = [], done: [String] = [], seen: Set<Ticket.ID> = []
    for id in tickets where seen.insert(id).inserted {
      // The text goes first: a step may close the ticket, and a closed one takes no reply.
      var acts: [any Act] = []
      if let said = try saying(macro, in: store.need(id), directory, store, context) { acts.append(said) }
      acts += try macro.steps.map { step throws(Refusal) in try step.act(on: id) }
      for act in acts {
        let outcome = try Nested.perform(act, in: store, context)
        inverse += outcome.inverse
        done.append(outcome.sentence)
      }
    }
    return Done(
      Applied(macro: macro.title, tickets: seen.sorted().map(\.description), done: done),
      undoneBy: inverse.map(SomeAct.init))
  }
  private func saying(
    _ macro: Macro, in ticket: Ticket, _ directory: Directory, _ store: ReadTransaction, _ context: Context
  ) throws -> (any Act)? {
    guard let template = macro.text, !template.isEmpty else { return nil }
    let values = CannedText.values(
      ticket: ticket, customer: try store.customer(ticket.requester), agent: context.actor,
      directory: directory)
    let filled = CannedText(template).filled(with: values)
    if let refusal = filled.refusal {
      throw Refusal(refusal.kind, "\(ticket.id): \(refusal.problem)", remedy: refusal.remedy, field: "macro")
    }
    return macro.isNote
      ? AddNote(ticket: ticket.id, text: filled.text) : ReplyToTicket(ticket: ticket.id, text: filled.text)
  }
  public static func sentence(_ applied: Applied) -> String {
    let things = applied.tickets.count == 1 ? applied.tickets[0] : "\(applied.tickets.count) tickets"
    return "Applied “\(applied.macro)” to \(things)."
  }
}
