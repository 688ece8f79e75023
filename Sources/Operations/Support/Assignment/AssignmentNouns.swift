public import Acts
public import Domain

/// Rules of assignment; on the command line they stand under `assign`.
public enum AssignmentRules: Noun {
  /// The word, and a line of help.
  public static let name = "rule", help = "Which waiting tickets of a team go to whom."
  /// They belong to assignment.
  public static let command = "assign rule"
}
/// What agents know and take.
public enum AgentProfiles: Noun {
  /// The word, and a line of help.
  public static let name = "profile", help = "What agents know, how much they take and when they work."
  /// They belong to assignment.
  public static let command = "assign profile"
}
/// Who is given what waits.
public enum Assignments: Noun {
  /// The word, and a line of help.
  public static let name = "assign", help = "Who is given what waits: rules, profiles, loads."
}

extension AssignmentRule.Way: Choice {}

let assignmentRequests: [any Request.Type] = [
  SaveRule.self, OrderRules.self, RetireRule.self, ListRules.self, ShowRule.self, SetProfile.self,
  ShowProfile.self, SendAway.self, BringBack.self, ReleaseTickets.self, AutoAssign.self, AssignWaiting.self,
  ExplainAssignment.self, ShowLoad.self, Rebalance.self, SimulateRule.self, RestoreAssignment.self,
]
