public import Acts
public import Domain
public import Store

/// Why a ticket is with whom it is, or why nobody has it.
public struct ExplainAssignment: Query {
  public static let about = About(
    Assignments.self, "explain", .readTickets, "Explain an assignment",
    help:
      "Why the rules gave a ticket to whom, who else could have taken it, and who was left out and why; of one that "
      + "waits, what the rules would choose now.",
    examples: ["assign explain T-1042", "assign explain T-1042 --json"])
  public static let form = Form(
    Self.init, Field("ticket", \.ticket, "The ticket, as T-1042.", .position))

  /// Which ticket.
  public let ticket: Ticket.ID
  public init(ticket: Ticket.ID) { self.ticket = ticket }

  /// What is told.
  public struct Answer: Codable, Equatable, Sendable {
    /// The ticket, who has it (nil: nobody), since when and by which act.
    public let ticket: String, agent: String?, since: String?, act: String?, audit: Int64?
    /// Why.
    public let why: String
  }
  public func read(in store: ReadTransaction, _ context: Context) throws -> Answer {
    let found = try Self.at(\.ticket) { try store.need(ticket) }
    guard let agent = found.assignee else { return try waiting(found, in: store, context) }
    let handle = try store.agent(agent)?.handle.name ?? "?"
    let last = try store.events(of: ticket).last { $0.field == TicketField.assignee.description }
    let row = try last.flatMap { $0.audit > 0 ? try store.auditRow($0.audit) : nil }
    let choice = row?.changes.first { $0.thing == "\(ticket)" && $0.field == WriteTransaction.choice }?.after
    let by = row.map { $0.actor == nil ? "the system" : $0.handle }
    return Answer(
      ticket: "\(ticket)", agent: handle, since: last.map { RFC3339.text($0.at) }, act: row?.act,
      audit: row?.id,
      why: choice ?? by.map { "\($0) gave it to \(handle); no rule chose." }
        ?? "It came with \(handle); no rule chose.")
  }
  private func waiting(_ found: Ticket, in store: ReadTransaction, _ context: Context) throws -> Answer {
    func answer(_ why: String) -> Answer {
      Answer(ticket: "\(found.id)", agent: nil, since: nil, act: nil, audit: nil, why: why)
    }
    if let refusal = found.refusalToAssign { return answer(refusal.problem) }
    let desk = AssignmentDesk(store), rules = try desk.rules()
    guard let waiting = try desk.waiting(found, rules) else { return answer("It is in no team's queue.") }
    var assigner = try desk.assigner(rules)
    return answer("Nobody has it. Now: " + assigner.choose(for: waiting, at: context.now).explanation)
  }
  public static func sentence(_ answer: Answer) -> String {
    "\(answer.ticket): " + (answer.agent.map { "with \($0). " } ?? "") + answer.why
  }
}
