public import Acts
public import Domain
import Store

/// An act about the link between two tickets: `from` is `kind` to `to`.
public protocol LinkAct: Act where Output == Edited {
  /// The two tickets.
  var from: Ticket.ID { get }
  /// See `from`.
  var to: Ticket.ID { get }
  /// What the first is to the other.
  var kind: TicketLink.Kind { get }
  /// Makes the act.
  init(from: Ticket.ID, to: Ticket.ID, kind: TicketLink.Kind)
}
extension LinkAct {
  /// The form that they share.
  static func sharedForm() -> Form<Self> {
    Form(
      Self.init(from:to:kind:),
      Field("from", \.from, "The ticket, as T-1042.", .position),
      Field("to", \.to, "The other one.", .short("t")),
      Field("kind", \.kind, "What the first is to the other.", .short("k"), .initially("related")))
  }
  public func validate(_ check: inout Check<Self>) {
    check.that(from != to, \.to, "A ticket is not linked to itself.", remedy: "Name another one.")
  }
  /// The link, once both tickets are known to be there.
  func link(in store: ReadTransaction) throws -> TicketLink {
    _ = try store.need(from)
    _ = try Self.at(\.to) { try store.need(to) }
    return TicketLink(from: from, to: to, kind: kind)
  }
  /// The answer, and what takes it back where something was changed.
  func done(_ word: String, _ changed: Bool, undoneBy inverse: Inverse) -> Done<Self> {
    let words = kind.rawValue.replacing("_", with: " ")
    return Done(
      Edited([from], changed: changed ? 1 : 0, "\(word) with \(to) (\(words))"),
      undoneBy: changed ? [inverse] : [])
  }
  public static func sentence(_ edited: Edited) -> String { edited.sentence }
}
