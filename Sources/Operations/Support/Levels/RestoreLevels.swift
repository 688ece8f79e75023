public import Acts
import Domain
public import Store

/// Brings policies and schedules back to what they were: what undoing their acts runs. What was kept in between stays
/// in the store as an edition of its own.
public struct RestoreLevels: Act {
  public static let about = About(
    ServiceLevels.self, "restore", .manageLevels, "Put policies and schedules back",
    help: "Puts policies and schedules back to what they were; it is what undoing runs.", isOffered: false)
  public static let form = Form(
    Self.init,
    Field("expected", \.expected, "The edition that must hold now.", .range(0...Int.max - 1)),
    Field(
      "policies", \.policies, "The versions of policies, in their order.", .range(1...Int.max - 1),
      .mayBeEmpty),
    Field("schedules", \.schedules, "The versions of schedules.", .range(1...Int.max - 1), .mayBeEmpty))

  /// The edition that must hold now, and the versions that hold then.
  public let expected: Int, policies: [Int], schedules: [Int]
  public init(expected: Int, policies: [Int], schedules: [Int]) {
    (self.expected, self.policies, self.schedules) = (expected, policies, schedules)
  }

  public typealias Inverse = RestoreLevels
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<RestoreLevels> {
    var levels = try LevelsNow(in: store)
    guard Int(levels.edition?.number ?? 0) == expected else {
      throw Refusal(
        .conflict, "Policies or schedules were changed since.", remedy: "Look at them and save them anew.")
    }
    levels.policies = try store.levelTexts(.policy, policies.map { Int64($0) })
    levels.schedules = try store.levelTexts(.schedule, schedules.map { Int64($0) })
    return Done(undoneBy: try levels.begin(in: store, context))
  }
}
