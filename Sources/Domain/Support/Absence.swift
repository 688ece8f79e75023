/// A time in which an agent is not there, and who stands in for her.
public struct Absence: Hashable, Sendable, Codable {
  /// Who is away, and who is asked in her place; nil: nobody.
  public var agent: Agent.ID, deputy: Agent.ID?
  /// From when, and to before when; `.never`: until she is back.
  public var from: Instant, to: Instant
  /// The tickets that were handed over when it began, and to whom; nil: it has not begun.
  public var handed: [Ticket.ID]?, handedTo: Agent.ID?
  /// An absence.
  public init(agent: Agent.ID, deputy: Agent.ID? = nil, from: Instant, to: Instant = .never) {
    (self.agent, self.deputy, self.from, self.to) = (agent, deputy, from, to)
  }
  /// Whether it holds at an instant.
  public func holds(at now: Instant) -> Bool { from <= now && now < to }
}

/// Who is away when, one absence for each agent at most, and who stands in.
public struct Absences: Sendable {
  /// By agent.
  public let all: [Agent.ID: Absence]
  /// Of two absences of one agent the later in the list counts.
  public init(_ absences: [Absence]) { all = Dictionary(absences.map { ($0.agent, $0) }) { $1 } }

  /// The absence of an agent that holds at an instant.
  public func holding(_ agent: Agent.ID, at now: Instant) -> Absence? {
    all[agent].flatMap { $0.holds(at: now) ? $0 : nil }
  }
  /// Who stands in for an agent at an instant: her deputy, or where that one is away too the deputy's deputy.
  /// - Returns: nil where the chain ends with nobody, or goes round.
  public func standIn(for agent: Agent.ID, at now: Instant) -> Agent.ID? {
    var seen: Set<Agent.ID> = [agent], one = agent
    while let absence = holding(one, at: now) {
      guard let deputy = absence.deputy, seen.insert(deputy).inserted else { return nil }
      one = deputy
    }
    return one == agent ? nil : one
  }
  /// The agents from one who would be away over her deputies back to herself, were an absence added; empty: it is well.
  /// Only what is away at the same time counts.
  public func circle(adding new: Absence) -> [Agent.ID] {
    var way = [new.agent], from = new.from, to = new.to, next = new.deputy
    while let deputy = next {
      if deputy == new.agent { return way + [deputy] }
      guard !way.contains(deputy), let absence = all[deputy] else { return [] }
      (from, to) = (max(from, absence.from), min(to, absence.to))
      guard from < to else { return [] }
      way.append(deputy)
      next = absence.deputy
    }
    return []
  }
}
