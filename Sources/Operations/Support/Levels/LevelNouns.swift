public import Acts

/// When the desk is open.
public enum Schedules: Noun { public static let name = "schedule", help = "When the desk is open." }
/// What is promised; on the command line they stand under `sla`.
public enum Policies: Noun {
  /// The word, and a line of help.
  public static let name = "policy", help = "What is promised: targets for responses and resolutions."
  /// They belong to the clocks.
  public static let command = "sla policy"
}
/// The clocks of tickets.
public enum ServiceLevels: Noun {
  /// The word, and a line of help.
  public static let name = "sla", help = "Targets for responses and resolutions, and the clocks of tickets."
}

let levelRequests: [any Request.Type] = [
  SaveSchedule.self, RetireSchedule.self, ListSchedules.self, ShowSchedule.self, SavePolicy.self,
  OrderPolicies.self, RetirePolicy.self, ListPolicies.self, ShowPolicy.self, RestoreLevels.self,
  RecomputeClocks.self, ExplainClocks.self,
]
