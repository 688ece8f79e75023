public import Acts
import Domain
public import Store

/// Who works here.
public struct ListAgents: Query {
  public static let about = About(
    Agents.self, "list", .readPeople, "List operators", help: "Who works here, with role and teams.",
    examples: ["agent list", "agent list --all"])
  public static let form = Form(Self.init, Field("all", \.all, "Disabled ones too."))

  /// Also those who are disabled.
  public let all: Bool
  public init(all: Bool = false) { self.all = all }

  /// An operator as a line.
  public struct Row: Codable, Equatable, Sendable {
    /// As in ``Agent``, teams by name.
    public let handle: String, name: String, email: String, role: String, teams: [String], disabled: Bool
  }
  public func read(in store: ReadTransaction, _ context: Context) throws -> [Row] {
    let directory = try store.directory()
    return directory.agents.filter { all || !$0.isDisabled }.map { agent in
      Row(
        handle: agent.handle.name, name: agent.name, email: agent.email, role: agent.role.rawValue,
        teams: agent.teams.map { directory.name(of: $0) }, disabled: agent.isDisabled)
    }.sorted { $0.handle < $1.handle }
  }
  public static func sentence(_ rows: [Row]) -> String {
    Columns.text(
      rows.map {
        [$0.handle, $0.role, $0.name, $0.teams.joined(separator: ", "), $0.disabled ? "disabled" : ""]
      },
      none: "There is no operator yet.")
  }
}

/// Plain columns for a terminal or a file: each as wide as its longest text, two blanks between.
enum Columns {
  static func text(_ rows: [[String]], none: String = "") -> String {
    guard let count = rows.first?.count else { return none }
    let widths = (0..<count).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, widths).map { $0 + String(repeating: " ", count: max(0, $1 - $0.count)) }
      let line = cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }
}
