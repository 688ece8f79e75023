public import Acts
public import Domain
public import Store

/// Puts fields of tickets back to what they were: what undoing nearly any act on tickets runs.
///
/// Each line carries the value it expects to find. A list (tags, watchers) gets back just what was taken or given,
/// whatever others did to it since; of any other field a value that is no longer the expected one is refused.
public struct RestoreTickets: Act {
  public static let about = About(
    Tickets.self, "restore", .changeTickets, "Put tickets back",
    help: "Puts fields back to what they were; it is what undoing runs.", isOffered: false)
  public static let form = Form(
    Self.init,
    Field("tickets", \.tickets, "The tickets, one a line."),
    Field("fields", \.fields, "The field of each line."),
    Field("expected", \.expected, "What it must be now, after =; - for no value.", .prose),
    Field("values", \.values, "What it becomes, after =; - for no value.", .prose))

  /// One line each: the ticket, its field, what it must be now and what it becomes, `=` before a value, `-` for none.
  public let tickets: [Ticket.ID], fields: [String], expected: [String], values: [String]
  public init(tickets: [Ticket.ID], fields: [String], expected: [String], values: [String]) {
    (self.tickets, self.fields, self.expected, self.values) = (tickets, fields, expected, values)
  }

  public func validate(_ check: inout Check<Self>) {
    check.that(
      Set([tickets.count, fields.count, expected.count, values.count]).count == 1, \.tickets,
      "The lists are not of the same length.")
  }
  public typealias Inverse = RestoreTickets
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<RestoreTickets> {
    var order: [Ticket.ID] = [], lines: [Ticket.ID: [Delta]] = [:]
    for delta in deltas {
      if lines[delta.ticket] == nil { order.append(delta.ticket) }
      lines[delta.ticket, default: []].append(delta)
    }
    let edits = try store.edit(order, context) { ticket in
      for delta in lines[ticket.id] ?? [] { try delta.apply(to: &ticket, in: store, context) }
    }
    return Done(Edited(order, changed: edits.changed, "put back"), undoneBy: edits.inverse)
  }
  public static func sentence(_ edited: Edited) -> String { edited.sentence }
}

extension RestoreTickets {
  /// One field of one ticket.
  struct Delta {
    let ticket: Ticket.ID, field: TicketField, expected: String?, value: String?

    func apply(to ticket: inout Ticket, in store: ReadTransaction, _ context: Context) throws {
      let now = field.text(in: ticket)
      if now == value { return }
      if field == .tags || field == .watchers {
        func set(_ text: String?) -> Set<Substring> { Set((text ?? "").split(separator: " ")) }
        let kept = set(now).subtracting(set(expected).subtracting(set(value)))
        let whole = kept.union(set(value).subtracting(set(expected)))
        // Both lists are kept sorted: tags as words, watchers as numbers.
        let sorted =
          field == .tags
          ? whole.sorted().map(String.init) : whole.compactMap { Int64($0) }.sorted().map(String.init)
        field.write(sorted.isEmpty ? nil : sorted.joined(separator: " "), into: &ticket)
        return
      }
      guard now == expected else { throw try changedSince(now, in: store, context) }
      field.write(value, into: &ticket)
    }
    private func changedSince(
      _ now: String?, in store: ReadTransaction, _ context: Context
    ) throws -> Refusal {
      let last = try store.events(of: ticket).last { $0.field == field.description }
      let who = try last.map { " " + (try Stale.signed($0, in: store, context)) } ?? ""
      func shown(_ text: String?) throws -> String {
        try ShownField.text(text, of: field, in: store, context)
      }
      return Refusal(
        .conflict,
        "\(field) of \(ticket) was changed since, to \(try shown(now))\(who); it was \(try shown(expected)).",
        remedy: "Look at \(ticket) and set it by hand.")
    }
  }
  init(_ deltas: [Delta]) {
    func written(_ text: String?) -> String { text.map { "=" + $0 } ?? "-" }
    self.init(
      tickets: deltas.map(\.ticket), fields: deltas.map(\.field.description),
      expected: deltas.map { written($0.expected) }, values: deltas.map { written($0.value) })
  }
  /// The lines; those that name no field of this version are left out.
  private var deltas: [Delta] {
    func read(_ text: String) -> String? { text.hasPrefix("=") ? String(text.dropFirst()) : nil }
    return tickets.indices.compactMap { line in
      TicketField(fields[line]).map {
        Delta(ticket: tickets[line], field: $0, expected: read(expected[line]), value: read(values[line]))
      }
    }
  }
}
