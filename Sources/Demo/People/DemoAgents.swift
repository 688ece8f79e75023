public import Domain

/// Who works at the desk of the demo. The first seven are the ones to look through: one of each role, and ada,
/// bo and max beside each other so that presence and hand-over have somebody to meet.
public enum DemoAgents {
  /// The teams, by ``DemoTeam``'s numbers.
  public static let teams: [Team] = [
    Team(id: Team.ID(1), name: "support", title: "Support"),
    Team(id: Team.ID(2), name: "billing", title: "Billing"),
    Team(id: Team.ID(3), name: "technical", title: "Technical"),
    Team(id: Team.ID(4), name: "onboarding", title: "Onboarding"),
  ]
  /// The agents, by number from 1.
  public static let all: [Agent] = [
    agent(1, "ada", "Ada Lindqvist", .agent, 1, 2),
    agent(2, "bo", "Bo Andersen", .agent, 1, 3),
    agent(3, "kim", "Kim Okafor", .lead, 1, 2, 3, 4),
    agent(4, "lee", "Lee Marchetti", .billing, 2),
    agent(5, "noa", "Noa Ben-Ami", .admin, 1, 2, 3, 4),
    agent(6, "max", "Max Weber", .onCall, 3),
    agent(7, "eve", "Eve Laurent", .auditor),
    agent(8, "ida", "Ida Nowak", .agent, 3),
    agent(9, "tom", "Tom Hughes", .agent, 1, 4),
    agent(10, "yuki", "Yuki Tanaka", .agent, 1),
    agent(11, "sol", "Sol Navarro", .agent, 2, 4),
    agent(12, "raj", "Raj Mehta", .agent, 3),
    agent(13, "gus", "Gus Petrov", .agent, disabled: true, 1),
  ]
  private static func agent(
    _ id: Int64, _ handle: String, _ name: String, _ role: Role, disabled: Bool = false, _ teams: Int64...
  ) -> Agent {
    Agent(
      id: Agent.ID(id), handle: Agent.Handle(handle), name: name, email: "\(handle)@desk.example", role: role,
      teams: teams.map(Team.ID.init), isDisabled: disabled)
  }
}

extension DemoTeam {
  var id: Team.ID { Team.ID(Int64(rawValue + 1)) }
  /// Who answers in it, most busy first.
  var members: [Int64] {
    switch self {
    case .support: [1, 2, 9, 10, 1, 3]
    case .billing: [1, 4, 11, 4]
    case .technical: [2, 8, 12, 6, 3]
    case .onboarding: [9, 11]
    }
  }
}
