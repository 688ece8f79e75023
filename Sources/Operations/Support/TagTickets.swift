public import Acts
public import Domain
public import Store

/// Puts tags on tickets and takes them off.
public struct TagTickets: Act {
  public static let about = About(
    Tickets.self, "tag", .changeTickets, "Tag tickets", help: "Puts tags on tickets and takes them off.",
    examples: ["ticket tag T-1042 --add refund --add vip --remove new-customer"])
  public static let form = Form(
    Self.init,
    Field("tickets", \.tickets, "The tickets, as T-1042.", .position),
    Field(
      "add", \.add, "A tag to put on; again for more.", .short("a"), .names(Tags.self), .mayBeEmpty,
      rule: FieldRule.tags),
    Field(
      "remove", \.remove, "A tag to take off; again for more.", .short("r"), .names(Tags.self), .mayBeEmpty,
      rule: FieldRule.tags))

  /// Which tickets, and the tags they get and lose.
  public let tickets: [Ticket.ID], add: [String], remove: [String]
  public init(tickets: [Ticket.ID], add: [String] = [], remove: [String] = []) {
    (self.tickets, self.add, self.remove) = (tickets, add, remove)
  }

  public func validate(_ check: inout Check<Self>) {
    check.that(
      !add.isEmpty || !remove.isEmpty, \.add, "No tag is named.", remedy: "Name one to add or remove.")
    let both = Set(add.map { $0.lowercased() }).intersection(remove.map { $0.lowercased() }).sorted()
    check.that(both.isEmpty, \.remove, "\(both.joined(separator: ", ")) is both added and removed.")
  }
  public typealias Inverse = RestoreTickets
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<TagTickets> {
    let edits = try store.edit(tickets, context) { ticket in
      if let refusal = ticket.refusalToChange { throw refusal }
      ticket.tags = Ticket.tags(ticket.tags, adding: add, removing: remove)
    }
    let what = (add.map { "+" + $0.lowercased() } + remove.map { "-" + $0.lowercased() }).joined(
      separator: " ")
    return Done(Edited(edits.ids, changed: edits.changed, "tagged \(what)"), undoneBy: edits.inverse)
  }
  public static func sentence(_ edited: Edited) -> String { edited.sentence }
}
