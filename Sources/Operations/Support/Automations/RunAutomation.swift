public import Acts
public import Domain
public import Store

/// Does what an automation says on one ticket: all of it, or where a step is refused, none.
public struct RunAutomation: Act {
  public static let about = About(
    Automations.self, "run", .manageLevels, "Run an automation",
    help:
      "Does what an automation says on a ticket that it means, as one act with one undo. The job does so by itself when "
      + "what it waits for happens.",
    examples: ["automation run escalate T-1042"])
  public static let form = Form(
    Self.init,
    Field("name", \.name, "The automation.", .position),
    Field("ticket", \.ticket, "The ticket.", .position),
    Field(
      "event", \.event, "The event of the ticket's log that it is run for, once; left out: by hand.",
      .range(1...Int.max - 1)))

  /// Which one, on which ticket, for which event; nil: by hand.
  public let name: String, ticket: Ticket.ID, event: Int?
  public init(name: String, ticket: Ticket.ID, event: Int? = nil) {
    (self.name, self.ticket, self.event) = (name, ticket, event)
  }

  /// What became of it.
  public struct Ran: Codable, Equatable, Sendable {
    /// The automation's title, the ticket, and how it ended: `done`, `refused` or `bounded`.
    public let automation: String, ticket: String, outcome: String
    /// What was done in order, a sentence each; and why it was refused.
    public let done: [String], reason: String?
  }
  public typealias Inverse = SomeAct
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<RunAutomation> {
    let rule = try Self.at(\.name) { try store.need(automation: name) }
    let found = try Self.at(\.ticket) { try store.need(ticket) }
    let event = try event.map { Int64($0) } ?? -store.nextAuditID
    guard try !store.hasRun(rule.id, on: ticket, for: event) else {
      throw Refusal(.conflict, "“\(rule.title)” was run on \(ticket) for this event already.")
    }
    guard try store.means(rule, ticket, at: context.now, context.zone) else {
      throw Refusal(.conflict, "“\(rule.title)” does not mean \(ticket): \(rule.filter)")
    }
    func kept(_ outcome: AutomationRun.Outcome, _ reason: String? = nil, _ done: [String] = []) throws -> Ran
    {
      try store.save(
        AutomationRun(
          automation: rule.id, ticket: ticket, event: event, at: context.now, outcome: outcome, reason: reason
        ))
      return Ran(
        automation: rule.title, ticket: "\(ticket)", outcome: outcome.rawValue, done: done, reason: reason)
    }
    let (runs, within) = Automation.patience
    guard try store.automationRuns(on: ticket, from: context.now - within) < runs else {
      let reason = "Automations have run \(runs) times on \(ticket) within an hour."
      guard context.isSystem else { throw Refusal(.conflict, reason, remedy: "Look at automation runs.") }
      return Done(try kept(.bounded, reason), undoneBy: [])
    }
    do {
      let routine = Routine(steps: rule.steps, text: rule.text, isNote: rule.isNote)
      let (inverse, done) = try store.attempt {
        try Nested.perform(
          routine.acts(on: found, try store.directory(), in: store, context), in: store, context)
      }
      return Done(try kept(.done, nil, done), undoneBy: inverse.map(SomeAct.init))
    } catch let refusal as Refusal where context.isSystem {
      // Nobody is there to be told: it is kept, and the ticket stays as it was.
      return Done(try kept(.refused, refusal.description), undoneBy: [])
    }
  }
  public static func sentence(_ ran: Ran) -> String {
    switch AutomationRun.Outcome(rawValue: ran.outcome) {
    case .done, nil: "“\(ran.automation)” was run on \(ran.ticket)."
    case .refused, .bounded: "“\(ran.automation)” was not run on \(ran.ticket): \(ran.reason ?? "")"
    }
  }
}
