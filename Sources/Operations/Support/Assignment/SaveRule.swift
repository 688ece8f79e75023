public import Acts
public import Domain
public import Store

/// Keeps a rule of assignment under a name.
public struct SaveRule: Act {
  public static let about = About(
    AssignmentRules.self, "save", .manageAssignment, "Save an assignment rule",
    help:
      "Says who is given the waiting tickets of a team. Of all rules the first that a ticket fits counts. The job "
      + "assign goes by it from now on.",
    examples: [
      "assign rule save everyday --team billing --way least-loaded",
      "assign rule save gold --team billing --way round-robin --tier gold --sticky --before everyday",
    ])
  public static let form = Form(
    Self.init,
    Field("name", \.name, "What it is called.", .position, rule: FieldRule.name),
    Field("team", \.team, "The team whose queue it looks after.", .short("t"), .names(Teams.self)),
    Field("way", \.way, "How one of several is chosen.", .short("w")),
    Field("tier", \.tier, "Only customers of this tier; again for more.", .mayBeEmpty),
    Field("tag", \.tag, "Only tickets with one of these tags.", .mayBeEmpty, .names(Tags.self)),
    Field("skill", \.skill, "A tag that asks for the skill of the same name; again for more.", .mayBeEmpty),
    Field(
      "widen", \.widen, "After this wait anybody may take it, skill or not, as 2h; left out: never.",
      rule: { $0.flatMap { Self.flaw(ofWait: $0) } }),
    Field("sticky", \.sticky, "The last agent of the same customer is asked first."),
    Field(
      "weights", \.weights, "What an open ticket weighs: low, normal, high, urgent; left out: 1 2 3 4.",
      .range(1...100), .mayBeEmpty),
    Field(
      "before", \.before, "The rule it stands before; left out: where it is, a new one last.",
      .names(AssignmentRules.self)),
    Field("draft", \.draft, "Only keep it, to be tried with assign simulate; it is not in force."))

  /// What it is called, the team whose queue it looks after, and how one of several is chosen.
  public let name: String, team: String, way: AssignmentRule.Way
  /// Which tickets (empty: all), the tags that ask for skills and for how long, and whether the last agent goes first.
  public let tier: [String], tag: [String], skill: [String], widen: String?, sticky: Bool
  /// Weights by priority (empty: as usual), the rule it stands before, and whether it is only a draft.
  public let weights: [Int], before: String?, draft: Bool
  public init(
    name: String, team: String, way: AssignmentRule.Way, tier: [String] = [], tag: [String] = [],
    skill: [String] = [], widen: String? = nil, sticky: Bool = false, weights: [Int] = [],
    before: String? = nil, draft: Bool = false
  ) {
    (self.name, self.team, self.way, self.tier, self.tag) = (name, team, way, tier, tag)
    (self.skill, self.widen, self.sticky, self.weights, self.before) = (skill, widen, sticky, weights, before)
    self.draft = draft
  }
  static func milliseconds(_ text: String) -> Int64? {
    if case .offset(let span) = try? WrittenTime(text), span > 0 { span } else { nil }
  }
  static func flaw(ofWait text: String) -> Refusal? {
    milliseconds(text) == nil
      ? Refusal(.invalid, "“\(text)” is no length of time.", remedy: "Write it as 30min, 2h or 1d.") : nil
  }
  public func validate(_ check: inout Check<Self>) {
    check.that(
      weights.isEmpty || weights.count == Ticket.Priority.allCases.count, \.weights,
      "There are \(weights.count) weights.", remedy: "Give four: for low, normal, high and urgent.")
    check.that(
      widen == nil || !skill.isEmpty, \.widen, "Nothing is to be widened: no tag asks for a skill.",
      remedy: "Name a skill, or leave widen out.")
    check.that(!draft || before == nil, \.before, "A draft stands before nothing.")
    check.that(before != name, \.before, "A rule cannot stand before itself.")
  }

