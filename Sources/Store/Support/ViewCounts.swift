public import Domain

/// How many tickets a view has.
public struct ViewCount: Hashable, Sendable, CustomStringConvertible {
  /// The number, or what counting stopped at.
  public let number: Int
  /// Whether there are more than that.
  public let isCapped: Bool
  /// Counts.
  public init(_ number: Int, isCapped: Bool = false) { (self.number, self.isCapped) = (number, isCapped) }
  /// `42`, or `1000+`.
  public var description: String { isCapped ? "\(number)+" : "\(number)" }
}

extension ReadTransaction {
  /// How many tickets a filter finds. What the counters know is exact whatever the size; other counts stop at
  /// `cap` and say so.
  public func count(
    _ filter: Filter, viewer: Agent.ID?, now: Instant, zone: any ZoneRules = FixedZone.utc, cap: Int = 1000
  ) throws -> ViewCount {
    try viewCounts([filter], viewer: viewer, now: now, zone: zone, cap: cap)[0]
  }
  /// The counts of many views at once, all of the same moment.
  public func viewCounts(
    _ filters: [Filter], viewer: Agent.ID?, now: Instant, zone: any ZoneRules = FixedZone.utc, cap: Int = 1000
  ) throws -> [ViewCount] {
    let counters = try TicketCounters(connection)
    return try filters.map { filter in
      let condition = try condition(filter, viewer, now, zone)
      if let exact = counters.exact(TicketScope(condition)) { return ViewCount(exact) }
      let found = try TicketPlan(condition, counters: counters, in: self).count(cap: cap + 1)
      return ViewCount(min(found, cap), isCapped: found > cap)
    }
  }
}
