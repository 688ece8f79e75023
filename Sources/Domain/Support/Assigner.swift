/// An agent as rules see her at one moment.
public struct AssignmentCandidate: Sendable {
  /// Who, her short name, and her teams.
  public var agent: Agent.ID, handle: String, teams: [Team.ID]
  /// What she knows, and how many open tickets she takes at most; nil: no bound.
  public var skills: Set<String>, capacity: Int?
  /// The name of her schedule and its hours; nil: she is always there.
  public var schedule: String?, hours: BusinessTime?
  /// Her open tickets by priority.
  public var open: [Ticket.Priority: Int]
  /// A candidate.
  public init(
    agent: Agent.ID, handle: String, teams: [Team.ID], skills: Set<String> = [], capacity: Int? = nil,
    schedule: String? = nil, hours: BusinessTime? = nil, open: [Ticket.Priority: Int] = [:]
  ) {
    (self.agent, self.handle, self.teams, self.skills) = (agent, handle, teams, skills)
    (self.capacity, self.schedule, self.hours, self.open) = (capacity, schedule, hours, open)
  }
  /// How many open tickets she has.
  public var count: Int { open.values.reduce(0, +) }
  /// `3 of 5 open`, `3 open`.
  public var words: String { capacity.map { "\(count) of \($0) open" } ?? "\(count) open" }
}

/// What became of a waiting ticket, and why.
public struct AssignmentChoice: Equatable, Sendable {
  /// An agent who was considered: why she is out, or nil; and what she had.
  public struct Considered: Equatable, Sendable {
    /// Who, why not (nil: she could take it), and her open tickets in words.
    public let agent: Agent.ID, handle: String, objection: String?, load: String
  }
  /// The ticket, the rule (nil: none fits) and who was chosen (nil: nobody could take it).
  public let ticket: Ticket.ID, rule: String?, agent: Agent.ID?
  /// Why this one, or why nobody, as a clause.
  public let reason: String
  /// The members of the team, in the order of their turn.
  public let considered: [Considered]

  /// Names told at most; of a larger team the rest is counted.
  static let told = 12
  /// All of it in a line or two.
  public var explanation: String {
    func list(_ parts: [String]) -> String {
      parts.prefix(Self.told).joined(separator: ", ")
        + (parts.count > Self.told ? " and \(parts.count - Self.told) more" : "")
    }
    var text = reason + "."
    let could = considered.filter { $0.objection == nil }, out = considered.filter { $0.objection != nil }
    if !could.isEmpty { text += " Could take it: " + list(could.map { "\($0.handle) (\($0.load))" }) + "." }
    if !out.isEmpty { text += " Left out: " + list(out.map { "\($0.handle) (\($0.objection ?? ""))" }) + "." }
    return text
  }
}

/// Gives waiting tickets to agents by rules: a value that counts what it has given, so that a batch keeps to the
/// capacities and turns as if each were given alone. The same input gives the same choices.
public struct Assigner: Sendable {
  /// The rules in the order in which they are tried.
  public let rules: [AssignmentRule]
  /// Agents by number, with what they have been given so far.
  public private(set) var candidates: [Agent.ID: AssignmentCandidate]
  /// Who was given the last ticket by each rule, by its name.
  public private(set) var turns: [String: Agent.ID]
  /// Who is away.
  public let absences: Absences
  private let order: [Agent.ID]

  /// An assigner with the agents as they are now.
  public init(
    rules: [AssignmentRule], candidates: [AssignmentCandidate], absences: Absences = Absences([]),
    turns: [String: Agent.ID] = [:]
  ) {
    (self.rules, self.absences, self.turns) = (rules, absences, turns)
    self.candidates = Dictionary(candidates.map { ($0.agent, $0) }) { first, _ in first }
    order = self.candidates.keys.sorted()
  }

  /// Chooses for each of the tickets, the next breach first, and counts what is given.
  public mutating func assign(_ tickets: [WaitingTicket], at now: Instant) -> [AssignmentChoice] {
    tickets.sorted { $0.isServed(before: $1) }.map { choose(for: $0, at: now) }
  }
  /// An open ticket that an agent has no longer.
  public mutating func free(_ priority: Ticket.Priority, of agent: Agent.ID) {
    guard let count = candidates[agent]?.open[priority], count > 0 else { return }
    candidates[agent]?.open[priority] = count - 1
  }

