/// A person who works in opsdeck: answers tickets, approves, administers. Also called an operator.
public struct Agent: Hashable, Sendable {
  /// The agent's number in the store.
  public struct ID: Hashable, Comparable, Sendable, Codable {
    /// The number itself.
    public let rawValue: Int64
    /// Names the agent with this number.
    public init(_ rawValue: Int64) { self.rawValue = rawValue }
    /// By number.
    public static func < (a: ID, b: ID) -> Bool { a.rawValue < b.rawValue }
  }
  /// The short name people type: `ada`. Lower-case letters, digits, `.`, `-`; never changes, never reused.
  public struct Handle: Hashable, Sendable, CustomStringConvertible {
    /// The name itself.
    public let name: String
    /// Takes the name as it is.
    public init(_ name: String) { self.name = name }
    /// The name itself.
    public var description: String { name }
  }
  /// The parts of an agent.
  public var id: ID, handle: Handle, name: String, email: String, role: Role, teams: [Team.ID]
  /// Disabled agents cannot log in and are not offered for assignment; their history stays.
  public var isDisabled: Bool
  /// Makes an agent; `name` is what customers read.
  public init(
    id: ID, handle: Handle, name: String, email: String, role: Role, teams: [Team.ID] = [],
    isDisabled: Bool = false
  ) {
    (self.id, self.handle, self.name, self.email) = (id, handle, name, email)
    (self.role, self.teams, self.isDisabled) = (role, teams, isDisabled)
  }
}

/// What an operator is in the company; what a role may do is one table in ``Role/permissions``.
public enum Role: String, CaseIterable, Hashable, Sendable, Codable {
  case agent, lead, billing, admin
  case onCall = "on-call"
  case auditor
}

/// A group of agents that shares a queue.
public struct Team: Hashable, Sendable {
  /// The team's number in the store.
  public struct ID: Hashable, Comparable, Sendable, Codable {
    /// The number itself.
    public let rawValue: Int64
    /// Names the team with this number.
    public init(_ rawValue: Int64) { self.rawValue = rawValue }
    /// By number.
    public static func < (a: ID, b: ID) -> Bool { a.rawValue < b.rawValue }
  }
  /// The parts of a team; `name` is unique, lower-case and typed in filters (`team:billing`).
  public var id: ID, name: String, title: String
  /// Makes a team.
  public init(id: ID, name: String, title: String) { (self.id, self.name, self.title) = (id, name, title) }
}
