/// Which waiting tickets of a team go to whom, and how the one among several is found.
///
/// Of all rules the first that a ticket fits counts; what fits no rule is left to people.
public struct AssignmentRule: Equatable, Sendable, Codable {
  /// How one of several is chosen.
  public enum Way: String, CaseIterable, Sendable, Codable {
    /// Each in turn, after whoever was given the last one.
    case roundRobin = "round-robin"
    /// Whoever has least, each open ticket counted with the weight of its priority; of equals the next in turn.
    case leastLoaded = "least-loaded"
    /// In words: `round robin`.
    public var words: String { self == .roundRobin ? "round robin" : "least loaded" }
  }
  /// What it is called.
  public var name: String
  /// The team whose queue it looks after; only its members are given anything.
  public var team: Team.ID
  /// See ``Way``.
  public var way: Way
  /// Only tickets of customers of these tiers, and with one of these tags; empty: of all.
  public var tiers: [String], tags: [String]
  /// Tags that ask for a skill of the same name; of other tags nobody needs to know anything.
  public var skills: [String]
  /// Milliseconds after which a waiting ticket may go to somebody without the skill; nil: never.
  public var widenAfter: Int64?
  /// The last agent of the same customer is asked first.
  public var isSticky: Bool
  /// What an open ticket weighs, by priority from low to urgent.
  public var weights: [Int]
  /// One for each priority.
  public static let usualWeights = [1, 2, 3, 4]

  /// A rule.
  public init(
    name: String, team: Team.ID, way: Way, tiers: [String] = [], tags: [String] = [], skills: [String] = [],
    widenAfter: Int64? = nil, isSticky: Bool = false, weights: [Int] = usualWeights
  ) {
    (self.name, self.team, self.way, self.tiers, self.tags) = (name, team, way, tiers, tags)
    (self.skills, self.widenAfter, self.isSticky, self.weights) = (skills, widenAfter, isSticky, weights)
  }

  /// Whether it looks after a ticket.
  public func fits(_ ticket: WaitingTicket) -> Bool {
    ticket.team == team && (tiers.isEmpty || tiers.contains(ticket.tier))
      && (tags.isEmpty || ticket.tags.contains { tags.contains($0) })
  }
  /// The skills that a ticket asks for at an instant.
  public func demanded(by ticket: WaitingTicket, at now: Instant) -> [String] {
    if let widenAfter, now - ticket.since >= widenAfter { return [] }
    return ticket.tags.filter { skills.contains($0) }
  }
  /// What open tickets weigh together.
  public func load(of open: [Ticket.Priority: Int]) -> Int {
    open.reduce(0) { $0 + weight(of: $1.key) * $1.value }
  }
  func weight(of priority: Ticket.Priority) -> Int {
    let place = Ticket.Priority.allCases.firstIndex(of: priority) ?? 0
    return place < weights.count ? weights[place] : 1
  }
}

/// A ticket that nobody has, as rules see it.
public struct WaitingTicket: Equatable, Sendable {
  /// The ticket and whose queue it is in.
  public var id: Ticket.ID, team: Team.ID
  /// How pressing it is, the tier of its customer, its tags.
  public var priority: Ticket.Priority, tier: String, tags: [String]
  /// When somebody must have acted, and since when it waits.
  public var due: Instant, since: Instant
  /// Who had the last ticket of the same customer.
  public var lastAgent: Agent.ID?
  /// A waiting ticket.
  public init(
    id: Ticket.ID, team: Team.ID, priority: Ticket.Priority = .normal, tier: String = "standard",
    tags: [String] = [], due: Instant = .never, since: Instant, lastAgent: Agent.ID? = nil
  ) {
    (self.id, self.team, self.priority, self.tier, self.tags) = (id, team, priority, tier, tags)
    (self.due, self.since, self.lastAgent) = (due, since, lastAgent)
  }
  /// Whether it is served before another: the next breach first, then the more pressing, then the older one.
  public func isServed(before other: WaitingTicket) -> Bool {
    if due != other.due { return due < other.due }
    let order = Ticket.Priority.allCases
    let mine = order.firstIndex(of: priority) ?? 0, its = order.firstIndex(of: other.priority) ?? 0
    return mine == its ? id < other.id : mine > its
  }
}

/// What an agent knows, how much she takes, and when she works.
public struct AgentProfile: Equatable, Sendable, Codable {
  /// Skills in small letters, sorted; new and open tickets at most (nil: no bound); the schedule (nil: always there).
  public var skills: [String], capacity: Int?, schedule: String?
  /// A profile; an agent without one knows nothing special, is always there and takes any number.
  public init(skills: [String] = [], capacity: Int? = nil, schedule: String? = nil) {
    (self.skills, self.capacity, self.schedule) = (skills, capacity, schedule)
  }
}
