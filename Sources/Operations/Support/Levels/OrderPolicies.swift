public import Acts
import Domain
public import Store

/// Says in which order policies are tried.
public struct OrderPolicies: Act {
  public static let about = About(
    Policies.self, "order", .manageLevels, "Order policies",
    help:
      "Says in which order policies are tried; the first with a row for the ticket counts. Those that are not named "
      + "come behind, as they stand.",
    examples: ["sla policy order gold usual"])
  public static let form = Form(
    Self.init,
    Field(
      "names", \.names, "The policies, the one that is tried first in front.", .position,
      .names(Policies.self)))

  /// Policies in their order; the others come behind.
  public let names: [String]
  public init(names: [String]) { self.names = names }

  public typealias Inverse = RestoreLevels
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<OrderPolicies> {
    var levels = try LevelsNow(in: store)
    let old = levels.policies
    let named = try Self.at(\.names) {
      try names.map { name in try LevelsNow.found(name, among: old, "policy") }
    }
    guard Set(names).count == names.count else {
      throw Self.refusal(
        at: \.names, .invalid, "A policy stands twice.", remedy: "Name each policy once.")
    }
    levels.policies = named + old.filter { !names.contains($0.name) }
    guard levels.policies != old else { return Done("The order is just so already.", undoneBy: []) }
    try Self.at(\.names) { try levels.check() }
    return Done(
      "Policies are tried in this order: \(levels.policies.map(\.name).joined(separator: ", ")).",
      undoneBy: try levels.begin(in: store, context))
  }
  public static func sentence(_ text: String) -> String { text }
}

/// Takes a policy out of use.
public struct RetirePolicy: Act {
  public static let about = About(
    Policies.self, "retire", .manageLevels, "Retire a policy",
    help: "Takes a policy out of use: no new ticket is under it. Clocks that were counted by it keep it.",
    examples: ["sla policy retire gold"])
  public static let form = Form(
    Self.init, Field("name", \.name, "The policy.", .position, .names(Policies.self)))

  /// Which one.
  public let name: String
  public init(name: String) { self.name = name }

  public typealias Inverse = RestoreLevels
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<RetirePolicy> {
    var levels = try LevelsNow(in: store)
    let old = try Self.at(\.name) { try levels.policy(name) }
    levels.policies.removeAll { $0.id == old.id }
    return Done("Retired the policy “\(name)”.", undoneBy: try levels.begin(in: store, context))
  }
  public static func sentence(_ text: String) -> String { text }
}
