public import Domain

extension ReadTransaction {
  /// One ticket, or nil.
  public func ticket(_ id: Ticket.ID) throws -> Ticket? {
    try connection.first("SELECT \(Ticket.columns) FROM ticket WHERE id = \(id)", Ticket.init)
  }
  /// Those of the tickets that exist, in the order asked for.
  public func tickets(_ ids: [Ticket.ID]) throws -> [Ticket] { try ids.compactMap(ticket) }
  /// Every ticket in the order of numbers, one after the other and none kept: for exports.
  public func eachTicket(after: Ticket.ID = Ticket.ID(0), _ body: (Ticket) throws -> Void) throws {
    try connection.each("SELECT \(Ticket.columns) FROM ticket WHERE id > \(after) ORDER BY id") {
      try body(Ticket(&$0))
    }
  }
  /// How many tickets there are.
  public func ticketCount() throws -> Int {
    try connection.first("SELECT coalesce(sum(number), 0) FROM ticket_count WHERE dimension = 'team'") {
      $0.int()
    } ?? 0
  }
  /// A customer's tickets, the newest first.
  public func tickets(of customer: Customer.ID, limit: Int = 20) throws -> [Ticket] {
    try connection.rows(
      """
      SELECT \(Ticket.columns) FROM ticket WHERE requester_id = \(customer) ORDER BY id DESC LIMIT \(limit)
      """, Ticket.init)
  }
  /// How many tickets a customer has, counted up to `cap`.
  public func ticketCount(of customer: Customer.ID, cap: Int) throws -> Int {
    try connection.first(
      """
      SELECT count(*) FROM (SELECT 1 FROM ticket WHERE requester_id = \(customer) LIMIT \(cap))
      """
    ) { Int($0.integer()) } ?? 0
  }
  /// The tickets that were merged into this one.
  public func tickets(mergedInto id: Ticket.ID) throws -> [Ticket] {
    try connection.rows(
      "SELECT \(Ticket.columns) FROM ticket WHERE merged_into = \(id) ORDER BY id", Ticket.init)
  }
  /// The tickets that follow this one up or were split from it.
  public func tickets(under parent: Ticket.ID) throws -> [Ticket] {
    try connection.rows(
      "SELECT \(Ticket.columns) FROM ticket WHERE parent_id = \(parent) ORDER BY id", Ticket.init)
  }
  /// The links from and to a ticket.
  public func links(of id: Ticket.ID) throws -> [TicketLink] {
    try connection.rows(
      """
      SELECT from_id, to_id, kind FROM ticket_link WHERE from_id = \(id)
      UNION ALL SELECT from_id, to_id, kind FROM ticket_link WHERE to_id = \(id) ORDER BY 1, 2, 3
      """
    ) { row in
      TicketLink(
        from: Ticket.ID(row.integer()), to: Ticket.ID(row.integer()),
        kind: TicketLink.Kind(rawValue: row.text()) ?? .related)
    }
  }
  /// All tags with the number of tickets that bear them, the most used first.
  public func tags(startingWith start: String = "", limit: Int = 50) throws -> [(name: String, uses: Int)] {
    try connection.rows(
      """
      SELECT name, uses FROM tag WHERE uses > 0 AND name >= \(start) AND name < \(start + "\u{10ffff}")
      ORDER BY uses DESC, name LIMIT \(limit)
      """
    ) { ($0.text(), $0.int()) }
  }
}
