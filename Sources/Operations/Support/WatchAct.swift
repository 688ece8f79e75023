public import Acts
public import Domain
public import Store

/// An act about who hears of what happens to tickets.
public protocol WatchAct: Act where Output == Edited, Inverse == RestoreTickets {
  /// The tickets, each once.
  var tickets: [Ticket.ID] { get }
  /// Whom it is about; nil: whoever acts.
  var agent: Agent.Handle? { get }
  /// What is said of the tickets then, before the name: `watched by`.
  static var word: String { get }
  /// Makes the act.
  init(tickets: [Ticket.ID], agent: Agent.Handle?)
  /// Who watches afterwards, of those who do now.
  static func watchers(_ now: Set<Agent.ID>, _ agent: Agent.ID) -> Set<Agent.ID>
}
extension WatchAct {
  /// The form that they share.
  static func sharedForm() -> Form<Self> {
    Form(
      Self.init(tickets:agent:),
      Field("tickets", \.tickets, "The tickets, as T-1042.", .position),
      Field("agent", \.agent, "Who; left out: you."))
  }
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<Self> {
    let agent = try Self.at(\.agent) { try store.agent(self.agent ?? Agent.Handle("me"), context) }
    let edits = try store.edit(tickets, context) { ticket in
      ticket.watchers = Self.watchers(Set(ticket.watchers), agent.id).sorted()
    }
    return Done(
      Edited(edits.ids, changed: edits.changed, "\(Self.word) \(agent.handle)"), undoneBy: edits.inverse)
  }
  public static func sentence(_ edited: Edited) -> String { edited.sentence }
}
