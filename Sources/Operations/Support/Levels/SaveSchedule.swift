public import Acts
import Domain
public import Store

/// Keeps when the desk is open under a name, as a new version.
public struct SaveSchedule: Act {
  public static let about = About(
    Schedules.self, "save", .manageLevels, "Save a schedule",
    help:
      "Keeps the hours of a week with holidays and other days, in a time zone, under a name. Each save is a new "
      + "version: tickets that are made from now on count by it, and sla recompute brings it to open ones.",
    examples: [
      "schedule save default --definition '{\"time_zone\":\"Europe/Berlin\",\"hours\":{\"mon\":[[\"09:00\",\"17:00\"]]}}'",
      "schedule save default --definition -",
    ])
  public static let form = Form(
    Self.init,
    Field(
      "name", \.name, "What policies call it; default where they name none.", .position, rule: FieldRule.name),
    Field("definition", \.definition, "The hours as JSON, as opsdeck time takes them.", .short("d"), .prose))

  /// What policies call it, and the hours as JSON.
  public let name: String, definition: String
  public init(name: String, definition: String) { (self.name, self.definition) = (name, definition) }

  public typealias Inverse = RestoreLevels
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<SaveSchedule> {
    let body = try Self.at(\.definition) {
      _ = try LevelReader.schedule(definition)
      return try LevelReader.kept(definition)
    }
    var levels = try LevelsNow(in: store)
    let place = levels.schedules.firstIndex { $0.name == name }
    if let place, levels.schedules[place].body == body {
      return Done("The schedule “\(name)” is just so already.", undoneBy: [])
    }
    let new = try store.add(.schedule, name, body, at: context.now)
    if let place { levels.schedules[place] = new } else { levels.schedules.append(new) }
    return Done(
      "Saved version \(new.version) of the schedule “\(name)”.",
      undoneBy: try levels.begin(in: store, context))
  }
  public static func sentence(_ text: String) -> String { text }
}

/// Takes a schedule out of use.
public struct RetireSchedule: Act {
  public static let about = About(
    Schedules.self, "retire", .manageLevels, "Retire a schedule",
    help:
      "Takes a schedule out of use that no policy names any more. Clocks that were counted by it keep it.",
    examples: ["schedule retire weekend"])
  public static let form = Form(
    Self.init, Field("name", \.name, "The schedule.", .position, .names(Schedules.self)))

  /// Which one.
  public let name: String
  public init(name: String) { self.name = name }

  public typealias Inverse = RestoreLevels
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<RetireSchedule> {
    var levels = try LevelsNow(in: store)
    let old = try Self.at(\.name) { try levels.schedule(name) }
    for policy in levels.policies {
      if try LevelReader.policy(policy.body).targets.contains(where: { $0.schedule == name }) {
        throw Self.refusal(
          at: \.name, .conflict, "The policy “\(policy.name)” counts by “\(name)”.",
          remedy: "Save the policy with another schedule first.")
      }
    }
    levels.schedules.removeAll { $0.id == old.id }
    return Done("Retired the schedule “\(name)”.", undoneBy: try levels.begin(in: store, context))
  }
  public static func sentence(_ text: String) -> String { text }
}
