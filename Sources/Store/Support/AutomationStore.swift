public import Domain

extension Automation.ID: SQLConvertible { var sql: SQLValue { .integer(rawValue) } }

/// How far the log was looked through for automations.
public struct AutomationLook: Equatable, Sendable {
  /// The last audit row that was looked at, and when tickets were last looked at for the passing of time.
  public var audit: Int64, timed: Instant?
  /// Says how far.
  public init(audit: Int64, timed: Instant?) { (self.audit, self.timed) = (audit, timed) }
}

extension ReadTransaction {
  /// All automations, in the order in which they are tried.
  public func automations() throws -> [Automation] {
    try connection.rows(
      "SELECT \(Automation.columns) FROM automation ORDER BY rank, id", Automation.init)
  }
  /// One automation, or nil.
  public func automation(_ id: Automation.ID) throws -> Automation? {
    try connection.first("SELECT \(Automation.columns) FROM automation WHERE id = \(id)", Automation.init)
  }
  /// The automation of this name, or nil.
  public func automation(named name: String) throws -> Automation? {
    try connection.first("SELECT \(Automation.columns) FROM automation WHERE name = \(name)", Automation.init)
  }
  /// Whether an automation was run on a ticket for an event.
  public func hasRun(_ automation: Automation.ID, on ticket: Ticket.ID, for event: Int64) throws -> Bool {
    try connection.first(
      """
      SELECT 1 FROM automation_run
      WHERE ticket_id = \(ticket) AND automation_id = \(automation) AND event = \(event)
      """
    ) { $0.integer() } != nil
  }
  /// How many runs there were on a ticket from an instant on.
  public func automationRuns(on ticket: Ticket.ID, from: Instant) throws -> Int {
    try connection.first(
      "SELECT count(*) FROM automation_run WHERE ticket_id = \(ticket) AND at >= \(from)"
    ) { $0.int() } ?? 0
  }
  /// The last runs, the newest first; of one automation or one ticket only, where that is said.
  public func automationRuns(
    of automation: Automation.ID? = nil, on ticket: Ticket.ID? = nil, limit: Int
  ) throws -> [AutomationRun] {
    var which: [SQL] = []
    if let automation { which.append("automation_id = \(automation)") }
    if let ticket { which.append("ticket_id = \(ticket)") }
    let clause: SQL = which.isEmpty ? "1 = 1" : which.joined(by: " AND ")
    return try connection.rows(
      """
      SELECT automation_id, ticket_id, event, at, outcome, reason FROM automation_run WHERE \(clause)
      ORDER BY at DESC, ticket_id DESC, automation_id DESC, event DESC LIMIT \(limit)
      """
    ) { row in
      AutomationRun(
        automation: .init(row.integer()), ticket: .init(row.integer()), event: row.integer(),
        at: row.instant(), outcome: AutomationRun.Outcome(rawValue: row.text()) ?? .done,
        reason: row.optionalText())
    }
  }
  /// How far the log was looked through; nil: never.
  public func automationLook() throws -> AutomationLook? {
    try connection.first("SELECT audit, timed_at FROM automation_look") { row in
      AutomationLook(audit: row.integer(), timed: row.optionalInstant())
    }
  }
  /// What last happened to a ticket by anybody but the house, of what happened here; nil: nothing.
  public func lastOutsideEvent(of ticket: Ticket.ID) throws -> Int64? {
    try connection.first(
      """
      SELECT id FROM ticket_event WHERE ticket_id = \(ticket) AND actor_kind <> 3 AND audit > 0
      ORDER BY id DESC LIMIT 1
      """
    ) { $0.integer() }
  }
}

extension WriteTransaction {
  /// A number for a new automation.
  public func newAutomationID() throws -> Automation.ID { Automation.ID(try next(.automation)) }
  /// Saves an automation; its name is unique.
  public func save(_ automation: Automation) throws {
    let old = try self.automation(automation.id), thing = "automation \(automation.name)"
    note(thing, "name", old?.name, automation.name)
    note(thing, "title", old?.title, automation.title)
    note(thing, "rank", old.map { "\($0.rank)" }, "\(automation.rank)")
    note(thing, "triggers", old?.triggerText, automation.triggerText)
    note(thing, "filter", old?.filter, automation.filter)
    note(thing, "steps", old.map { MacroStep.stored($0.steps) }, MacroStep.stored(automation.steps))
    note(thing, "text", old?.text, automation.text)
    note(thing, "note", old.map { "\($0.isNote)" }, "\(automation.isNote)")
    try reserve(.automation, upTo: automation.id.rawValue)
    try connection.run(
      """
      INSERT INTO automation (\(Automation.columns))
      VALUES (\(automation.id), \(automation.name), \(automation.title), \(automation.rank),
        \(automation.triggerText), \(automation.filter), \(MacroStep.stored(automation.steps)),
        \(automation.text.sql), \(automation.isNote), \(automation.since))
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, title = excluded.title, rank = excluded.rank,
        triggers = excluded.triggers, filter = excluded.filter, steps = excluded.steps, text = excluded.text,
        note = excluded.note, since = excluded.since
      """)
    touch(.desk)
  }
  /// Removes an automation; what it did stays told. False when there was none.
  @discardableResult public func remove(_ id: Automation.ID) throws -> Bool {
    guard let old = try automation(id) else { return false }
    try connection.run("DELETE FROM automation WHERE id = \(id)")
    note("automation \(old.name)", "title", old.title, nil)
    touch(.desk)
    return true
  }
  /// Keeps what became of an automation on a ticket.
  public func save(_ run: AutomationRun) throws {
    try connection.run(
      """
      INSERT INTO automation_run (ticket_id, automation_id, event, at, outcome, reason)
      VALUES (\(run.ticket), \(run.automation), \(run.event), \(run.at), \(run.outcome.rawValue), \(run.reason.sql))
      """)
    touch(.desk)
  }
  /// Keeps how far the log was looked through.
  public func save(_ look: AutomationLook) throws {
    try connection.run(
      """
      INSERT INTO automation_look (one, audit, timed_at) VALUES (1, \(look.audit), \(look.timed.sql))
      ON CONFLICT (one) DO UPDATE SET audit = excluded.audit, timed_at = excluded.timed_at
      """)
  }
}

extension Automation {
  static let columns: SQL = "id, name, title, rank, triggers, filter, steps, text, note, since"
  var triggerText: String { triggers.map(\.rawValue).joined(separator: " ") }
  init(_ row: inout Row) {
    self.init(
      id: .init(row.integer()), name: row.text(), title: row.text(), rank: row.int(),
      triggers: row.text().split(separator: " ").compactMap { Trigger(rawValue: String($0)) },
      filter: row.text(), steps: MacroStep.read(row.text()), text: row.optionalText(),
      isNote: row.flag(), since: row.integer())
  }
}
