public import Acts
import Domain
public import Store

/// Makes a team.
public struct CreateTeam: Act {
  public static let about = About(
    Teams.self, "create", .manageTeams, "Create a team", help: "Makes a team with a queue of its own.",
    examples: ["team create billing --title Billing"],
    undoing: .never(
      because: "Views, macros and history name it from now on.", instead: "Leave it without members."))
  public static let form = Form(
    Self.init,
    Field("name", \.name, "The word people type, as in team:billing.", .position, rule: FieldRule.name),
    Field("title", \.title, "What people read; left out: the name."))

  /// The word for filters, and what people read; nil: made from the word.
  public let name: String, title: String?
  public init(name: String, title: String? = nil) { (self.name, self.title) = (name, title) }

  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<CreateTeam> {
    guard try store.team(named: name) == nil else {
      throw Self.refusal(
        at: \.name, .conflict, "There is already a team \(name).", remedy: "Choose another name.")
    }
    try store.save(
      Team(
        id: try store.newTeamID(), name: name, title: title ?? name.prefix(1).uppercased() + name.dropFirst())
    )
    return Done(name)
  }
  public static func sentence(_ name: String) -> String { "Created the team \(name)." }
}

/// The teams and who belongs to them.
public struct ListTeams: Query {
  public static let about = About(
    Teams.self, "list", .readPeople, "List teams", help: "The teams and who belongs to them.",
    examples: ["team list"])
  public static let form = Form { ListTeams() }

  public init() {}

  /// A team as a line.
  public struct Row: Codable, Equatable, Sendable {
    /// As in ``Team``, members by handle.
    public let name: String, title: String, members: [String]
  }
  public func read(in store: ReadTransaction, _ context: Context) throws -> [Row] {
    let directory = try store.directory()
    return directory.teams.map { team in
      Row(
        name: team.name, title: team.title,
        members: directory.members(of: team.id).map(\.handle.name).sorted())
    }.sorted { $0.name < $1.name }
  }
  public static func sentence(_ rows: [Row]) -> String {
    Columns.text(
      rows.map { [$0.name, $0.title, $0.members.joined(separator: ", ")] }, none: "There is no team yet.")
  }
}