  /// One open ticket more.
  mutating func take(_ priority: Ticket.Priority, by agent: Agent.ID) {
    candidates[agent]?.open[priority, default: 0] += 1
  }
  /// Chooses for one ticket, and counts what is given.
  public mutating func choose(for ticket: WaitingTicket, at now: Instant) -> AssignmentChoice {
    guard let rule = rules.first(where: { $0.fits(ticket) }) else {
      return AssignmentChoice(
        ticket: ticket.id, rule: nil, agent: nil, reason: "No rule looks after it", considered: [])
    }
    let skills = rule.demanded(by: ticket, at: now), members = inTurn(rule)
    let considered = members.map { one in
      AssignmentChoice.Considered(
        agent: one.agent, handle: one.handle, objection: objection(to: one, skills, at: now), load: one.words)
    }
    let able = zip(members, considered).filter { $0.1.objection == nil }.map(\.0)
    let (chosen, reason) = pick(rule, ticket, able, at: now)
    if let chosen {
      take(ticket.priority, by: chosen.agent)
      turns[rule.name] = chosen.agent
    }
    return AssignmentChoice(
      ticket: ticket.id, rule: rule.name, agent: chosen?.agent,
      reason: "Rule \(rule.name) (\(rule.way.words)): \(reason)", considered: considered)
  }
  /// The members of a rule's team, beginning after whoever was given the last one.
  private func inTurn(_ rule: AssignmentRule) -> [AssignmentCandidate] {
    let last = turns[rule.name]
    let after = last.flatMap { last in order.firstIndex { $0 > last } } ?? 0
    return (order[after...] + order[..<after]).compactMap { candidates[$0] }.filter {
      $0.teams.contains(rule.team)
    }
  }
  /// Why an agent is given nothing now that asks for no skill, or nil.
  public func objectionNow(to agent: Agent.ID, at now: Instant) -> String? {
    candidates[agent].flatMap { objection(to: $0, [], at: now) }
  }
  /// Why an agent cannot be given anything now, or nil.
  func objection(to one: AssignmentCandidate, _ skills: [String], at now: Instant) -> String? {
    if let absence = absences.holding(one.agent, at: now) {
      return absence.to == .never ? "away" : "away until \(RFC3339.text(absence.to))"
    }
    if let hours = one.hours, !hours.isOpen(now) { return "outside the hours of \(one.schedule ?? "work")" }
    if let missing = skills.first(where: { !one.skills.contains($0) }) { return "lacks the skill \(missing)" }
    if let capacity = one.capacity, one.count >= capacity { return "full with \(one.words)" }
    return nil
  }

  private func pick(
    _ rule: AssignmentRule, _ ticket: WaitingTicket, _ able: [AssignmentCandidate], at now: Instant
  ) -> (AssignmentCandidate?, String) {
    guard let first = able.first else { return (nil, "nobody can take it now") }
    if rule.isSticky, let last = ticket.lastAgent {
      if let found = able.first(where: { $0.agent == last }) {
        return (found, "\(found.handle) had the last ticket of this customer")
      }
      let deputy = absences.standIn(for: last, at: now)
      if let found = able.first(where: { $0.agent == deputy }) {
        let who = candidates[last]?.handle ?? "whoever"
        return (found, "\(found.handle) stands in for \(who), who had the last ticket of this customer")
      }
    }
    switch rule.way {
    case .roundRobin:
      let last = turns[rule.name].flatMap { candidates[$0]?.handle }
      return (first, "\(first.handle) is next" + (last.map { " after \($0)" } ?? ""))
    case .leastLoaded:
      // The first of equals is kept, which is the one whose turn is next.
      let least = able.min { rule.load(of: $0.open) < rule.load(of: $1.open) } ?? first
      return (least, "\(least.handle) has least, a load of \(rule.load(of: least.open))")
    }
  }
}
