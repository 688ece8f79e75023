/// One number per area of the store, raised by every transaction that changed something there.
public struct ChangeMarks: Hashable, Sendable {
  /// What a pane can depend on.
  public enum Area: String, CaseIterable, Sendable {
    /// Tickets, messages, customers; views, macros, canned replies.
    case support, desk
    /// Agents, teams, sessions.
    case access
    /// The audit log, the outbox, drafts and presence, settings.
    case audit, messaging, presence, settings
    /// How the jobs stand, and who leads them.
    case jobs
    /// Schedules, policies and chains.
    case levels
    /// What people are told of, and how they want to be.
    case notices
    /// Rules of assignment, what agents know and take, who is away.
    case assignment
  }
  private var numbers: [Area: Int64] = [:]
  /// Nothing has moved yet.
  public init() {}
  init(_ connection: Connection) throws {
    try connection.each("SELECT area, number FROM area_change") { row in
      if let area = Area(rawValue: row.text()) { numbers[area] = row.integer() }
    }
  }
  /// The number of an area; only its being different says something.
  public subscript(area: Area) -> Int64 { numbers[area] ?? 0 }
  /// The areas that moved between two looks.
  public func areas(movedSince old: ChangeMarks) -> Set<Area> {
    Set(Area.allCases.filter { self[$0] != old[$0] })
  }
}

extension ReadTransaction {
  /// How far each area is in this view of the store; ``Database/marks()`` tells cheaply what moved since.
  public func changeMarks() throws -> ChangeMarks { try ChangeMarks(connection) }
}
