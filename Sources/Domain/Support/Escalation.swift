/// What is done step by step when a promise is about to be broken, or is: until somebody says that it is in hand.
public struct EscalationChain: Hashable, Sendable {
  /// Who is told.
  public enum Whom: Hashable, Sendable {
    /// Whoever answers the ticket; where nobody does, its team.
    case assignee
    /// All of the ticket's team; its leads.
    case team, lead
    /// Those who watch it.
    case watchers
    /// One colleague, by login.
    case agent(Agent.Handle)
  }
  /// What the priority becomes.
  public enum Raise: Hashable, Sendable {
    /// The next higher one; the highest stays.
    case up
    /// This one, unless it is higher already.
    case to(Ticket.Priority)
  }
  /// Who gets the ticket.
  public enum Receiver: Hashable, Sendable {
    case agent(Agent.Handle)
    /// The queue of a team, by its name; nobody in it yet.
    case team(String)
  }
  /// A moment, and what is done then.
  public struct Step: Hashable, Sendable {
    /// When.
    public let level: ClockLevel
    /// Who is told in the console, and who is paged.
    public let notify: [Whom], page: [Whom]
    /// What becomes of the ticket; nil: nothing.
    public let raise: Raise?, assign: Receiver?
    /// Makes a step.
    public init(
      _ level: ClockLevel, notify: [Whom] = [], page: [Whom] = [], raise: Raise? = nil,
      assign: Receiver? = nil
    ) {
      (self.level, self.notify, self.page, self.raise, self.assign) = (level, notify, page, raise, assign)
    }
  }
  /// What it is called.
  public let name: String
  /// The policy and the metric it is for; nil: any.
  public let policy: String?, metric: SLAMetric?
  /// In the order they were written in; each moment once.
  public let steps: [Step]
  /// The most steps a chain may have.
  public static let mostSteps = 20
  /// Makes a chain.
  public init(name: String, policy: String? = nil, metric: SLAMetric? = nil, steps: [Step]) {
    (self.name, self.policy, self.metric, self.steps) = (name, policy, metric, steps)
  }
  /// Whether a clock is under it.
  public func matches(policy: String, metric: SLAMetric) -> Bool {
    (self.policy ?? policy) == policy && (self.metric ?? metric) == metric
  }
  /// What is done at a level.
  public func step(at level: ClockLevel) -> Step? { steps.first { $0.level == level } }
}

extension EscalationChain.Raise {
  /// The priority after it; never a lower one, so a chain cannot go round in circles.
  public func priority(after now: Ticket.Priority) -> Ticket.Priority {
    let all = Ticket.Priority.allCases
    guard let place = all.firstIndex(of: now) else { return now }
    switch self {
    case .up: return all[min(place + 1, all.count - 1)]
    case .to(let goal): return all[max(place, all.firstIndex(of: goal) ?? place)]
    }
  }
}

extension Directory {
  /// Those who are meant, for a ticket, each once and nobody who was disabled.
  public func people(_ whom: [EscalationChain.Whom], of ticket: Ticket) -> [Agent.ID] {
    var found: [Agent.ID] = []
    func add(_ agents: [Agent]) {
      for agent in agents where !agent.isDisabled && !found.contains(agent.id) { found.append(agent.id) }
    }
    let members = ticket.team.map { self.members(of: $0) } ?? []
    for one in whom {
      switch one {
      case .assignee: add(ticket.assignee.flatMap { agent($0) }.map { [$0] } ?? members)
      case .team: add(members)
      case .lead: add(leads(of: ticket.team))
      case .watchers: add(ticket.watchers.compactMap { agent($0) })
      case .agent(let handle): add(agent(handle).map { [$0] } ?? [])
      }
    }
    return found
  }
  /// The leads of a team; where it has none all leads, and the administrators where there are none at all.
  private func leads(of team: Team.ID?) -> [Agent] {
    let active = agents.filter { !$0.isDisabled }, leads = active.filter { $0.role == .lead }
    let own = leads.filter { lead in team.map { lead.teams.contains($0) } ?? false }
    if !own.isEmpty { return own }
    return leads.isEmpty ? active.filter { $0.role == .admin } : leads
  }
}
