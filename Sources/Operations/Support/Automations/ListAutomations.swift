public import Acts
public import Domain
public import Store

/// The automations there are.
public struct ListAutomations: Query {
  public static let about = About(
    Automations.self, "list", .readTickets, "List automations",
    help: "The automations in the order in which they are tried, with what they wait for and what they do.",
    examples: ["automation list"])
  public static let form = Form { ListAutomations() }

  public init() {}

  /// An automation.
  public struct Row: Codable, Equatable, Sendable {
    /// What people type and read, what it waits for, which tickets it means.
    public let name: String, title: String, on: [String], filter: String
    /// What it does as it is written, and what it says, as a note or a reply.
    public let steps: [String], text: String?, note: Bool
  }
  public func read(in store: ReadTransaction, _ context: Context) throws -> [Row] {
    try store.automations().map {
      Row(
        name: $0.name, title: $0.title, on: $0.triggers.map(\.rawValue), filter: $0.filter,
        steps: $0.steps.map(\.text), text: $0.text, note: $0.isNote)
    }
  }
  public static func sentence(_ rows: [Row]) -> String {
    rows.isEmpty
      ? "There are no automations yet."
      : Columns.text(
        [["NAME", "ON", "FILTER", "DOES"]]
          + rows.map { row in
            let says = row.text.map { _ in row.note ? ["a note"] : ["a reply"] } ?? []
            return [
              row.name, row.on.joined(separator: ", "), row.filter,
              (says + row.steps).joined(separator: "; "),
            ]
          })
  }
}

/// What automations did.
public struct ListAutomationRuns: Query {
  public static let about = About(
    Automations.self, "runs", .readTickets, "List runs of automations",
    help: "What automations did, the newest first, and what they could not do and why.",
    examples: ["automation runs", "automation runs --name vip --limit 10", "automation runs --ticket T-1042"])
  public static let form = Form(
    Self.init,
    Field("name", \.name, "Of this automation only."),
    Field("ticket", \.ticket, "On this ticket only."),
    Field("limit", \.limit, "How many at most.", .range(1...1000), .initially("50"), .short("n")))

  /// Of one automation, on one ticket (nil: all), and how many at most.
  public let name: String?, ticket: Ticket.ID?, limit: Int
  public init(name: String? = nil, ticket: Ticket.ID? = nil, limit: Int = 50) {
    (self.name, self.ticket, self.limit) = (name, ticket, limit)
  }

  /// A run.
  public struct Row: Codable, Equatable, Sendable {
    /// When, RFC 3339; which automation, `(deleted)` where it is gone; on which ticket.
    public let at: String, automation: String, ticket: String
    /// `done`, `refused` or `bounded`; why not; and whether it was run by hand.
    public let outcome: String, reason: String?, byHand: Bool
  }
  public func read(in store: ReadTransaction, _ context: Context) throws -> [Row] {
    let only = try name.map { name in try Self.at(\.name) { try store.need(automation: name).id } }
    let names = Dictionary(
      try store.automations().map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    return try store.automationRuns(of: only, on: ticket, limit: limit).map { run in
      Row(
        at: RFC3339.text(run.at), automation: names[run.automation] ?? "(deleted)", ticket: "\(run.ticket)",
        outcome: run.outcome.rawValue, reason: run.reason, byHand: run.event < 0)
    }
  }
  public static func sentence(_ rows: [Row]) -> String {
    rows.isEmpty
      ? "No automation has run."
      : Columns.text(rows.map { [$0.at, $0.automation, $0.ticket, $0.outcome, $0.reason ?? ""] })
  }
}
