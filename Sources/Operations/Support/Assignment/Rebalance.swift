public import Acts
import Domain
public import Store

/// What the members of a team have, and what would even it out.
public struct TeamLoad: Codable, Equatable, Sendable {
  /// One member.
  public struct Member: Codable, Equatable, Sendable {
    /// Who, her new and open tickets, what they weigh, her capacity, and why rules give her nothing now (nil: they do).
    public let agent: String, open: Int, load: Int, capacity: Int?, objection: String?
  }
  /// A ticket that would go from one to another, and the loads of both after it.
  public struct Move: Codable, Equatable, Sendable {
    /// See the type.
    public let ticket: String, from: String, to: String, loadFrom: Int, loadTo: Int
    private enum CodingKeys: String, CodingKey {
      case ticket, from, to
      case loadFrom = "load_from"
      case loadTo = "load_to"
    }
  }
  /// The team, its members as they are, and the moves.
  public let team: String, members: [Member], moves: [Move]
  /// The moves by number; no part of the JSON.
  var plan: [Assigner.Move] = []
  private enum CodingKeys: String, CodingKey { case team, members, moves }

  init(of team: Team, in store: ReadTransaction, at now: Instant) throws {
    let desk = AssignmentDesk(store)
    let rules = try desk.rules().filter { $0.team == team.id }
    // Without a rule each ticket weighs what is usual; skills are those that any rule of the team asks for.
    var rule = AssignmentRule(name: "", team: team.id, way: .leastLoaded)
    rule.weights = rules.first?.weights ?? rule.weights
    rule.skills = rules.flatMap(\.skills)
    let members = try desk.candidates(of: [team.id])
    var assigner = Assigner(rules: [rule], candidates: members, absences: Absences(try desk.absences()))
    self.team = team.name
    self.members = members.map { one in
      Member(
        agent: one.handle, open: one.count, load: rule.load(of: one.open), capacity: one.capacity,
        objection: assigner.objectionNow(to: one.agent, at: now))
    }
    let held = try members.flatMap { member in
      try store.openTickets(of: member.agent, in: team.id).compactMap { ticket in
        try desk.waiting(ticket, []).map { (ticket: $0, owner: member.agent) }
      }
    }
    plan = assigner.balance(held, by: rule, at: now)
    let directory = try store.directory()
    moves = plan.map {
      Move(
        ticket: "\($0.ticket)", from: directory.handle(of: $0.from), to: directory.handle(of: $0.to),
        loadFrom: $0.loadFrom, loadTo: $0.loadTo)
    }
  }
  var sentence: String {
    let rows = members.map {
      [
        $0.agent, "\($0.open)" + ($0.capacity.map { " of \($0)" } ?? ""), "\($0.load)", $0.objection ?? "",
      ]
    }
    let table = Columns.text([["AGENT", "OPEN", "LOAD", ""]] + rows)
    let plan = moves.map { ["\($0.ticket)", $0.from, "→", $0.to, "\($0.loadFrom)/\($0.loadTo)"] }
    return table + "\n"
      + Columns.text(plan, none: "Nothing is to be moved: no move makes a difference smaller.")
  }
}

/// What the members of a team have, and what would even it out.
public struct ShowLoad: Query {
  public static let about = About(
    Assignments.self, "load", .readTickets, "Show the load of a team",
    help:
      "The new and open tickets of each member of a team, what they weigh, and the moves by which assign rebalance "
      + "would even it out.",
    examples: ["assign load --team billing"])
  public static let form = Form(
    Self.init, Field("team", \.team, "The team.", .short("t"), .names(Teams.self)))

  /// Which team.
  public let team: String
  public init(team: String) { self.team = team }
  public func read(in store: ReadTransaction, _ context: Context) throws -> TeamLoad {
    let found = try Self.at(\.team) { try store.team(called: team) }
    return try TeamLoad(of: found, in: store, at: context.now)
  }
  public static func sentence(_ load: TeamLoad) -> String { load.sentence }
}

/// Evens out what the members of a team have.
public struct Rebalance: Act {
  public static let about = About(
    Assignments.self, "rebalance", .manageAssignment, "Rebalance a team",
    help:
      "Moves new and open tickets from members with much to members with little, as assign load shows it: only to those "
      + "who are there and have room and skill, and what is due last first. One undo takes all of it back.",
    examples: ["assign rebalance --team billing"], risk: .previewFirst)
  public static let form = Form(
    Self.init, Field("team", \.team, "The team.", .short("t"), .names(Teams.self)))

  /// Which team.
  public let team: String
  public init(team: String) { self.team = team }

  public typealias Inverse = RestoreTickets
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<Rebalance> {
    let found = try Self.at(\.team) { try store.team(called: team) }
    let load = try TeamLoad(of: found, in: store, at: context.now)
    let whom: [Ticket.ID: Agent.ID] = Dictionary(load.plan.map { ($0.ticket, $0.to) }) { first, _ in first }
    let edits = try store.edit(load.plan.map(\.ticket), context) { $0.assignee = whom[$0.id] ?? $0.assignee }
    for (move, told) in zip(load.plan, load.moves) {
      store.noteChoice(
        "Rebalanced: \(told.from) had more; after it they have a load of \(told.loadFrom), \(told.to) of \(told.loadTo).",
        of: move.ticket)
    }
    return Done(Outcome(team: found.name, moves: load.moves), undoneBy: edits.inverse)
  }
  /// What was moved.
  public struct Outcome: Codable, Equatable, Sendable {
    /// The team, and the moves in their order.
    public let team: String, moves: [TeamLoad.Move]
  }
  public static func sentence(_ outcome: Outcome) -> String {
    if outcome.moves.isEmpty { return "Nothing is to be moved in \(outcome.team)." }
    let moves = outcome.moves.prefix(20).map { "\($0.ticket) \($0.from) → \($0.to)" }
    let more = outcome.moves.count > 20 ? " and \(outcome.moves.count - 20) more" : ""
    return "Moved \(outcome.moves.count): \(moves.joined(separator: ", "))\(more)."
  }
}
