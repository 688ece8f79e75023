public import Acts
public import Domain
public import Store

/// Says that an agent is away, from when to when, and who stands in.
public struct SendAway: Act {
  public static let about = About(
    Agents.self, "away", .assignTickets, "Be away",
    help:
      "Rules give nothing to whoever is away. With a deputy the tickets that are not solved go over to her when it "
      + "begins, and come back afterwards, as far as they are still hers and unsolved. Others are sent away by leads.",
    examples: [
      "agent away me --to \"fri 18:00\" --deputy bob",
      "agent away ada --from \"2026-12-23 18:00\" --to \"2027-01-04 8:00\" --deputy bob",
    ])
  public static let form = Form(
    Self.init,
    Field("agent", \.agent, "Who; me for oneself.", .position),
    Field(
      "from", \.from, "From when, in words; left out: from now.", rule: { $0.flatMap { FieldRule.time($0) } }
    ),
    Field(
      "to", \.to, "To when, in words; left out: until agent back.",
      rule: { $0.flatMap { FieldRule.time($0) } }),
    Field("deputy", \.deputy, "Who stands in; left out: nobody, tickets stay."))

  /// Who, from when and to when in words (nil: now; until she is back), and who stands in (nil: nobody).
  public let agent: Agent.Handle, from: String?, to: String?, deputy: Agent.Handle?
  public init(agent: Agent.Handle, from: String? = nil, to: String? = nil, deputy: Agent.Handle? = nil) {
    (self.agent, self.from, self.to, self.deputy) = (agent, from, to, deputy)
  }

  public typealias Inverse = SomeAct
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<SendAway> {
    let who = try Self.at(\.agent) { try store.agent(agent, context) }
    try context.demandLead(unless: who, "send others away")
    let deputy = try deputy.map { handle in try Self.at(\.deputy) { try store.assignable(handle, context) } }
    let desk = AssignmentDesk(store), old = try desk.absence(of: who.id)
    var absence = Absence(
      agent: who.id, deputy: deputy?.id, from: try instant(from, context) ?? context.now,
      to: try instant(to, context) ?? .never)
    guard absence.to > max(absence.from, context.now) else {
      throw Self.refusal(
        at: \.to, .invalid, "That is over before it begins, or already.",
        remedy: "Name a time after the beginning that is still to come.")
    }
    (absence.handed, absence.handedTo) = (old?.handed, old?.handedTo)
    if old?.handed != nil { absence.from = min(absence.from, context.now) }
    try Self.at(\.deputy) { try store.demandNoCircle(absence) }
    var inverse: [any Act] = try store.keep(absence, of: who)
    var moved = 0
    if absence.holds(at: context.now), absence.handed == nil {
      let begun = try store.begin(absence, of: who, context)
      (inverse, moved) = (inverse + begun.inverse, begun.moved)
    }
    let until =
      absence.to == .never
      ? "until \(who.handle) is back" : "until \(TimeWords.full(absence.to, in: context.zone))"
    let begins = absence.from > context.now ? "from \(TimeWords.full(absence.from, in: context.zone)) " : ""
    let stand = deputy.map { "; \($0.handle) stands in" } ?? ""
    let over = moved > 0 ? " and has \(moved) more ticket\(moved == 1 ? "" : "s")" : ""
    return Done(
      "\(who.handle) is away \(begins)\(until)\(stand)\(over).", undoneBy: inverse.map(SomeAct.init))
  }
  private func instant(_ text: String?, _ context: Context) throws -> Instant? {
    try text.map { try WrittenTime($0).instant(now: context.now, in: context.zone) }
  }
  public static func sentence(_ text: String) -> String { text }
}

/// Says that an agent is back.
public struct BringBack: Act {
  public static let about = About(
    Agents.self, "back", .assignTickets, "Be back",
    help:
      "Ends an absence: rules give her tickets again, and those that were handed over come back, as far as they are "
      + "still with whoever got them and are not solved.",
    examples: ["agent back me"])
  public static let form = Form(
    Self.init, Field("agent", \.agent, "Who; me for oneself.", .position))

  /// Who.
  public let agent: Agent.Handle
  public init(agent: Agent.Handle) { self.agent = agent }

