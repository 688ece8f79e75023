/// A saved query over tickets: a filter in the filter language, an order and the columns to show.
///
/// Without owner and without team everybody sees it; with an owner only she does; with a team its members do.
public struct SavedView: Equatable, Sendable {
  /// The view's number in the store.
  public struct ID: Hashable, Comparable, Sendable, Codable {
    /// The number itself.
    public let rawValue: Int64
    /// Names the view with this number.
    public init(_ rawValue: Int64) { self.rawValue = rawValue }
    /// By number.
    public static func < (a: ID, b: ID) -> Bool { a.rawValue < b.rawValue }
  }
  /// `name` is what people type (unique for its owner), `title` what they read, `filter` in the filter language.
  public var id: ID, name: String, title: String, filter: String
  /// How its tickets are sorted; and the names of the columns, empty for the usual ones.
  public var order: TicketOrder, columns: [String]
  /// Whose it is; see above.
  public var owner: Agent.ID?, team: Team.ID?
  /// Its place in the list of views; lower ones first, equal ones by name.
  public var rank: Int
  /// Makes a view.
  public init(
    id: ID, name: String, title: String, filter: String, order: TicketOrder = .init(.due),
    columns: [String] = [], owner: Agent.ID? = nil, team: Team.ID? = nil, rank: Int = 0
  ) {
    (self.id, self.name, self.title, self.filter) = (id, name, title, filter)
    (self.order, self.columns, self.owner, self.team, self.rank) = (order, columns, owner, team, rank)
  }
  /// Whether this agent finds it in the list of views.
  public func isVisible(to agent: Agent) -> Bool {
    if let owner { return owner == agent.id }
    return team.map(agent.teams.contains) ?? true
  }
}

/// How a list of tickets is sorted. Equal ones are sorted by number, so that the order is total.
public struct TicketOrder: Hashable, Sendable, CustomStringConvertible {
  /// The columns one can sort by; all are computed in the store.
  public enum Key: String, CaseIterable, Sendable, Codable {
    case due, updated, created, priority, status, ref, subject, requester, company, assignee, team, snoozed
  }
  /// The column, and whether the largest comes first.
  public var key: Key, descending: Bool
  /// Sorts by `key`, the smallest first unless told otherwise.
  public init(_ key: Key, descending: Bool = false) { (self.key, self.descending) = (key, descending) }
  /// `due`, or `-updated` for the largest first.
  public var description: String { (descending ? "-" : "") + key.rawValue }
  /// Reads what `description` writes; nil when there is no such column.
  public init?(_ text: String) {
    let descending = text.hasPrefix("-")
    guard let key = Key(rawValue: descending ? String(text.dropFirst()) : text) else { return nil }
    self.init(key, descending: descending)
  }
  /// The same column the other way round.
  public var reversed: TicketOrder { TicketOrder(key, descending: !descending) }
}
