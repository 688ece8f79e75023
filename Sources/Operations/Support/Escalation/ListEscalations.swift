public import Acts
import Domain
public import Store

let escalationRequests: [any Request.Type] = [
  SweepClocks.self, AcknowledgeTickets.self, UnacknowledgeTickets.self, SaveEscalation.self,
  RetireEscalation.self, RestoreEscalation.self, ListEscalations.self, ShowEscalation.self,
]

/// The chains there are.
public struct ListEscalations: Query {
  public static let about = About(
    Escalations.self, "list", .readTickets, "List escalation chains",
    help: "The chains in the order in which they are tried.", examples: ["escalation list"])
  public static let form = Form { ListEscalations() }

  public init() {}

  /// A chain.
  public struct Row: Codable, Equatable, Sendable {
    /// Its place in the order, its name and version, the policy and metric it is for (empty: any), the moments of its
    /// steps, and when it was saved.
    public let rank: Int, name: String, version: Int64, policy: String, metric: String, steps: String,
      saved: String
  }
  public func read(in store: ReadTransaction, _ context: Context) throws -> [Row] {
    try store.escalations().map { text in
      let chain = try LevelReader.chain(text.name, text.body)
      return Row(
        rank: text.rank, name: text.name, version: text.version, policy: chain.policy ?? "",
        metric: chain.metric?.rawValue ?? "", steps: chain.steps.map(\.level.text).joined(separator: " "),
        saved: RFC3339.text(text.saved))
    }
  }
  public static func sentence(_ rows: [Row]) -> String {
    Columns.text(
      rows.map { row in
        [
          "\(row.rank)", row.name, "v\(row.version)", row.policy.isEmpty ? "any policy" : row.policy,
          row.metric.isEmpty ? "any clock" : row.metric, row.steps,
        ]
      }, none: "There are no chains yet.")
  }
}

/// One chain, as it was saved.
public struct ShowEscalation: Query {
  public static let about = About(
    Escalations.self, "show", .readTickets, "Show an escalation chain",
    help: "What was saved, in the form in which it can be saved again.", examples: ["escalation show late"])
  public static let form = Form(
    Self.init, Field("name", \.name, "The chain.", .position, .names(Escalations.self)))

  /// Which one.
  public let name: String
  public init(name: String) { self.name = name }

  /// What was saved.
  public struct Shown: Codable, Equatable, Sendable {
    /// Its name, version and place in the order, when it was saved, and what was saved.
    public let name: String, version: Int64, rank: Int, saved: String, definition: String
  }
  public func read(in store: ReadTransaction, _ context: Context) throws -> Shown {
    let text = try Self.at(\.name) { try store.escalation(called: name) }
    return Shown(
      name: text.name, version: text.version, rank: text.rank, saved: RFC3339.text(text.saved),
      definition: text.body)
  }
  public static func sentence(_ shown: Shown) -> String { shown.definition }
}
