import Acts
import Domain
import FoundationEssentials
import Store

/// What assignment keeps, read and written as values.
struct AssignmentDesk {
  let store: ReadTransaction
  init(_ store: ReadTransaction) { self.store = store }

  // MARK: Rules

  /// The names in their order.
  func ruleNames() throws -> [String] {
    try store.assignmentPart(.order, "").map { try Self.read([String].self, $0) } ?? []
  }
  /// The rules in their order.
  func rules() throws -> [AssignmentRule] {
    try ruleNames().compactMap { name in
      try store.assignmentPart(.rule, name).map { try Self.read(AssignmentRule.self, $0) }
    }
  }
  /// A rule in force, or a draft.
  func rule(_ name: String) throws -> AssignmentRule {
    if let found = try store.assignmentPart(.rule, name) { return try Self.read(AssignmentRule.self, found) }
    let names = try store.assignmentRuleNames()
    throw Refusal(
      .unknown, "There is no rule “\(name)”.",
      remedy: Words.nearest(to: name, in: names).map { "Did you mean “\($0)”?" }
        ?? (names.isEmpty ? "None was saved yet." : "There are: \(names.joined(separator: ", "))."))
  }

  // MARK: People

  func profile(of agent: Agent.ID) throws -> AgentProfile {
    try store.assignmentPart(.profile, "\(agent.rawValue)").map { try Self.read(AgentProfile.self, $0) }
      ?? AgentProfile()
  }
  func absences() throws -> [Absence] {
    try store.assignmentParts(.absence).map { try Self.read(Absence.self, $0.body) }
  }
  func absence(of agent: Agent.ID) throws -> Absence? {
    try store.assignmentPart(.absence, "\(agent.rawValue)").map { try Self.read(Absence.self, $0) }
  }
  /// A schedule by its name; one that was taken out of use is counted by as it was last.
  func hours(_ name: String) throws -> BusinessTime? {
    let now = try store.levelTexts(.schedule, store.currentLevels()?.schedules ?? [])
    let text = try now.first { $0.name == name } ?? store.levelVersions(.schedule, of: name).last
    return try text.map { BusinessTime(try LevelReader.schedule($0.body)) }
  }

  // MARK: The moment

  /// The members of teams as they are now.
  func candidates(of teams: Set<Team.ID>) throws -> [AssignmentCandidate] {
    var schedules: [String: BusinessTime] = [:]
    return try store.directory().assignable.filter { !teams.isDisjoint(with: $0.teams) }.map { agent in
      let profile = try profile(of: agent.id)
      if let name = profile.schedule, schedules[name] == nil { schedules[name] = try hours(name) }
      return AssignmentCandidate(
        agent: agent.id, handle: agent.handle.name, teams: agent.teams, skills: Set(profile.skills),
        capacity: profile.capacity, schedule: profile.schedule,
        hours: profile.schedule.flatMap { schedules[$0] }, open: try store.openTickets(of: agent.id))
    }
  }
  func assigner(_ rules: [AssignmentRule]) throws -> Assigner {
    let turns = try store.assignmentParts(.turn).compactMap { turn in
      Int64(turn.body).map { (turn.key, Agent.ID($0)) }
    }
    return Assigner(
      rules: rules, candidates: try candidates(of: Set(rules.map(\.team))),
      absences: Absences(try absences()),
      turns: Dictionary(turns) { first, _ in first })
  }
  /// A ticket as rules see it; nil where it is in no team's queue.
  func waiting(_ ticket: Ticket, _ rules: [AssignmentRule]) throws -> WaitingTicket? {
    guard let team = ticket.team else { return nil }
    let asksLast = rules.contains { $0.team == team && $0.isSticky }
    return WaitingTicket(
      id: ticket.id, team: team, priority: ticket.priority,
      tier: try store.customer(ticket.requester)?.tier ?? SLAEvent.usualTier, tags: ticket.tags,
      due: ticket.due, since: ticket.created,
      lastAgent: asksLast ? try store.lastAgent(of: ticket.requester, before: ticket.id) : nil)
  }

  // MARK: Text

  static func read<T: Decodable>(_ type: T.Type, _ text: String) throws -> T {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}

extension WriteTransaction {
  /// Keeps a part of assignment, and tells how to come back.
  func keepAssignment(
    _ kind: AssignmentPart, _ key: String, _ body: String?, as thing: String
  ) throws -> [RestoreAssignment] {
    let old = try assignmentPart(kind, key)
    guard old != body else { return [] }
    try keep(kind, key, body, as: thing)
    return [
      RestoreAssignment(kind: kind.rawValue, key: key, thing: thing, expected: body ?? "", value: old ?? "")
    ]
  }
  func keep(_ absence: Absence?, of agent: Agent) throws -> [RestoreAssignment] {
    try keepAssignment(
      .absence, "\(agent.id.rawValue)", try absence.map { try AssignmentDesk.text($0) },
      as: "agent \(agent.handle)")
  }
}
