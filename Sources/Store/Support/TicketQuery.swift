public import Domain

/// A window of a list of tickets: which ones, in what order, from where. Windows begin at a key, never at an
/// offset, so the millionth page costs what the first does.
public struct TicketQuery: Sendable {
  /// Where the window lies.
  public enum Start: Hashable, Sendable {
    /// The first ones, the last ones.
    case top, bottom
    /// Those that follow a key, those that go before it.
    case after(TicketKey), before(TicketKey)
    /// Half before this ticket's place, the ticket and the rest after it.
    case around(Ticket.ID)
  }
  /// Which tickets, how sorted, which window and how many rows at most.
  public var filter: Filter, order: TicketOrder, start: Start, limit: Int
  /// Who `me` is, what time it is, and whose days `today` means.
  public var viewer: Agent.ID?, now: Instant, zone: any ZoneRules
  /// A window of 50 rows from the top, by due, unless told otherwise.
  public init(
    filter: Filter = .everything, order: TicketOrder = TicketOrder(.due), start: Start = .top,
    limit: Int = 50,
    viewer: Agent.ID? = nil, now: Instant, zone: any ZoneRules = FixedZone.utc
  ) {
    (self.filter, self.order, self.start, self.limit) = (filter, order, start, limit)
    (self.viewer, self.now, self.zone) = (viewer, now, zone)
  }
}

/// A ticket's place in a sorted list.
public struct TicketKey: Hashable, Sendable {
  /// What the list is sorted by; only keys of one order can be compared.
  public enum Value: Hashable, Sendable, Comparable {
    case number(Int64), text(String)
    /// Numbers by size, texts by their UTF-8, as the store sorts them.
    public static func < (a: Value, b: Value) -> Bool {
      switch (a, b) {
      case (.number(let a), .number(let b)): a < b
      case (.text(let a), .text(let b)): a.utf8.lexicographicallyPrecedes(b.utf8)
      case (.number, .text): true
      case (.text, .number): false
      }
    }
  }
  /// The value, and the number that orders equal ones.
  public var value: Value, id: Ticket.ID
  /// Names a place.
  public init(_ value: Value, _ id: Ticket.ID) { (self.value, self.id) = (value, id) }
  /// Whether `self` comes before `other` in a list of this direction.
  public func precedes(_ other: TicketKey, descending: Bool) -> Bool {
    let (a, b) = descending ? (other, self) : (self, other)
    return a.value != b.value ? a.value < b.value : a.id < b.id
  }
}

/// What a list shows of a ticket.
public struct TicketRow: Hashable, Sendable, Identifiable {
  /// See ``Domain/Ticket``.
  public var id: Ticket.ID, subject: String, requester: Customer.ID, requesterName: String, company: String
  /// See ``Domain/Ticket``.
  public var assignee: Agent.ID?, team: Team.ID?, status: Ticket.Status, priority: Ticket.Priority
  /// See ``Domain/Ticket``.
  public var channel: Ticket.Channel, kind: Ticket.Kind, tags: [String], due: Instant, updated: Instant
  /// See ``Domain/Ticket``.
  public var created: Instant, snoozedUntil: Instant?, mergedInto: Ticket.ID?, version: Int64
  /// Whether the customer spoke last, and how many messages there are.
  public var isLastByCustomer: Bool, messageCount: Int
  /// Nothing is due because its clocks stand still, not because there are none.
  public var isPaused = false
  /// Its place in the list it came with.
  public var key: TicketKey
}

/// A window of a list.
public struct TicketPage: Hashable, Sendable {
  /// The rows, in the order of the list.
  public var rows: [TicketRow]
  /// Whether there is more above and below.
  public var hasMoreBefore: Bool, hasMoreAfter: Bool
  /// Where the ticket one looked around for stands in `rows`; nil when it is not in the list.
  public var place: Int?
}