  public typealias Inverse = RestoreAssignment
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<SaveRule> {
    let desk = AssignmentDesk(store)
    let queue = try Self.at(\.team) { try store.team(called: team) }
    let rule = AssignmentRule(
      name: name, team: queue.id, way: way, tiers: tier, tags: Ticket.tags(tag), skills: Ticket.tags(skill),
      widenAfter: widen.flatMap(Self.milliseconds), isSticky: sticky,
      weights: weights.isEmpty ? AssignmentRule.usualWeights : weights)
    var names = try desk.ruleNames()
    let place = names.firstIndex(of: name)
    if let place { names.remove(at: place) }
    guard !draft else { return try keepDraft(rule, names, in: store) }
    var goal = place ?? names.count
    if let before {
      _ = try Self.at(\.before) { try desk.rule(before) }
      goal = names.firstIndex(of: before) ?? goal
    }
    names.insert(name, at: goal)
    try Self.at(\.name) {
      try Self.check(rule, among: try names.map { try $0 == name ? rule : desk.rule($0) })
    }
    let inverse =
      try store.keepAssignment(.rule, name, try AssignmentDesk.text(rule), as: "rule \(name)")
      + store.keepAssignment(.order, "", try AssignmentDesk.text(names), as: "rules")
    guard !inverse.isEmpty else { return Done("The rule “\(name)” is just so already.", undoneBy: []) }
    return Done("Saved the rule “\(name)”, number \(goal + 1) of \(names.count).", undoneBy: inverse)
  }
  private func keepDraft(
    _ rule: AssignmentRule, _ names: [String], in store: WriteTransaction
  ) throws -> Done<SaveRule> {
    let wasInForce = try AssignmentDesk(store).ruleNames() != names
    let inverse =
      try store.keepAssignment(.rule, name, try AssignmentDesk.text(rule), as: "rule \(name)")
      + (wasInForce ? store.keepAssignment(.order, "", try AssignmentDesk.text(names), as: "rules") : [])
    return Done("Kept the rule “\(name)” as a draft; it is not in force.", undoneBy: inverse)
  }
  /// Refuses a rule that no ticket comes to because one before it takes all of them.
  static func check(_ rule: AssignmentRule, among order: [AssignmentRule]) throws(Refusal) {
    for (place, later) in order.enumerated() {
      guard let first = order[..<place].first(where: { $0.takesAll(of: later) }) else { continue }
      throw Refusal(
        .invalid, "No ticket comes to the rule “\(later.name)”, since “\(first.name)” takes all of them.",
        remedy: "Put “\(later.name)” before “\(first.name)”, or retire one of them.")
    }
  }
  public static func sentence(_ text: String) -> String { text }
}

extension AssignmentRule {
  /// Whether every ticket that fits another fits this one.
  func takesAll(of other: AssignmentRule) -> Bool {
    func covers(_ mine: [String], _ its: [String]) -> Bool {
      mine.isEmpty || (!its.isEmpty && Set(its).isSubset(of: mine))
    }
    return team == other.team && covers(tiers, other.tiers) && covers(tags, other.tags)
  }
}

/// Says in which order rules are tried.
public struct OrderRules: Act {
  public static let about = About(
    AssignmentRules.self, "order", .manageAssignment, "Order assignment rules",
    help: "Says in which order rules are tried. Those that are not named come behind, as they stand.",
    examples: ["assign rule order gold everyday"])
  public static let form = Form(
    Self.init,
    Field(
      "names", \.names, "The rules, the one that is tried first in front.", .position,
      .names(AssignmentRules.self)))

  /// Rules in their order; the others come behind.
  public let names: [String]
  public init(names: [String]) { self.names = names }

  public typealias Inverse = RestoreAssignment
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<OrderRules> {
    let desk = AssignmentDesk(store), old = try desk.ruleNames()
    try Self.at(\.names) {
      for name in names {
        _ = try desk.rule(name)
        guard old.contains(name) else {
          throw Refusal(
            .conflict, "The rule “\(name)” is a draft.", remedy: "Save it without --draft first.")
        }
      }
      guard Set(names).count == names.count else {
        throw Refusal(.invalid, "A rule stands twice.", remedy: "Name each rule once.")
      }
    }
    let new = names + old.filter { !names.contains($0) }
    try Self.at(\.names) {
      let rules = try new.map { try desk.rule($0) }
      for rule in rules { try SaveRule.check(rule, among: rules) }
    }
    return Done(
      "Rules are tried in this order: \(new.joined(separator: ", ")).",
      undoneBy: try store.keepAssignment(.order, "", try AssignmentDesk.text(new), as: "rules"))
  }
  public static func sentence(_ text: String) -> String { text }
}

/// Takes a rule out of use.
public struct RetireRule: Act {
  public static let about = About(
    AssignmentRules.self, "retire", .manageAssignment, "Retire an assignment rule",
    help: "Takes a rule out of use; what it has given stays where it is.",
    examples: ["assign rule retire gold"])
  public static let form = Form(
    Self.init, Field("name", \.name, "The rule.", .position, .names(AssignmentRules.self)))

  /// Which one.
  public let name: String
  public init(name: String) { self.name = name }

  public typealias Inverse = RestoreAssignment
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<RetireRule> {
    let desk = AssignmentDesk(store)
    _ = try Self.at(\.name) { try desk.rule(name) }
    let old = try desk.ruleNames(), names = old.filter { $0 != name }
    return Done(
      "Retired the rule “\(name)”.",
      undoneBy: try store.keepAssignment(.rule, name, nil, as: "rule \(name)")
        + (names == old
          ? [] : store.keepAssignment(.order, "", try AssignmentDesk.text(names), as: "rules")))
  }
  public static func sentence(_ text: String) -> String { text }
}
