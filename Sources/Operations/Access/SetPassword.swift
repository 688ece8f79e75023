public import Acts
import Cryptography
public import Domain
public import Store

/// Gives an operator a new password.
public struct SetPassword: Act, PreparedAct {
  public static let about = About(
    Agents.self, "password", .managePeople, "Set a password",
    help: "Gives an operator a new password, opens a shut account and ends all of her sessions.",
    examples: ["agent password bob --new-from -"],
    log: .authentication,
    undoing: .never(
      because: "The old password is not kept.", instead: "Set another one."))
  public static let form = Form(
    Self.init, Field("agent", \.agent, "Whose.", .position),
    Field("new", \.new, "The password; she should change it at once."))

  /// Whose password, and the new one.
  public let agent: Agent.Handle, new: Secret
  private var hash: String?
  public init(agent: Agent.Handle, new: Secret) { (self.agent, self.new) = (agent, new) }

  func prepared(_ database: Database, _ context: Context) throws -> SetPassword {
    let found = try database.read { store in try Self.at(\.agent) { try store.agent(agent, context) } }
    try Self.at(\.new) {
      if let refusal = PasswordRules.refusal(of: new, for: found, company: try database.company) {
        throw refusal
      }
    }
    var ready = self
    ready.hash = try PasswordHash(of: new.revealed).description
    return ready
  }
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<SetPassword> {
    guard let hash else { throw PasswordHash.unprepared }
    let found = try Self.at(\.agent) { try store.agent(agent, context) }
    try store.keep(hash, of: found.id, at: context.now)
    try store.endSessions(of: found.id, because: .passwordChanged, at: context.now)
    return Done(found.handle.name)
  }
  public static func sentence(_ handle: String) -> String {
    "\(handle) has a new password; her sessions are over."
  }
}
