public import Acts
public import Domain
public import Store

/// Says what an agent knows, how much she takes and when she works.
public struct SetProfile: Act {
  public static let about = About(
    AgentProfiles.self, "set", .manageAssignment, "Set the profile of an agent",
    help:
      "Says what an agent knows, how many new and open tickets she takes at most and by which schedule she works. What "
      + "is left out becomes: nothing special, any number, always there.",
    examples: [
      "assign profile set bob --skill api --capacity 8", "assign profile set ada --schedule default",
    ])
  public static let form = Form(
    Self.init,
    Field("agent", \.agent, "Who.", .position),
    Field("skill", \.skill, "What she knows; again for more.", .mayBeEmpty),
    Field("capacity", \.capacity, "New and open tickets at most.", .range(0...10_000)),
    Field("schedule", \.schedule, "When she works.", .names(Schedules.self)))

  /// Who, her skills, how many tickets at most (nil: any number), and her schedule (nil: always there).
  public let agent: Agent.Handle, skill: [String], capacity: Int?, schedule: String?
  public init(agent: Agent.Handle, skill: [String] = [], capacity: Int? = nil, schedule: String? = nil) {
    (self.agent, self.skill, self.capacity, self.schedule) = (agent, skill, capacity, schedule)
  }

  public typealias Inverse = RestoreAssignment
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<SetProfile> {
    let found = try Self.at(\.agent) { try store.assignable(agent, context) }
    if let schedule {
      _ = try Self.at(\.schedule) { try LevelsNow(in: store).schedule(schedule) }
    }
    let profile = AgentProfile(skills: Ticket.tags(skill), capacity: capacity, schedule: schedule)
    let inverse = try store.keepAssignment(
      .profile, "\(found.id.rawValue)", profile == AgentProfile() ? nil : try AssignmentDesk.text(profile),
      as: "agent \(found.handle)")
    return Done(ShownProfile(found, profile, nil), undoneBy: inverse)
  }
  public static func sentence(_ shown: ShownProfile) -> String { shown.sentence }
}

/// A profile as it is told.
public struct ShownProfile: Codable, Equatable, Sendable {
  /// Who, her skills, her capacity and schedule, and until when she is away (`never`: until she is back).
  public let agent: String, skills: [String], capacity: Int?, schedule: String?, away: String?
  init(_ agent: Agent, _ profile: AgentProfile, _ away: Absence?) {
    self.agent = agent.handle.name
    (skills, capacity, schedule) = (profile.skills, profile.capacity, profile.schedule)
    self.away = away.map { $0.to == .never ? "never" : RFC3339.text($0.to) }
  }
  var sentence: String {
    let parts = [
      skills.isEmpty ? "no special skills" : "knows " + skills.joined(separator: ", "),
      capacity.map { "takes \($0) open tickets at most" } ?? "takes any number",
      schedule.map { "works by \($0)" } ?? "is always there",
    ]
    let until = away.map { $0 == "never" ? "; away until she is back" : "; away until \($0)" } ?? ""
    return "\(agent): \(parts.joined(separator: ", "))\(until)."
  }
}

/// What an agent knows, how much she takes and when she works.
public struct ShowProfile: Query {
  public static let about = About(
    AgentProfiles.self, "show", .readTickets, "Show the profile of an agent",
    help: "What an agent knows, how much she takes, when she works and whether she is away.",
    examples: ["assign profile show bob"])
  public static let form = Form(Self.init, Field("agent", \.agent, "Who.", .position))

  /// Who.
  public let agent: Agent.Handle
  public init(agent: Agent.Handle) { self.agent = agent }
  public func read(in store: ReadTransaction, _ context: Context) throws -> ShownProfile {
    let found = try Self.at(\.agent) { try store.agent(agent, context) }, desk = AssignmentDesk(store)
    let absence = try desk.absence(of: found.id)
    return ShownProfile(
      found, try desk.profile(of: found.id), absence.flatMap { $0.holds(at: context.now) ? $0 : nil })
  }
  public static func sentence(_ shown: ShownProfile) -> String { shown.sentence }
}
