public import Acts
public import Domain
public import Store

/// What became of waiting tickets.
public struct Assigned: Codable, Equatable, Sendable {
  /// One ticket: to whom (nil: nobody could take it), by which rule (nil: none fits), and why.
  public struct Choice: Codable, Equatable, Sendable {
    /// See the type.
    public let ticket: String, agent: String?, rule: String?, why: String
  }
  /// Those that were looked at, as far as they are told; and how many were given to somebody.
  public let choices: [Choice], changed: Int
  init(_ choices: [AssignmentChoice], in store: ReadTransaction) throws {
    let directory = try store.directory()
    self.choices = choices.map {
      Choice(
        ticket: "\($0.ticket)", agent: $0.agent.map { directory.handle(of: $0) }, rule: $0.rule,
        why: $0.explanation)
    }
    changed = choices.filter { $0.agent != nil }.count
  }
}

/// Gives a waiting ticket to whom the rules choose.
public struct AutoAssign: Act {
  public static let about = About(
    Tickets.self, "auto-assign", .assignTickets, "Assign by the rules",
    help: "Gives tickets that nobody has to whom the rules choose, and keeps why; assign explain tells it.",
    examples: ["ticket auto-assign T-1042"])
  public static let form = Form(
    Self.init, Field("tickets", \.tickets, "The tickets, as T-1042.", .position))

  /// Which tickets.
  public let tickets: [Ticket.ID]
  public init(tickets: [Ticket.ID]) { self.tickets = tickets }

  public typealias Inverse = SomeAct
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<AutoAssign> {
    let desk = AssignmentDesk(store), rules = try desk.rules()
    let waiting = try Self.at(\.tickets) {
      try Set(tickets).sorted().map { id in try store.waiting(id, rules, desk) }
    }
    var assigner = try desk.assigner(rules)
    let choices = assigner.assign(waiting, at: context.now)
    guard choices.contains(where: { $0.agent != nil }) else {
      throw Self.refusal(
        at: \.tickets, .conflict, choices.map { "\($0.ticket): \($0.explanation)" }.joined(separator: " "),
        remedy: "Assign it by hand, or change a rule or a profile.")
    }
    let inverse = try store.give(choices, assigner, context)
    return Done(try Assigned(choices, in: store), undoneBy: inverse.map(SomeAct.init))
  }
  public static func sentence(_ assigned: Assigned) -> String {
    assigned.choices.map { "\($0.ticket) to \($0.agent ?? "nobody"). \($0.why)" }.joined(separator: "\n")
  }
}

/// Hands over and back what absences make due, then gives what waits to whom the rules choose: what the job does.
public struct AssignWaiting: Act {
  public static let about = About(
    Assignments.self, "run", .manageAssignment, "Assign what waits",
    help:
      "Gives the waiting tickets of teams with a rule to whom the rules choose, the next breach first, and hands over "
      + "what absences make due; the job assign does so by itself. Imported tickets are left alone.",
    examples: ["assign run", "assign run --limit 20"])
  public static let form = Form(
    Self.init,
    Field("limit", \.limit, "How many at most.", .range(1...1000), .initially("100"), .short("n")))

  /// How many at most.
  public let limit: Int
  public init(limit: Int = 100) { self.limit = limit }
  /// How many waiting tickets of a team are looked at: those before may all wait for somebody who is not there.
  static let looked = 1000

  /// Whether there is anything to do now: asked by the job first, so that no empty row stands in the audit log.
  public static func hasWork(in store: ReadTransaction, at now: Instant) throws -> Bool {
    if try AssignmentDesk(store).edge().map({ $0 <= now }) ?? false { return true }
    return try plan(in: store, limit: 1, at: now).choices.contains { $0.agent != nil }
  }
  /// What would be given, to at most so many.
  private static func plan(
    in store: ReadTransaction, limit: Int, at now: Instant
  ) throws -> (choices: [AssignmentChoice], assigner: Assigner) {
    let desk = AssignmentDesk(store), rules = try desk.rules()
    var assigner = try desk.assigner(rules), choices: [AssignmentChoice] = [], given = 0
    guard !rules.isEmpty else { return ([], assigner) }
    let waiting = try Set(rules.map(\.team)).flatMap { try store.waitingTickets(of: $0, limit: looked) }
      .compactMap { try desk.waiting($0, rules) }
    for ticket in waiting.sorted(by: { $0.isServed(before: $1) }) where given < limit {
      let choice = assigner.choose(for: ticket, at: now)
      guard choice.agent != nil else { continue }
      choices.append(choice)
      given += 1
    }
    return (choices, assigner)
  }

