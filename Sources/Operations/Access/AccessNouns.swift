public import Acts

/// The people who answer.
public enum Agents: Noun { public static let name = "agent", help = "The people who answer." }
/// Groups of agents with a queue of their own.
public enum Teams: Noun { public static let name = "team", help = "Groups of agents that share a queue." }
