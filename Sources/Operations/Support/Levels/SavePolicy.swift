public import Acts
import Domain
public import Store

/// Keeps what is promised under a name, as a new version.
public struct SavePolicy: Act {
  public static let about = About(
    Policies.self, "save", .manageLevels, "Save a policy",
    help:
      "Keeps targets for responses and resolutions under a name. Of all policies the first with a row for the "
      + "ticket counts. Each save is a new version: tickets that are made from now on are under it, and sla "
      + "recompute brings it to open ones.",
    examples: [
      "sla policy save usual --definition '{\"targets\":[{\"priority\":\"urgent\",\"first_response\":3600}]}'",
      "sla policy save gold --before usual --definition -",
    ])
  public static let form = Form(
    Self.init,
    Field("name", \.name, "What it is called.", .position, rule: FieldRule.name),
    Field(
      "definition", \.definition, "The targets as JSON, as opsdeck sla simulate takes them.", .short("d"),
      .prose),
    Field(
      "before", \.before, "The policy it stands before; left out: where it is, a new one last.",
      .names(Policies.self)))

  /// What it is called, the targets as JSON, and the policy it stands before (nil: where it is, or last).
  public let name: String, definition: String, before: String?
  public init(name: String, definition: String, before: String? = nil) {
    (self.name, self.definition, self.before) = (name, definition, before)
  }

  public typealias Inverse = RestoreLevels
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<SavePolicy> {
    let body = try Self.at(\.definition) {
      guard !(try LevelReader.policy(definition).targets.isEmpty) else {
        throw Refusal(
          .invalid, "targets: there is no row.",
          remedy: "Give at least one, such as {\"priority\":\"urgent\",\"first_response\":3600}.")
      }
      return try LevelReader.kept(definition)
    }
    var levels = try LevelsNow(in: store)
    let place = levels.policies.firstIndex { $0.name == name }, order = levels.policies.map(\.id)
    var policy = place.map { levels.policies[$0] }
    if policy?.body != body { policy = try store.add(.policy, name, body, at: context.now) }
    guard let policy else { return Done("", undoneBy: []) }
    if let place { levels.policies.remove(at: place) }
    var goal = place ?? levels.policies.count
    if let before {
      let other = try Self.at(\.before) { try levels.policy(before) }
      goal = levels.policies.firstIndex { $0.id == other.id } ?? goal
    }
    levels.policies.insert(policy, at: goal)
    guard levels.policies.map(\.id) != order else {
      return Done("The policy “\(name)” is just so already.", undoneBy: [])
    }
    try Self.at(\.definition) { try levels.check() }
    return Done(
      "Saved version \(policy.version) of the policy “\(name)”, number \(goal + 1) of \(levels.policies.count).",
      undoneBy: try levels.begin(in: store, context))
  }
  public static func sentence(_ text: String) -> String { text }
}
