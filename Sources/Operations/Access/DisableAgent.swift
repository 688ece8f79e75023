public import Acts
public import Domain
public import Store

/// Shuts an operator out; what she did stays.
public struct DisableAgent: Act {
  public static let about = About(
    Agents.self, "disable", .managePeople, "Disable an operator",
    help:
      "Ends her sessions and lets her in no more. Her tickets stay hers until somebody assigns them; filter assignee:HANDLE finds them.",
    examples: ["agent disable bob"], risk: .previewFirst)
  public static let form = Form(Self.init, Field("agent", \.agent, "Who.", .position))

  /// Whom it is about.
  public let agent: Agent.Handle
  public init(agent: Agent.Handle) { self.agent = agent }

  public typealias Inverse = EnableAgent
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<DisableAgent> {
    var found = try Self.at(\.agent) { try store.agent(agent, context) }
    if found.isDisabled { return Done(found.handle.name, undoneBy: []) }
    guard found.id != context.actor.id else {
      throw Self.refusal(at: \.agent, .conflict, "You cannot disable yourself.", remedy: "Ask another admin.")
    }
    try Self.at(\.agent) { try store.keepAnAdmin(without: found) }
    found.isDisabled = true
    try store.save(found)
    try store.endSessions(of: found.id, because: .disabled, at: context.now)
    return Done(found.handle.name, undoneBy: [EnableAgent(agent: found.handle)])
  }
  public static func sentence(_ handle: String) -> String { "\(handle) is disabled." }
}

/// Lets an operator in again.
public struct EnableAgent: Act {
  public static let about = About(
    Agents.self, "enable", .managePeople, "Enable an operator",
    help: "Lets a disabled operator in again, with the role she had.", examples: ["agent enable bob"])
  public static let form = Form(Self.init, Field("agent", \.agent, "Who.", .position))

  /// Whom it is about.
  public let agent: Agent.Handle
  public init(agent: Agent.Handle) { self.agent = agent }

  public typealias Inverse = DisableAgent
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<EnableAgent> {
    var found = try Self.at(\.agent) { try store.agent(agent, context) }
    guard found.isDisabled else { return Done(found.handle.name, undoneBy: []) }
    found.isDisabled = false
    try store.save(found)
    return Done(found.handle.name, undoneBy: [DisableAgent(agent: found.handle)])
  }
  public static func sentence(_ handle: String) -> String { "\(handle) can log in." }
}

extension ReadTransaction {
  /// Refuses what would leave the store without anybody who can manage people.
  func keepAnAdmin(without agent: Agent) throws {
    guard agent.role == .admin, !agent.isDisabled else { return }
    let others = try directory().agents.filter { $0.role == .admin && !$0.isDisabled && $0.id != agent.id }
    guard others.isEmpty else { return }
    throw Refusal(
      .conflict, "\(agent.handle) is the last admin.", remedy: "Make somebody else an admin first.")
  }
}
