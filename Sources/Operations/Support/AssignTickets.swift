public import Acts
public import Domain
public import Store

/// Gives tickets to an agent, to a team, or back to the queue.
public struct AssignTickets: Act {
  public static let about = About(
    Tickets.self, "assign", .assignTickets, "Assign tickets",
    help: "Gives tickets to an agent or to a team's queue; with neither they go back to the queue.",
    examples: ["ticket assign T-1042 T-1043 --to bob", "ticket assign T-1042 --team billing"])
  public static let form = Form(
    Self.init,
    Field("tickets", \.tickets, "The tickets, as T-1042.", .position),
    Field("to", \.to, "Who takes them; left out: nobody.", .short("t")),
    Field("team", \.team, "Whose queue they go to; left out: it stays.", .names(Teams.self)),
    Field("version", \.version, "The version you looked at; refused if others changed it since."))

  /// Which tickets, to whom (nil: nobody), into whose queue (nil: it stays), and the version that was looked at.
  public let tickets: [Ticket.ID], to: Agent.Handle?, team: String?, version: Int?
  public init(tickets: [Ticket.ID], to: Agent.Handle?, team: String? = nil, version: Int? = nil) {
    (self.tickets, self.to, self.team, self.version) = (tickets, to, team, version)
  }

  public typealias Inverse = RestoreTickets
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<AssignTickets> {
    let agent = try to.map { handle in try Self.at(\.to) { try store.assignable(handle, context) } }
    let team = try team.map { name in try Self.at(\.team) { try store.team(called: name) } }
    try Stale.check(tickets, version, in: store, context)
    let edits = try store.edit(tickets, context) { ticket in
      if let refusal = ticket.refusalToAssign { throw refusal }
      ticket.assignee = agent?.id
      if let team { ticket.team = team.id }
    }
    let whom = [agent.map { "assigned to \($0.handle)" }, team.map { "in the queue of \($0.name)" }]
      .compactMap { $0 }.joined(separator: ", ")
    return Done(
      Edited(edits.ids, changed: edits.changed, whom.isEmpty ? "assigned to nobody" : whom),
      undoneBy: edits.inverse)
  }
  public static func sentence(_ edited: Edited) -> String { edited.sentence }
}

extension ReadTransaction {
  /// The agent of this handle, if she may be given tickets.
  func assignable(_ handle: Agent.Handle, _ context: Context) throws -> Agent {
    let agent = try agent(handle, context)
    if agent.isDisabled {
      throw Refusal(.conflict, "\(agent.handle) is disabled.", remedy: "Choose somebody who works here.")
    }
    guard agent.role.permissions.contains(.replyToTickets) else {
      throw Refusal(
        .conflict, "\(agent.handle) is \(agent.role.rawValue) and answers no tickets.",
        remedy: "Choose somebody who may reply.")
    }
    return agent
  }
}
