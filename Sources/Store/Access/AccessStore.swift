public import Domain

extension Agent.ID: SQLConvertible { var sql: SQLValue { .integer(rawValue) } }
extension Team.ID: SQLConvertible { var sql: SQLValue { .integer(rawValue) } }
extension Session.ID: SQLConvertible { var sql: SQLValue { .integer(rawValue) } }
extension Instant: SQLConvertible { var sql: SQLValue { .integer(milliseconds) } }

extension Row {
  mutating func instant() -> Instant { Instant(milliseconds: integer()) }
  mutating func optionalInstant() -> Instant? { optionalInteger().map(Instant.init(milliseconds:)) }
  /// An agent or nobody, who is row 0.
  mutating func agentID() -> Agent.ID? { Self.some(integer()).map(Agent.ID.init) }
  mutating func teamID() -> Team.ID? { Self.some(integer()).map(Team.ID.init) }
  private static func some(_ number: Int64) -> Int64? { number == 0 ? nil : number }
}

extension ReadTransaction {
  /// All agents and teams. Doors keep it until ``ChangeMarks/Area/access`` moves.
  public func directory() throws -> Directory {
    if let knownDirectory { return knownDirectory }
    let directory = try readDirectory()
    knownDirectory = directory
    return directory
  }
  private func readDirectory() throws -> Directory {
    var teams: [Int64: [Team.ID]] = [:]
    try connection.each("SELECT agent_id, team_id FROM agent_team ORDER BY agent_id, team_id") { row in
      teams[row.integer(), default: []].append(Team.ID(row.integer()))
    }
    return Directory(
      agents: try connection.rows("SELECT \(Agent.columns) FROM agent WHERE id > 0 ORDER BY id") { row in
        let agent = Agent(&row)
        return agent.inTeams(teams[agent.id.rawValue] ?? [])
      },
      teams: try connection.rows("SELECT id, name, title FROM team WHERE id > 0 ORDER BY id", Team.init))
  }
  /// One agent, or nil.
  public func agent(_ id: Agent.ID) throws -> Agent? {
    try agent("id = \(id) AND id > 0")
  }
  /// The agent with this handle, lower-case, or nil.
  public func agent(handle: String) throws -> Agent? {
    try agent("handle = \(handle) AND id > 0")
  }
  private func agent(_ which: SQL) throws -> Agent? {
    guard let found = try connection.first("SELECT \(Agent.columns) FROM agent WHERE \(which)", Agent.init)
    else { return nil }
    return found.inTeams(
      try connection.rows("SELECT team_id FROM agent_team WHERE agent_id = \(found.id) ORDER BY team_id") {
        Team.ID($0.integer())
      })
  }
  /// One team, or nil.
  public func team(_ id: Team.ID) throws -> Team? {
    try connection.first("SELECT id, name, title FROM team WHERE id = \(id) AND id > 0", Team.init)
  }
  /// The team with this name, lower-case, or nil.
  public func team(named name: String) throws -> Team? {
    try connection.first("SELECT id, name, title FROM team WHERE name = \(name) AND id > 0", Team.init)
  }
  /// Whether anybody can log in: false in a store that still waits for its first set-up.
  public func hasAgents() throws -> Bool {
    try connection.first("SELECT 1 FROM agent WHERE id > 0 LIMIT 1") { _ in true } ?? false
  }
}

extension WriteTransaction {
  /// A number for a new agent.
  public func newAgentID() throws -> Agent.ID { Agent.ID(try next(.agent)) }
  /// A number for a new team.
  public func newTeamID() throws -> Team.ID { Team.ID(try next(.team)) }

  /// Saves an agent and its teams; notes what changed.
  public func save(_ agent: Agent) throws {
    let old = try self.agent(agent.id), thing = "agent \(agent.handle.name)"
    func names(_ teams: [Team.ID]) throws -> String? {
      let found = try teams.sorted().map { try team($0)?.name ?? String($0.rawValue) }
      return found.isEmpty ? nil : found.joined(separator: " ")
    }
    note(thing, "handle", old?.handle.name, agent.handle.name)
    note(thing, "name", old?.name, agent.name)
    note(thing, "email", old?.email, agent.email)
    note(thing, "role", old?.role.rawValue, agent.role.rawValue)
    note(thing, "disabled", old.map { "\($0.isDisabled)" }, "\(agent.isDisabled)")
    note(thing, "teams", try names(old?.teams ?? []), try names(agent.teams))
    try reserve(.agent, upTo: agent.id.rawValue)
    try connection.run(
      """
      INSERT INTO agent (id, handle, name, email, role, disabled)
      VALUES (\(agent.id), \(agent.handle.name), \(agent.name), \(agent.email), \(agent.role.rawValue),
        \(agent.isDisabled))
      ON CONFLICT (id) DO UPDATE SET handle = excluded.handle, name = excluded.name, email = excluded.email,
        role = excluded.role, disabled = excluded.disabled
      """)
    try connection.run("DELETE FROM agent_team WHERE agent_id = \(agent.id)")
    for team in Set(agent.teams) {
      try connection.run("INSERT INTO agent_team (agent_id, team_id) VALUES (\(agent.id), \(team))")
    }
    touch(.access)
  }
  /// Saves a team; notes what changed.
  public func save(_ team: Team) throws {
    let old = try self.team(team.id), thing = "team \(team.name)"
    note(thing, "name", old?.name, team.name)
    note(thing, "title", old?.title, team.title)
    try reserve(.team, upTo: team.id.rawValue)
    try connection.run(
      """
      INSERT INTO team (id, name, title) VALUES (\(team.id), \(team.name), \(team.title))
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, title = excluded.title
      """)
    touch(.access)
  }
}

extension Agent {
  static let columns: SQL = "id, handle, name, email, role, disabled"
  init(_ row: inout Row) {
    self.init(
      id: ID(row.integer()), handle: Handle(row.text()), name: row.text(), email: row.text(),
      role: Role(rawValue: row.text()) ?? .auditor, isDisabled: row.flag())
  }
  func inTeams(_ teams: [Team.ID]) -> Agent {
    var copy = self
    copy.teams = teams
    return copy
  }
}
extension Team {
  init(_ row: inout Row) { self.init(id: ID(row.integer()), name: row.text(), title: row.text()) }
}
