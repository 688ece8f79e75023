public import Acts
public import Domain
public import Store

/// Changes what an operator may do.
public struct SetRole: Act {
  public static let about = About(
    Agents.self, "role", .managePeople, "Change a role",
    help: "Changes what an operator may do; it counts at once, and her sessions end.",
    examples: ["agent role bob --to lead"], risk: .previewFirst)
  public static let form = Form(
    Self.init,
    Field("agent", \.agent, "Whose.", .position),
    Field("to", \.to, "The new role."),
    Field("expected", \.expected, "Refused unless this is the role now."))

  /// Whose role, what it becomes, and what it must be now (nil: whatever it is).
  public let agent: Agent.Handle, to: Role, expected: Role?
  public init(agent: Agent.Handle, to: Role, expected: Role? = nil) {
    (self.agent, self.to, self.expected) = (agent, to, expected)
  }

  public typealias Inverse = SetRole
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<SetRole> {
    var found = try Self.at(\.agent) { try store.agent(agent, context) }
    if let expected, found.role != expected {
      throw Self.refusal(
        at: \.expected, .conflict, "\(found.handle) is \(found.role.rawValue) now, not \(expected.rawValue).",
        remedy: "Look again and decide anew.")
    }
    guard found.role != to else { return Done("\(found.handle) is \(to.rawValue)", undoneBy: []) }
    try Self.at(\.agent) { try store.keepAnAdmin(without: found) }
    let old = found.role
    found.role = to
    try store.save(found)
    try store.endSessions(of: found.id, because: .roleChanged, at: context.now)
    return Done(
      "\(found.handle) is \(to.rawValue)", undoneBy: [SetRole(agent: found.handle, to: old, expected: to)])
  }
  public static func sentence(_ what: String) -> String { what + "." }
}
