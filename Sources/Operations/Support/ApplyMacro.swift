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
    let routine = Routine(steps: macro.steps, text: macro.text, isNote: macro.isNote)
    for id in tickets where seen.insert(id).inserted {
      let acts = try routine.acts(on: store.need(id), directory, in: store, context) { wrong in
        Refusal(wrong.kind, "\(id): \(wrong.problem)", remedy: wrong.remedy, field: "macro")
      }
      let outcome = try Nested.perform(acts, in: store, context)
      inverse += outcome.inverse
      done += outcome.said
    }
    return Done(
      Applied(macro: macro.title, tickets: seen.sorted().map(\.description), done: done),
      undoneBy: inverse.map(SomeAct.init))
  }
  public static func sentence(_ applied: Applied) -> String {
    let things = applied.tickets.count == 1 ? applied.tickets[0] : "\(applied.tickets.count) tickets"
    return "Applied “\(applied.macro)” to \(things)."
  }
}
