public import Acts
public import Domain
public import Store

/// An act that gives tickets the one status it is named for.
public protocol StatusAct: Act where Output == Edited, Inverse == RestoreTickets {
  /// The tickets, each once.
  var tickets: [Ticket.ID] { get }
  /// The version that was looked at; nil: whichever is there now.
  var version: Int? { get }
  /// The status they get, and what is said of them then: `solved`.
  static var status: (becomes: Ticket.Status, word: String) { get }
  /// Makes the act.
  init(tickets: [Ticket.ID], version: Int?)
}
extension StatusAct {
  /// The form that they share.
  static func sharedForm() -> Form<Self> {
    Form(
      Self.init(tickets:version:),
      Field("tickets", \.tickets, "The tickets, as T-1042.", .position),
      Field("version", \.version, "The version you looked at; refused if others changed it since."))
  }
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<Self> {
    try Stale.check(tickets, version, in: store, context)
    let edits = try store.become(Self.status.becomes, tickets, context)
    return Done(Edited(edits.ids, changed: edits.changed, Self.status.word), undoneBy: edits.inverse)
  }
  public static func sentence(_ edited: Edited) -> String { edited.sentence }
}
