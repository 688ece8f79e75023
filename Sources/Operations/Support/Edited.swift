import Acts
public import Domain
import Store

/// What acts on tickets answer.
public struct Edited: Codable, Equatable, Sendable {
  /// The tickets, as asked for, and how many of them are different now.
  public let tickets: [String], changed: Int
  /// What was made of them, for the sentence: `assigned to bob`.
  public let what: String
  /// Makes an answer.
  public init(_ tickets: [Ticket.ID], changed: Int, _ what: String) {
    (self.tickets, self.changed, self.what) = (tickets.map(\.description), changed, what)
  }
  /// `T-1042 assigned to bob.`, `3 tickets assigned to bob.`
  public var sentence: String {
    let things = tickets.count == 1 ? tickets[0] : "\(tickets.count) tickets"
    if changed == 0 { return "\(things): nothing to change, already \(what)." }
    let rest = tickets.count - changed
    return "\(things) \(what)." + (rest > 0 ? " \(rest) already \(rest == 1 ? "was" : "were")." : "")
  }
}

/// Tickets that were changed, and what puts them back.
struct TicketEdits {
  var before: [Ticket] = [], after: [Ticket] = []
  private var deltas: [RestoreTickets.Delta] = []
  var ids: [Ticket.ID] { after.map(\.id) }
  var changed = 0
  /// The act that takes it back; none when nothing is different.
  var inverse: [RestoreTickets] { deltas.isEmpty ? [] : [RestoreTickets(deltas)] }
  mutating func add(_ old: Ticket, _ new: Ticket) {
    before.append(old)
    after.append(new)
    let differences = TicketField.diff(old, new)
    if !differences.isEmpty { changed += 1 }
    deltas += differences.map {
      RestoreTickets.Delta(ticket: old.id, field: $0.field, expected: $0.after, value: $0.before)
    }
  }
}

extension ReadTransaction {
  /// The ticket, or a refusal that says there is none.
  func need(_ id: Ticket.ID) throws -> Ticket {
    guard let found = try ticket(id) else { throw Refusal(.unknown, "There is no ticket \(id).") }
    return found
  }
}
extension WriteTransaction {
  /// Changes tickets, each once, and keeps what takes it back. All are looked at before the first is saved.
  func edit(
    _ ids: [Ticket.ID], _ context: Context, _ change: (inout Ticket) throws -> Void
  ) throws -> TicketEdits {
    var seen: Set<Ticket.ID> = [], edits = TicketEdits()
    let pairs = try ids.filter { seen.insert($0).inserted }.map { id in
      let old = try need(id)
      var new = old
      try change(&new)
      return (old, new)
    }
    for (old, new) in pairs { edits.add(old, try save(new, by: context.author, at: context.now)) }
    return edits
  }
}