  public typealias Inverse = SomeAct
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<AssignWaiting> {
    var inverse: [any Act] = [], moved = 0
    for absence in try AssignmentDesk(store).absences() {
      guard let who = try store.agent(absence.agent) else { continue }
      if absence.to <= context.now {
        let ended = try store.end(absence, of: who, context)
        (inverse, moved) = (inverse + ended.inverse, moved + ended.moved)
      } else if absence.holds(at: context.now), absence.handed == nil {
        let begun = try store.begin(absence, of: who, context)
        (inverse, moved) = (inverse + begun.inverse, moved + begun.moved)
      }
    }
    let (choices, assigner) = try Self.plan(in: store, limit: limit, at: context.now)
    inverse += try store.give(choices, assigner, context) as [any Act]
    return Done(
      Outcome(assigned: choices.count, handed: moved), undoneBy: inverse.map(SomeAct.init))
  }
  /// What was done.
  public struct Outcome: Codable, Equatable, Sendable {
    /// Tickets that were given to somebody, and those that went to a deputy or back.
    public let assigned: Int, handed: Int
  }
  public static func sentence(_ outcome: Outcome) -> String {
    if outcome.assigned + outcome.handed == 0 { return "Nothing waits that somebody could take." }
    let over = outcome.handed > 0 ? " \(outcome.handed) went to a deputy or back." : ""
    return "\(outcome.assigned) ticket\(outcome.assigned == 1 ? "" : "s") assigned.\(over)"
  }
}

extension AssignmentDesk {
  /// When the next absence begins that was not begun, or ends; nil: none does.
  func edge() throws -> Instant? {
    let edges = try absences().map { $0.handed == nil ? min($0.from, $0.to) : $0.to }.min()
    return edges == Instant.never ? nil : edges
  }
  /// When the job is due: at an absence's edge; with something waiting at once, and then again each while, for somebody
  /// may be there by then. nil: nothing is to be done.
  func due(after last: Instant?, now: Instant) throws -> Instant? {
    let waiting = try isAnythingWaiting() ? last.map { $0 + Self.patience } ?? now : .never
    return min(try edge() ?? .never, waiting)
  }
  /// How long after a run what still waits is looked at again.
  private static let patience: Int64 = .seconds(30)
  /// Whether anything waits in the queue of a team with a rule.
  func isAnythingWaiting() throws -> Bool {
    try Set(rules().map(\.team)).contains { try !store.waitingTickets(of: $0, limit: 1).isEmpty }
  }
}
extension WriteTransaction {
  /// Saves what was chosen with the reasons, and whose turn it was.
  func give(_ choices: [AssignmentChoice], _ assigner: Assigner, _ context: Context) throws -> [any Act] {
    let given = choices.filter { $0.agent != nil }
    let whom = Dictionary(given.map { ($0.ticket, $0.agent) }) { first, _ in first }
    let edits = try edit(given.map(\.ticket), context) { $0.assignee = whom[$0.id] ?? nil }
    for choice in given { noteChoice(choice.explanation, of: choice.ticket) }
    for rule in assigner.rules {
      if let last = assigner.turns[rule.name] {
        try keep(.turn, rule.name, "\(last.rawValue)", as: "rule \(rule.name)")
      }
    }
    return edits.inverse
  }
}
extension ReadTransaction {
  /// A ticket that rules may give to somebody, or why not.
  func waiting(_ id: Ticket.ID, _ rules: [AssignmentRule], _ desk: AssignmentDesk) throws -> WaitingTicket {
    let ticket = try need(id)
    if let refusal = ticket.refusalToAssign { throw refusal }
    if let agent = ticket.assignee {
      let name = try self.agent(agent)?.handle.name ?? "somebody"
      throw Refusal(
        .conflict, "\(id) is with \(name).", remedy: "Give it back first: ticket assign \(id), without --to.")
    }
    guard let waiting = try desk.waiting(ticket, rules) else {
      throw Refusal(
        .conflict, "\(id) is in no team's queue.",
        remedy: "Put it into one: ticket assign \(id) --team NAME.")
    }
    return waiting
  }
}
