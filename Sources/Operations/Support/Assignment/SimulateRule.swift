public import Acts
import Domain
public import Store

/// What a rule would have made of the tickets of the last time, beside what happened.
public struct SimulateRule: Query {
  public static let about = About(
    Assignments.self, "simulate", .readTickets, "Try a rule on the past",
    help:
      "Gives the tickets that came in lately again by one rule, a draft too, and shows per agent how many she would have "
      + "had, how long they waited for her, how many answers were late and the most she had at once, beside what "
      + "happened. Answering and solving take as long as they did; everybody begins with nothing.",
    examples: ["assign simulate --rule everyday --last 30d"])
  public static let form = Form(
    Self.init,
    Field("rule", \.rule, "The rule.", .short("r"), .names(AssignmentRules.self)),
    Field(
      "last", \.last, "How far back, as 30d.", .short("l"), .initially("30d"),
      rule: SaveRule.flaw(ofWait:)))

  /// Which rule, and how far back.
  public let rule: String, last: String
  public init(rule: String, last: String = "30d") { (self.rule, self.last) = (rule, last) }
  /// The most tickets that are played; the newest are left out.
  static let most = 20_000

  /// What is told; spans are seconds.
  public struct Answer: Codable, Equatable, Sendable {
    /// The rule, since when, how many tickets were played and whether there were more.
    public let rule: String, since: String, tickets: Int, more: Bool
    /// By agent, and how many nobody had at the end: under the rule, and really.
    public let agents: [Row], left: Int, leftThen: Int
    private enum CodingKeys: String, CodingKey {
      case rule, since, tickets, more, agents, left
      case leftThen = "left_then"
    }
  }
  /// One agent: what she would have had, and what she had.
  public struct Row: Codable, Equatable, Sendable {
    /// See the type.
    public let agent: String, simulated: Tally, happened: Tally
  }
  /// How many tickets, their mean wait in seconds, late first answers, and the most at once.
  public struct Tally: Codable, Equatable, Sendable {
    /// See the type.
    public let tickets: Int, wait: Int64, late: Int, most: Int
    init(_ tally: AssignmentTally?) {
      (tickets, late, most) = (tally?.tickets ?? 0, tally?.late ?? 0, tally?.most ?? 0)
      wait = (tally?.meanWait ?? 0) / 1000
    }
    var words: [String] { ["\(tickets)", ExplainedClocks.span(wait - wait % 60), "\(late)", "\(most)"] }
  }

  public func read(in store: ReadTransaction, _ context: Context) throws -> Answer {
    let desk = AssignmentDesk(store)
    let found = try Self.at(\.rule) { try desk.rule(rule) }
    return try played(found, desk, context)
  }
  private func played(_ rule: AssignmentRule, _ desk: AssignmentDesk, _ context: Context) throws -> Answer {
    let store = desk.store
    let since = context.now - (SaveRule.milliseconds(last) ?? .days(30))
    let found = try store.tickets(of: rule.team, since: since, limit: Self.most + 1)
    let past = try found.prefix(Self.most).compactMap { try self.past($0, rule, desk) }
    var people = try desk.candidates(of: [rule.team])
    for place in people.indices { people[place].open = [:] }
    let assigner = Assigner(rules: [rule], candidates: people, absences: Absences(try desk.absences()))
    let replay = AssignmentReplay(past, with: assigner, until: context.now)
    let directory = try store.directory()
    let agents = Set(replay.happened.keys).union(replay.replayed.keys).union(people.map(\.agent)).sorted()
    return Answer(
      rule: rule.name, since: RFC3339.text(since), tickets: past.count, more: found.count > Self.most,
      agents: agents.map {
        Row(
          agent: directory.handle(of: $0), simulated: Tally(replay.replayed[$0]),
          happened: Tally(replay.happened[$0]))
      }, left: replay.left, leftThen: replay.leftThen)
  }
  /// A ticket with what its log says of it; nil where the rule does not look after it.
  private func past(
    _ ticket: Ticket, _ rule: AssignmentRule, _ desk: AssignmentDesk
  ) throws -> PastTicket? {
    guard ticket.mergedInto == nil, var waiting = try desk.waiting(ticket, [rule]), rule.fits(waiting) else {
      return nil
    }
    let clock = try desk.store.clocks(of: ticket.id).first { $0.metric == .firstResponse }
    waiting.due = clock?.due ?? .never
    let events = try desk.store.events(of: ticket.id)
    let given = events.first { $0.field == TicketField.assignee.description && $0.after != nil }
    let owner = given?.after.flatMap { Int64($0) }.map(Agent.ID.init) ?? ticket.assignee
    let answered = try clock?.stoppedAt ?? answer(to: ticket, in: desk.store)
    return PastTicket(
      waiting, agent: owner, given: given?.at ?? owner.map { _ in ticket.created },
      answered: answered, solved: ticket.solved,
      promised: clock?.due)
  }
  private func answer(to ticket: Ticket, in store: ReadTransaction) throws -> Instant? {
    try store.said(in: ticket.id).first { said in
      if case .agent = said.author { said.kind == .public } else { false }
    }?.at
  }
  public static func sentence(_ answer: Answer) -> String {
    let head =
      "\(answer.tickets) tickets since \(answer.since) by the rule \(answer.rule)\(answer.more ? ", and more that were left out" : ""):"
    let rows = answer.agents.map { [$0.agent] + $0.simulated.words + $0.happened.words }
    let names = ["AGENT", "TICKETS", "WAIT", "LATE", "MOST", "THEN", "WAIT", "LATE", "MOST"]
    return head + "\n" + Columns.text([names] + rows)
      + "\nNobody had \(answer.left) at the end; really \(answer.leftThen)."
  }
}
