import Acts
public import Domain
public import Store

/// Looks through the log for what automations are to act on. It writes nothing: each finding is an act, and how far it
/// has looked is kept by whoever ran them.
public struct AutomationWatch {
  private let store: ReadTransaction, rules: [Automation], look: AutomationLook?
  /// Looks into a store.
  public init(in store: ReadTransaction) throws {
    self.store = store
    rules = try store.automations()
    look = rules.isEmpty ? nil : try store.automationLook()
  }

  /// When there is something to look at: at once where the log has grown, later where only time can bring something.
  public func due(at now: Instant) throws -> Instant {
    guard let first = rules.map(\.since).min() else { return .never }
    let seen = max(look?.audit ?? 0, first - 1)
    if try store.nextAuditID - 1 > seen { return now }
    return timedDue
  }
  private var timedDue: Instant {
    guard rules.contains(where: { $0.triggers.contains(.time) }) else { return .never }
    return look?.timed.map { $0 + Automation.pause } ?? Instant(milliseconds: 0)
  }

  /// What is to be run next, in order, and how far has been looked when it is; nil when there is nothing to look at.
  public func next(at now: Instant, _ zone: any ZoneRules) throws -> (
    runs: [RunAutomation], look: AutomationLook
  )? {
    guard let first = rules.map(\.since).min() else { return nil }
    let seen = max(look?.audit ?? 0, first - 1)
    let rows = try store.auditRows(AuditQuery(after: seen, limit: 100)).reversed()
    if let last = rows.last {
      let runs = try rows.flatMap { row in
        try row.subjects.compactMap { Ticket.ID($0) }.flatMap { try found(by: row, on: $0, now, zone) }
      }
      return (runs, AutomationLook(audit: last.id, timed: look?.timed))
    }
    guard timedDue <= now else { return nil }
    var runs: [RunAutomation] = []
    for rule in rules where rule.triggers.contains(.time) {
      for ticket in try store.ticketIDs(Self.filter(of: rule), viewer: nil, now: now, zone: zone) {
        guard let event = try store.lastOutsideEvent(of: ticket),
          try !store.hasRun(rule.id, on: ticket, for: event)
        else { continue }
        runs.append(RunAutomation(name: rule.name, ticket: ticket, event: Int(event)))
      }
    }
    return (runs, AutomationLook(audit: seen, timed: now))
  }
  private func found(
    by row: AuditRow, on ticket: Ticket.ID, _ now: Instant, _ zone: any ZoneRules
  ) throws -> [RunAutomation] {
    let events = try store.events(of: ticket, by: row.id)
    guard !events.isEmpty else { return [] }
    return try rules.filter { $0.since <= row.id }.compactMap { rule in
      guard
        let event = try events.first(where: { event in
          try store.trigger(event).map { rule.triggers.contains($0) } ?? false
        }),
        try !store.hasRun(rule.id, on: ticket, for: event.id),
        try store.means(rule, ticket, at: now, zone)
      else { return nil }
      return RunAutomation(name: rule.name, ticket: ticket, event: Int(event.id))
    }
  }
  static func filter(of rule: Automation) throws -> Filter {
    do throws(FilterFlaw) { return try Filter(rule.filter) } catch { throw error.refusal(at: "filter") }
  }
}

extension ReadTransaction {
  /// What an event is to automations.
  func trigger(_ event: TicketEvent) throws -> Automation.Trigger? {
    guard event.field == "message", let id = event.after.flatMap({ Int64($0) }) else {
      return Automation.Trigger(event, isNote: false)
    }
    return Automation.Trigger(event, isNote: try message(Message.ID(id))?.kind == .note)
  }
  /// Whether an automation means a ticket as it is now. One that went into another is meant by none.
  func means(_ rule: Automation, _ ticket: Ticket.ID, at now: Instant, _ zone: any ZoneRules) throws -> Bool {
    guard let found = try self.ticket(ticket), found.mergedInto == nil else { return false }
    let one = Filter.test(.reference([ticket.rawValue...ticket.rawValue]))
    return try !ticketIDs(
      .all([AutomationWatch.filter(of: rule), one]), viewer: nil, now: now, zone: zone, cap: 1
    ).isEmpty
  }
  /// The automation of this name, or a refusal that says there is none.
  func need(automation name: String) throws -> Automation {
    if let found = try automation(named: name) { return found }
    throw Refusal(
      .unknown, "There is no automation “\(name)”.",
      remedy: Words.nearest(to: name, in: try automations().map(\.name)).map { "Did you mean “\($0)”?" })
  }
}
