/// All agents and teams at one moment, with look-ups: loaded by the store, cached by the doors.
///
/// There are hundreds of them at most, so a whole value that can be shared beats asking the store by row.
public struct Directory: Sendable {
  /// All agents, disabled ones too, by number.
  public let agents: [Agent]
  /// All teams, by number.
  public let teams: [Team]
  private let agentPlace: [Agent.ID: Int], handlePlace: [String: Int]
  private let teamPlace: [Team.ID: Int], namePlace: [String: Int]

  /// Makes a directory; of two with the same number or name the first counts.
  public init(agents: [Agent] = [], teams: [Team] = []) {
    self.agents = agents.sorted { $0.id < $1.id }
    self.teams = teams.sorted { $0.id < $1.id }
    func places<Thing, Key: Hashable>(_ things: [Thing], by key: (Thing) -> Key) -> [Key: Int] {
      Dictionary(things.indices.map { (key(things[$0]), $0) }) { first, _ in first }
    }
    agentPlace = places(self.agents) { $0.id }
    handlePlace = places(self.agents) { $0.handle.name.lowercased() }
    teamPlace = places(self.teams) { $0.id }
    namePlace = places(self.teams) { $0.name.lowercased() }
  }

  /// The agent with this number.
  public func agent(_ id: Agent.ID) -> Agent? { agentPlace[id].map { agents[$0] } }
  /// The agent with this handle, with or without `@`, in any case.
  public func agent(handle: String) -> Agent? {
    let name = handle.hasPrefix("@") ? String(handle.dropFirst()) : handle
    return handlePlace[name.lowercased()].map { agents[$0] }
  }
  /// The agent with this handle.
  public func agent(_ handle: Agent.Handle) -> Agent? { agent(handle: handle.name) }
  /// The team with this number.
  public func team(_ id: Team.ID) -> Team? { teamPlace[id].map { teams[$0] } }
  /// The team with this name, in any case.
  public func team(named name: String) -> Team? { namePlace[name.lowercased()].map { teams[$0] } }
  /// Who belongs to a team, disabled ones left out.
  public func members(of team: Team.ID) -> [Agent] {
    agents.filter { !$0.isDisabled && $0.teams.contains(team) }
  }
  /// Who may be given a ticket.
  public var assignable: [Agent] {
    agents.filter { !$0.isDisabled && $0.role.permissions.contains(.replyToTickets) }
  }

  /// The handle to show for an agent; `agent 12` when the directory does not know the number.
  public func handle(of id: Agent.ID) -> String { agent(id)?.handle.name ?? "agent \(id.rawValue)" }
  /// The name to show for a team; `team 3` when the directory does not know the number.
  public func name(of id: Team.ID) -> String { team(id)?.name ?? "team \(id.rawValue)" }
}
