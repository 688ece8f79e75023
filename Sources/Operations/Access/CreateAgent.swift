public import Acts
import Cryptography
public import Domain
public import Store

extension Role: Choice {}

/// Makes an operator.
public struct CreateAgent: Act, PreparedAct {
  public static let about = About(
    Agents.self, "create", .managePeople, "Create an operator",
    help: "Makes an operator. Without a password she cannot log in until one is set.",
    examples: ["agent create bob --name \"Bob Miller\" --email bob@desk.example --role agent --teams billing"]
  )
  public static let form = Form(
    Self.init,
    Field("handle", \.handle, "The short name people type; never changed, never used again.", .position) {
      handle in
      reserved.contains(handle.name)
        ? Refusal(.invalid, "“\(handle)” means something else.", remedy: "Choose another name.") : nil
    },
    Field("name", \.name, "The name customers read."),
    Field("email", \.email, "The address.") { text in
      text.isEmpty || (text.contains("@") && !text.contains(where: \.isWhitespace))
        ? nil : Refusal(.invalid, "“\(text)” is not an address.", remedy: "Write it as bob@desk.example.")
    },
    Field("role", \.role, "What she may do.", .initially("agent")),
    Field("teams", \.teams, "The teams she belongs to.", .names(Teams.self), .mayBeEmpty),
    Field("password", \.password, "The first password; she should change it at once."))

  /// Handles that filters and commands read as something else.
  static let reserved: Set<String> = ["me", "none", "nobody", "system", "unknown"]

  /// As in ``Agent``, teams by name; without a password she cannot log in yet.
  public let handle: Agent.Handle, name: String, email: String, role: Role, teams: [String], password: Secret?
  private var hash: String?
  public init(
    handle: Agent.Handle, name: String, email: String, role: Role = .agent, teams: [String] = [],
    password: Secret? = nil
  ) {
    (self.handle, self.name, self.email, self.role) = (handle, name, email, role)
    (self.teams, self.password) = (teams, password)
  }

  func prepared(_ database: Database, _ context: Context) throws -> CreateAgent {
    guard let password else { return self }
    let agent = Agent(id: .init(0), handle: handle, name: name, email: email, role: role)
    try Self.at(\.password) {
      if let refusal = PasswordRules.refusal(of: password, for: agent, company: try database.company) {
        throw refusal
      }
    }
    var ready = self
    ready.hash = try PasswordHash(of: password.revealed).description
    return ready
  }
  public typealias Inverse = DisableAgent
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<CreateAgent> {
    guard try store.agent(handle: handle.name) == nil else {
      throw Self.refusal(
        at: \.handle, .conflict, "There is already an operator \(handle).",
        remedy: "Handles are never used again; choose another.")
    }
    let teams = try Self.at(\.teams) { try self.teams.map { try store.team(called: $0).id } }
    let agent = Agent(
      id: try store.newAgentID(), handle: handle, name: name, email: email.lowercased(), role: role,
      teams: Set(teams).sorted())
    try store.save(agent)
    if password != nil {
      guard let hash else { throw PasswordHash.unprepared }
      try store.keep(hash, of: agent.id, at: context.now)
    }
    // A handle is never used again, so what takes this back is to disable her. The first operator stays.
    return Done(
      "\(handle) (\(role.rawValue))", undoneBy: context.isSystem ? [] : [DisableAgent(agent: handle)])
  }
  public static func sentence(_ who: String) -> String { "Created \(who)." }
}
