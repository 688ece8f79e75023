public import Acts
public import Domain
public import Store

/// A page of the tickets that match.
public struct ListTickets: Query {
  public static let about = About(
    Tickets.self, "list", .readTickets, "List tickets",
    help: "Tickets that match a filter or a saved view, a page at a time.",
    examples: [
      "ticket list", "ticket list assignee:me is:overdue --order due",
      "ticket list --view overdue --json",
    ])
  public static let form = Form(
    Self.init,
    Field(
      "filter", \.filter, "Which, in the filter language; left out: all, or those of the view.", .words
    ) {
      text in text.flatMap { FieldRule.filter($0) }
    },
    Field("view", \.view, "A saved view.", .names(Views.self)),
    Field("order", \.order, "By what they are sorted; with - before it backwards."),
    Field("limit", \.limit, "How many at most.", .range(1...1000), .initially("50"), .short("n")),
    Field("after", \.after, "The last ticket of the page before."))

  /// A filter and a saved view that both must match (nil: all), the order, how many at most, and the last of the
  /// page before.
  public let filter: String?, view: String?, order: TicketOrder?, limit: Int, after: Ticket.ID?
  public init(
    filter: String? = nil, view: String? = nil, order: TicketOrder? = nil, limit: Int = 50,
    after: Ticket.ID? = nil
  ) {
    (self.filter, self.view, self.order, self.limit, self.after) = (filter, view, order, limit, after)
  }

  public func read(in store: ReadTransaction, _ context: Context) throws -> [ListedTicket] {
    let view = try view.map { name in try Self.at(\.view) { try DeskRights.view(name, in: store, context) } }
    let directory = try store.directory()
    // What is typed beside a view narrows it. A view may name somebody who has left; whoever types may not.
    var wanted: [Filter] = []
    for (text, vocabulary) in [
      (view?.filter, FilterVocabulary()), (filter, FilterVocabulary(directory: directory)),
    ] {
      guard let text, !text.isEmpty else { continue }
      do throws(FilterFlaw) { wanted.append(try Filter(text, using: vocabulary)) } catch {
        throw error.refusal(at: "filter")
      }
    }
    let order = order ?? view?.order ?? TicketOrder(.due)
    var query = TicketQuery(
      filter: wanted.isEmpty ? .everything : wanted.count == 1 ? wanted[0] : .all(wanted), order: order,
      limit: limit, viewer: context.actor.id, now: context.now, zone: context.zone)
    if let after {
      guard let key = try store.ticketKey(of: after, in: order.key) else {
        throw Self.refusal(at: \.after, .unknown, "There is no ticket \(after).")
      }
      query.start = .after(key)
    }
    return try store.ticketRows(query).rows.map { ListedTicket($0, directory) }
  }
  public static func sentence(_ rows: [ListedTicket]) -> String {
    rows.isEmpty ? "No ticket matches." : Columns.text(rows.map(\.cells))
  }
}

/// A ticket as a list tells it; instants are RFC 3339 in UTC.
public struct ListedTicket: Codable, Equatable, Sendable {
  /// See ``Domain/Ticket``.
  public let ticket: String, subject: String, status: String, priority: String, requester: String,
    company: String
  /// See ``Domain/Ticket``.
  public let assignee: String?, team: String?, tags: [String], created: String, updated: String, due: String?
  /// See ``Domain/Ticket``.
  public let snoozed: String?, merged: String?, messages: Int, version: Int64
  init(_ row: TicketRow, _ directory: Directory) {
    (ticket, subject, status) = ("\(row.id)", row.subject, row.status.rawValue)
    (priority, requester, company) = (row.priority.rawValue, row.requesterName, row.company)
    assignee = row.assignee.map { directory.handle(of: $0) }
    team = row.team.map { directory.name(of: $0) }
    tags = row.tags
    (created, updated) = (RFC3339.text(row.created), RFC3339.text(row.updated))
    due = row.due == .never ? nil : RFC3339.text(row.due)
    snoozed = row.snoozedUntil.map { RFC3339.text($0) }
    merged = row.mergedInto.map { "\($0)" }
    (messages, version) = (row.messageCount, row.version)
  }
  var cells: [String] { [ticket, status, priority, assignee ?? "-", requester, subject] }
}
