import Domain
import Store
import Terminal

/// The tickets of the list that a ticket was opened from, in its order: `J` and `K` go along it, and where the rows at
/// hand end the next ones are read.
struct Trail: Sendable {
  /// What the list is called.
  let origin: String
  private(set) var ids: [Ticket.ID]
  /// How many rows of the list come before the first one, and how many it has in all, where known.
  private let before: Int, total: Int?
  /// How the list is read on; nil where all of it is at hand.
  private var rest: Rest?

  private struct Rest: Sendable {
    let filter: Filter, order: TicketOrder
    var last: TicketKey
  }
  /// An answer under the slot `trail`.
  struct More: Sendable { let rows: [TicketRow], isEnd: Bool }
  /// Rows that are read at a time.
  private static let portion = 100

  /// A trail of tickets that are all at hand.
  init(_ ids: [Ticket.ID] = [], origin: String = "Queues") {
    (self.ids, self.origin, before, total, rest) = (ids, origin, 0, ids.count, nil)
  }
  /// The trail of a queue from the first row that is at hand.
  init(_ list: ListState<TicketRow>, _ scope: QueuePane.Scope) {
    (ids, origin) = (list.rows.map(\.id), scope.title)
    (before, total) = (list.before ?? 0, list.total)
    rest =
      list.isAtEnd
      ? nil : list.rows.last.map { Rest(filter: scope.filter, order: scope.order, last: $0.key) }
  }

  /// The ticket so many steps from another one, as far as the rows at hand go.
  func ticket(_ steps: Int, from id: Ticket.ID) -> Ticket.ID? {
    guard let place = ids.firstIndex(of: id), ids.indices.contains(place + steps) else { return nil }
    return ids[place + steps]
  }
  /// `3 of 128`: a ticket's number in the list, and how many the list has.
  func place(of id: Ticket.ID) -> (number: Int, of: Int)? {
    ids.firstIndex(of: id).map { (before + $0 + 1, max(total ?? 0, before + ids.count)) }
  }
  /// The question for the rows that follow; nil where there are none.
  @MainActor func reading(_ facts: Facts) -> Effect? {
    guard let rest else { return nil }
    let query = TicketQuery(
      filter: rest.filter, order: rest.order, start: .after(rest.last), limit: Self.portion,
      viewer: facts.me.id, now: facts.now, zone: facts.zone)
    return .read(
      Ask("trail") { desk in
        let page = try desk.look { try $0.ticketRows(query) }
        return More(rows: page.rows, isEnd: !page.hasMoreAfter)
      })
  }
  mutating func append(_ more: More) {
    let known = Set(ids)
    ids += more.rows.map(\.id).filter { !known.contains($0) }
    if more.isEnd || more.rows.isEmpty { rest = nil }
    if let last = more.rows.last { rest?.last = last.key }
  }
}
