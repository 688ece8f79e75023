public import Acts
public import Domain
public import Store

/// Says which teams an operator belongs to.
public struct SetTeams: Act {
  public static let about = About(
    Agents.self, "teams", .manageTeams, "Choose the teams of an operator",
    help: "Says which teams an operator belongs to; with none she belongs to no team.",
    examples: ["agent teams bob --teams billing --teams tech"])
  public static let form = Form(
    Self.init,
    Field("agent", \.agent, "Who.", .position),
    Field("teams", \.teams, "All her teams.", .names(Teams.self), .mayBeEmpty),
    Field("expected", \.expected, "Refused unless these are her teams now; for undo.", .mayBeEmpty))

  /// Whose teams, all of them by name afterwards, and those it must be now (empty: whichever).
  public let agent: Agent.Handle, teams: [String], expected: [String]
  public init(agent: Agent.Handle, teams: [String], expected: [String] = []) {
    (self.agent, self.teams, self.expected) = (agent, teams, expected)
  }

  public typealias Inverse = SetTeams
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<SetTeams> {
    var found = try Self.at(\.agent) { try store.agent(agent, context) }
    let wanted = try Self.at(\.teams) { try Set(teams.map { try store.team(called: $0).id }) }.sorted()
    let old = try found.teams.map { try store.team($0)?.name ?? "" }.sorted()
    if !expected.isEmpty, old != expected.sorted() {
      throw Self.refusal(
        at: \.expected, .conflict, "\(found.handle) belongs to \(old.joined(separator: ", ")) now.",
        remedy: "Look again and decide anew.")
    }
    let names = Set(teams.map { $0.lowercased() }).sorted()
    let answer = "\(found.handle) belongs to " + (names.isEmpty ? "no team" : names.joined(separator: ", "))
    guard found.teams.sorted() != wanted else { return Done(answer, undoneBy: []) }
    found.teams = wanted
    try store.save(found)
    return Done(answer, undoneBy: [SetTeams(agent: found.handle, teams: old, expected: names)])
  }
  public static func sentence(_ what: String) -> String { what + "." }
}