  public typealias Inverse = SomeAct
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<BringBack> {
    let who = try Self.at(\.agent) { try store.agent(agent, context) }
    try context.demandLead(unless: who, "bring others back")
    guard let absence = try AssignmentDesk(store).absence(of: who.id) else {
      throw Self.refusal(
        at: \.agent, .conflict, "\(who.handle) is not away.", remedy: "Nothing is to be done.")
    }
    let ended = try store.end(absence, of: who, context), count = ended.moved
    return Done(
      "\(who.handle) is back" + (count > 0 ? " with \(count) ticket\(count == 1 ? "" : "s")." : "."),
      undoneBy: ended.inverse.map(SomeAct.init))
  }
  public static func sentence(_ text: String) -> String { text }
}

/// Gives back to the queues what an agent holds: for whoever leaves.
public struct ReleaseTickets: Act {
  public static let about = About(
    Agents.self, "release", .manageAssignment, "Release the tickets of an agent",
    help:
      "Gives the tickets of an agent that are neither solved nor closed back to the queues they are in, also those "
      + "that are pending or asleep. For whoever leaves; agent disable shuts her out.",
    examples: ["agent release bob"], risk: .previewFirst)
  public static let form = Form(Self.init, Field("agent", \.agent, "Who.", .position))

  /// Whose.
  public let agent: Agent.Handle
  public init(agent: Agent.Handle) { self.agent = agent }

  public typealias Inverse = RestoreTickets
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<ReleaseTickets> {
    let who = try Self.at(\.agent) { try store.agent(agent, context) }
    let edits = try store.edit(try store.activeTickets(of: who.id), context) { $0.assignee = nil }
    return Done(Edited(edits.ids, changed: edits.changed, "back in the queue"), undoneBy: edits.inverse)
  }
  public static func sentence(_ edited: Edited) -> String {
    edited.tickets.isEmpty ? "No unsolved tickets were held." : edited.sentence
  }
}

extension Context {
  /// Refuses to do for others what everybody may do for herself, unless she looks after assignment.
  func demandLead(unless own: Agent, _ what: String) throws {
    guard own.id != actor.id, !actor.role.permissions.contains(.manageAssignment) else { return }
    throw Refusal(
      .forbidden, "You may not \(what).",
      remedy: "Ask somebody with the right “\(Permission.manageAssignment.name)”.")
  }
}
extension WriteTransaction {
  /// Refuses an absence by which deputies stand in for each other in a circle.
  func demandNoCircle(_ absence: Absence) throws {
    let circle = Absences(try AssignmentDesk(self).absences()).circle(adding: absence)
    guard !circle.isEmpty else { return }
    let names = try circle.map { try agent($0)?.handle.name ?? "?" }
    throw Refusal(
      .conflict, "Nobody would be there: \(names.joined(separator: " → ")).",
      remedy: "Name somebody who is there at that time.")
  }
  /// Hands over what an agent holds to whoever stands in, and keeps what it was.
  func begin(
    _ absence: Absence, of who: Agent, _ context: Context
  ) throws -> (inverse: [any Act], moved: Int) {
    var begun = absence, inverse: [any Act] = [], moved = 0
    begun.handed = []
    let other = Absences(try AssignmentDesk(self).absences()).standIn(for: who.id, at: context.now)
    if absence.deputy != nil, let deputy = try directory().assignable.first(where: { $0.id == other }) {
      let edits = try edit(try activeTickets(of: who.id), context) { $0.assignee = deputy.id }
      (begun.handed, begun.handedTo) = (edits.ids, deputy.id)
      inverse += edits.inverse as [any Act]
      moved = edits.changed
    }
    inverse += try keep(begun, of: who) as [any Act]
    return (inverse, moved)
  }
  /// Gives back what was handed over and is untouched, and forgets the absence.
  func end(_ absence: Absence, of who: Agent, _ context: Context) throws -> (inverse: [any Act], moved: Int) {
    let held = try tickets(absence.handed ?? []).filter {
      $0.assignee == absence.handedTo && $0.status.isActive && !who.isDisabled
    }
    let edits = try edit(held.map(\.id), context) { $0.assignee = who.id }
    var inverse: [any Act] = edits.inverse
    inverse += try keep(nil, of: who) as [any Act]
    return (inverse, edits.changed)
  }
}
